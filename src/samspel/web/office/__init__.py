"""The desk of Statsforvaltaren: what has come in, each case, the forum's composition."""
