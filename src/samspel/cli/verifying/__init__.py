"""What must always hold of everything that is stored, asked of the database as the role that only reads."""
