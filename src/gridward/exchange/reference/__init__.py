"""The reference pages, written from the declarations themselves so that they cannot drift from the code."""
