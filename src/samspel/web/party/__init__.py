"""What every party has alike, whichever desk it sits at: its messages with the offices."""
