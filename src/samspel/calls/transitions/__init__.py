"""The acts on a call: written, changed, announced at once or later, given more time, told to every owner, withdrawn."""

from samspel.calls.transitions.announcing import EXTENDED, announce, extend, hold_back, withdraw
from samspel.calls.transitions.telling import NOTICES, notify, on_outbox, send_notices
from samspel.calls.transitions.writing import Content, amend, draft

__all__ = [
    "EXTENDED",
    "NOTICES",
    "Content",
    "amend",
    "announce",
    "draft",
    "extend",
    "hold_back",
    "notify",
    "on_outbox",
    "send_notices",
    "withdraw",
]
