"""Who reads, what they may see, as of when, and where links lead."""
