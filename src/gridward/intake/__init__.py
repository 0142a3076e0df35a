"""The one door for writing: every entry, from phone, console, import or scenario, comes in here (DESIGN §9.4)."""
