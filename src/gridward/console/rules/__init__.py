"""What is in force: packs, responses, and the boards of clauses that act on lists."""
