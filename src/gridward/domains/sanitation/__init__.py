"""Disinfection, clean-up and refuse, breeding sites."""
