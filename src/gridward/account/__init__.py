"""Who signs in and which devices may hand in entries. Nothing about residents is kept here."""
