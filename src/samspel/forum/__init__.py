"""The samarbeidsforum: who sits in it, who is tied, what it puts first under the frame."""
