"""A kind as a sheet (.xlsx): a template to fill in, an export, and tolerant reading of what comes back.

Pure: `column` (what a sheet asks), `heading` (which column is which), `table` (rows under a heading), `cell` and
`value` (from cells to the wire), `safe` (cells that could execute). With the node's data: `within` (where the uploader
may record), `row`, `stored`, `change`, `plan`, `take`; files: `workbook`, `template`, `export`, `answer`.
"""
