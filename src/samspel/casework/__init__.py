"""The office's preparation of a need: complete or not, ready for the forum or not."""
