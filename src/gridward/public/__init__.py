"""Pages without sign-in: what an area has published, and a form by which anybody can hand in a tip or a question."""
