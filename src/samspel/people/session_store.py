"""Sessions in the database, whose end is put off without anything else of them being written."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.db.models.functions import Now

from samspel.statements import made_once


@made_once
def lasting(key: str) -> QuerySet[Session]:
    """Give the session with a key, where it is not over."""
    return Session.objects.filter(session_key=key, expire_date__gt=Now())


class SessionStore(db.SessionStore):
    """A session that knows when it ends in quiet."""

    ends_at: datetime | None = None

    def load(self) -> dict[str, Any]:
        """Read the session, with its end; nothing of one that is over."""
        key = self.session_key or ""
        row = next(iter(lasting(key)), None) if key.isalnum() else None  # a cookie may hold what no database takes
        if row is None:
            self._session_key = None
        self.ends_at = row.expire_date if row else None
        return self.decode(row.session_data) if row else {}

    def put_off(self, ends_at: datetime) -> None:
        """Let the session last longer; what another page has just written in it, as whom one acts for, stands."""
        self.model.objects.filter(session_key=self.session_key).update(expire_date=ends_at)
        self.ends_at = ends_at
