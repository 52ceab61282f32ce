"""The round file: a whole round in and out as one document."""
