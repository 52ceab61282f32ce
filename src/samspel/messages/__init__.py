"""Secure messages between an office and a party: an organisation, or a private person who is logged in."""
