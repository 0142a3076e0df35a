"""The grid: areas as they stood on any day, and who held which office where. `reach` says what an account may do."""
