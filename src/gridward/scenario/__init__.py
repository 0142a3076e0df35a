"""Scenarios: a town and the numbers stated about it, turned into single front-line entries and checked again.

`read` takes the file apart, `facts` looks for contradictions, `tree` and `world` make the town, `load` sends what the
domains imagine through intake, `verify` counts everything once more from the raw entries.
"""
