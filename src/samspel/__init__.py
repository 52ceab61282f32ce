"""Samspel: a grant scheme for local competence development, from need to public account."""
