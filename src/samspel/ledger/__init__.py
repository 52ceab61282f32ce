"""Frames, commitments and payments as movements that are never edited."""
