"""What came of it: reports, accounts, money left over."""
