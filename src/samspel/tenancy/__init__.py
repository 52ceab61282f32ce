"""Whose data this is: the offices, who acts for whom, and what the database may show a request or a job."""
