"""How a call is announced, as its page at the office shows it: whom it will reach, or where it was and whom it told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samspel.calls import queries, rules
from samspel.calls.models import Call, Notice, Posting
from samspel.calls.queries import Receiver
from samspel.kit.deadlines import oslo_day
from samspel.places.sorting import norsk
from samspel.tenancy.by import Role
from samspel.web.components.roles import ROLES
from samspel.web.forms import Form, Moment

Kind = Notice.Kind
MANY: dict[str, Promise] = {
    Kind.KOMMUNE: _("Kommuner"),
    Kind.FYLKESKOMMUNE: _("Fylkeskommuner"),
    Kind.PRIVATE_OWNER: _("Private eiere"),
    Kind.PRIVATE_UNIT: _("Private barnehager og skoler der registeret ikke nevner eieren"),
    Kind.PUBLIC_UNIT: _("Offentlige skoler og barnehager der registeret ikke nevner eieren"),
}


class Later(Form):
    """When the call is to be announced."""

    from_at = Moment(label=_("Kunngjøres"), help_text=_("For eksempel 1.10.2027 kl. 12.00."))


@dataclass(frozen=True)
class Row:
    """Somebody who is or will be told."""

    name: str
    orgnr: str
    kind: str
    kindergartens: int
    schools: int
    sent_at: datetime | None = None

    @property
    def label(self) -> str:
        """Say what sort of receiver it is."""
        return str(Kind(self.kind).label)


@dataclass(frozen=True)
class Line:
    """How many of one kind are told, and how many of them have been sent their notice."""

    label: str | Promise
    written: int
    sent: int


@dataclass(frozen=True)
class Place:
    """One line of the log: where the call was announced, in which role, and when."""

    posting: Posting

    @property
    def where(self) -> str:
        """Say where."""
        return str(Posting.Where(self.posting.where).label)

    @property
    def role(self) -> str | Promise:
        """Say in which role somebody announced it."""
        return ROLES[Role(self.posting.role)]


def told(call: Call, at: datetime) -> bool:
    """Tell whether it has been written down by now whom the call reaches."""
    return bool(queries.postings(call, at))


def expected(call: Call, at: datetime) -> list[Row]:
    """Give whom the call will reach as the registers are now, in the order of the alphabet."""
    day = oslo_day(call.announced_at or at)
    return sorted(map(as_row, queries.receivers(call, day)), key=lambda row: norsk(row.name))


def as_row(one: Receiver) -> Row:
    """Give somebody who will be told as a row."""
    return Row(one.name, one.orgnr, one.kind.value, one.kindergartens, one.schools)


def kept(notice: Notice, at: datetime) -> Row:
    """Give a notice as a row, as it stands by now."""
    sent_at = notice.sent_at if notice.sent_at and notice.sent_at <= at else None
    return Row(notice.name, notice.orgnr, notice.kind, notice.kindergartens, notice.schools, sent_at)


def section(call: Call, at: datetime) -> dict[str, Any]:
    """Give what the page shows of the announcement: the log and the counts of it, or what they will be."""
    places = [Place(posting) for posting in queries.postings(call, at)]
    counts = queries.by_kind(call, at) if places else coming(call, at)
    lines = [Line(label, *counts[kind]) for kind, label in MANY.items() if kind in counts]
    public = queries.noticed(call) if places else None
    return {
        "planned": call.state == Call.State.ANNOUNCED and not call.is_announced(at),
        "places": places,
        "lines": lines,
        "written": sum(line.written for line in lines),
        "sent": sum(line.sent for line in lines),
        "register": public if public is not None else sum(line.written for line in lines),
        "basis": rules.REACHES_ALL.basis_on(oslo_day(at)).text(get_language() or "nb"),
        "silent": call.is_announced(at) and not places,
    }


def coming(call: Call, at: datetime) -> dict[str, tuple[int, int]]:
    """Give how many of each kind would be told; nobody of a call that has been announced without a list."""
    found: dict[str, tuple[int, int]] = {}
    for row in () if call.state == Call.State.WITHDRAWN or call.is_announced(at) else expected(call, at):
        found[row.kind] = (found.get(row.kind, (0, 0))[0] + 1, 0)
    return found
