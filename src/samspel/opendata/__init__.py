"""The public account: where every krone went."""
