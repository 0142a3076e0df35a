"""Figures: fold entries into postings, read values from them, explain every value by its entries (DESIGN §9.5)."""
