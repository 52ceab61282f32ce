"""Organisations, their units, networks, and what a person may be for one of them."""
