"""How anything changes: an act with its guards, the entry it leaves in the journal, and what must be sent because of it."""
