"""Testing: samples, pooled or single, and their results."""
