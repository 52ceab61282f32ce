"""Networks of owners over time: how they are formed, who is in them, who leads them, and how they end."""
