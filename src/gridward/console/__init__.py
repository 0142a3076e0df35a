"""The pages of the people who hold offices: rendered on the server, made livelier by htmx, whole without it."""
