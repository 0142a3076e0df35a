"""What is owed: by whom, since when, what settles it, and what is missing."""
