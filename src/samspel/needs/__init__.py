"""The need that an owner or a network reports: what it wants to learn, with whom, for how long, for how much."""
