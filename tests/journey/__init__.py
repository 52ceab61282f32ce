"""Whole stories through the screens, from the call to the public account; each reads as what people do."""
