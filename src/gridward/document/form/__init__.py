"""Registers and reports as spreadsheets: templates in packs/forms say the rows and columns, the ledger fills them.

`template` reads one, `source` says what a column can name, `rows` and `people` find what stands in the rows, `cells`
and `draft` fill it and `sheet` writes the file.
"""
