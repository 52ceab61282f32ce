"""The control: what one Django page costs here before Samspel does anything."""
