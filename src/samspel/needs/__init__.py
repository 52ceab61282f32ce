"""The need (behovsmelding): what an owner or a network wants to learn, with whom, for how long."""
