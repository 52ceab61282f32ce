"""A need as an owner's own system tells it: the round file's, without who did what and when."""
