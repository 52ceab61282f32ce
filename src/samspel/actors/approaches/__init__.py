"""Turning to somebody before any form: a university for a conversation, a network or a kommune to be with."""
