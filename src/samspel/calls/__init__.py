"""The announcement: which schemes, until when, under which rules, with which frames."""
