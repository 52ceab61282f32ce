"""What everyone may see: published tables, kept by acts, with no tenant."""
