"""Money as movements that are never edited: frames, commitments, payments, recoveries."""
