"""The registers of organisations and units: the package's own tables, what is wrong with them, and their loading."""
