"""One file a page; a view finds, asks once and renders."""
