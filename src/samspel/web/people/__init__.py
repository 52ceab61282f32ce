"""People and roles, the same way at the owner's, the partner's and the office's desk: who is there, and who may be."""
