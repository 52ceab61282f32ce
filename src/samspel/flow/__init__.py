"""How anything changes: an act with its guards, its entry in the journal, and what must be sent because of it."""
