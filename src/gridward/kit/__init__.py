"""Things every module may use and that know nothing of the rest: words, clock, ids, errors, the SQLite back end."""
