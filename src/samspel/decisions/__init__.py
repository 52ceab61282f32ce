"""What the office decides and why, how the owner answers, and how a decision is appealed and changed."""
