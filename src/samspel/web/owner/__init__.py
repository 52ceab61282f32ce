"""The desk of an owner: its needs, each page of one, and what has become of it."""
