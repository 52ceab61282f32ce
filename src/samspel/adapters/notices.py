"""A simulated channel for notices: each is a line in the log."""

from __future__ import annotations

import logging
from datetime import datetime

from samspel.messages.notices import Notice

log = logging.getLogger("samspel.notices")


class Log:
    """Writes in the log that somebody was told, and what; the demo sends nothing to anybody."""

    def tell(self, notice: Notice, at: datetime) -> None:
        """Write one line; who the receiver is stands there by name, without the address."""
        log.info("notice %s to %s: %s. %s", notice.key, notice.name, notice.title, notice.text)
