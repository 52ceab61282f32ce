"""What an office writes for everybody to read: its news and pages, version by version."""
