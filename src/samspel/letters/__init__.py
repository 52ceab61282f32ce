"""A letter from a template and facts: rendered once, numbered, hashed, kept."""
