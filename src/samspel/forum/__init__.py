"""The samarbeidsforum: its members, who is kept out of what, the order under the frame, the recommendation."""
