"""Documents: bulletins from the templates in packs/, rendered and issued. Words are an officer's, numbers figures."""
