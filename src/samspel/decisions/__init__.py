"""The office's decision: what is given to whom, why, and what the receiver accepts."""
