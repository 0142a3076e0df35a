"""The top of the house: settings, addresses, and the list of installed domains."""
