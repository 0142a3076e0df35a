"""What a domain may declare. Nothing here knows Django, a database or any domain.

Kinds of entries are in `kind`, figures in `figure`, a domain's own declaration in `domain`, what a scenario's
imagination sees and makes in `imagine`, and the checked sum of all declarations in `catalogue`.
"""
