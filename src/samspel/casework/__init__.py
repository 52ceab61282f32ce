"""The office's work on a need: is it complete, what is asked for, is it ready for the forum."""
