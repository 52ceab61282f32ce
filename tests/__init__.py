"""The tests mirror the package; `cast.py` holds the people that all of them share."""
