"""A roster (花名册) as a file: people with their households, house status, vehicles and herds, a million rows of them.

`column` (what a roster asks), `source` (xlsx or csv, row by row), `line` (a row read), `take` (slices into the roll
and, for households, the ledger), `answer` (the file that goes back), `export` (the roll as such a file).
"""
