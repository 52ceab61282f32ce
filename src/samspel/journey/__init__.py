"""Where a need is now, its whole story, and the worklists over steps: reads all, writes nothing."""
