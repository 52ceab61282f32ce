"""What readers say about the public pages: whether they found what they looked for, and what shuts them out."""
