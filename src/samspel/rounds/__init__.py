"""A whole round as one file: loaded by running the acts, dumped from what they left."""
