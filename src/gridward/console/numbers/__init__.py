"""Figures on pages: values, what they are made of, how they went."""
