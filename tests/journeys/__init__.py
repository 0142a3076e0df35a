"""Ways through the whole system as people go them, in a real browser."""
