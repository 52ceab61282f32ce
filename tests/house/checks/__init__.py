"""The checks: `faults(root)` gives one line per fault, none when the house is in order."""
