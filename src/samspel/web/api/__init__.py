"""The read API: the open data for machines, row by row, and the description of it that machines read."""
