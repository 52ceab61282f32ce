"""The acts on a call: written, changed, announced now or later, given more time or themes, told of, withdrawn."""

from samspel.calls.transitions.announcing import EXTENDED, add_themes, announce, extend, hold_back, withdraw
from samspel.calls.transitions.telling import NOTICES, notify, on_outbox, send_notices
from samspel.calls.transitions.writing import Content, amend, draft

__all__ = [
    "EXTENDED",
    "NOTICES",
    "Content",
    "add_themes",
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
