"""The screens, cut by the desk they stand on; the only part that knows of requests and the clock."""
