"""Who is given roles, by whom and for how long: invitations, changes, and the end of it. Roles belong to no person."""
