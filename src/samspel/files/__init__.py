"""Stored documents: named by the digest of their content, never changed, never lost."""
