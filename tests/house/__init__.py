"""The rules of the house: each check is a plain function over a folder, run on the real one and on a planted fault."""
