"""The desk of the samarbeidsforum: its meetings, the cases in them, the secretary's working page, the innstilling."""
