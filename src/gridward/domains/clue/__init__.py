"""Clues from the people: tips by hotline, counter or net, and what became of them."""
