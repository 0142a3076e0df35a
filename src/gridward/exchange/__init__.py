"""One declared kind in many faces: JSON Schema, console form, words for a reader."""
