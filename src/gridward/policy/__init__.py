"""What must be done, as data: dated packs, their lists, items and units, read from `packs/` and checked. No Django."""
