"""The announcement of one year: its schemes, its deadline and its frames."""
