"""The desk of a university or a college: what it is asked to take part in, across offices, and its answers."""
