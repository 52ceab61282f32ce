"""What anyone may see without logging in."""
