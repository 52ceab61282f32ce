"""What came of it: reports with accounts, indicators and what is left over."""
