"""Gates: posts on roads and at entrances, who and what passed them, and which areas are closed off."""
