"""Compiling the package's own compact tables of places and actors from the facts that the registers give."""
