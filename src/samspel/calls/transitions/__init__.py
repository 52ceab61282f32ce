"""The acts on a call: written, changed, announced at once or later, told to every owner, withdrawn."""

from samspel.calls.transitions.announcing import announce, hold_back, withdraw
from samspel.calls.transitions.telling import NOTICES, notify, on_outbox, send_notices
from samspel.calls.transitions.writing import Content, amend, draft

__all__ = [
    "NOTICES",
    "Content",
    "amend",
    "announce",
    "draft",
    "hold_back",
    "notify",
    "on_outbox",
    "send_notices",
    "withdraw",
]
