"""Who must do what by when: standings, duties, what settles them and what is missing (DESIGN §9.4, §9.7)."""
