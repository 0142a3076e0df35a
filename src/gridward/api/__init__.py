"""The JSON interface under /api/v1/: phones and other systems hand in entries here (DESIGN §8)."""
