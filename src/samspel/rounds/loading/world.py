"""What a file's names stand for in the database while it is loaded, and which of its deeds have been done already."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from samspel.actors.models import Organisation, Unit
from samspel.calls.models import Call
from samspel.casework.models import Case
from samspel.decisions.models import Decision, Share
from samspel.flow.models import Entry
from samspel.forum.models import Forum, Line, Meeting, Seat
from samspel.needs.models import Need
from samspel.people.models import Person
from samspel.rounds.document import Round
from samspel.rounds.document.basis import Deed
from samspel.tenancy.by import FORUM, OFFICE, By
from samspel.tenancy.models import Office


@dataclass(frozen=True)
class Step:
    """One deed of the file: where it stands, what it is about, and how it is done."""

    deed: Deed
    place: str
    about: str
    do: Callable[[By], object]


Steps = Iterator[Step]


@dataclass
class World:
    """The records behind the names of one file; each is looked up when a deed needs it."""

    document: Round
    office: Office
    people: dict[str, Person] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    done: set[tuple[str, UUID, datetime, UUID | None, str]] = field(default_factory=set)

    def by(self, deed: Deed) -> By:
        """Give who did a deed."""
        person_id = self.people[deed.by].pk if deed.by else None
        organisation_id = self.organisations[deed.organisation].pk if deed.organisation else None
        return By(person_id, organisation_id, self.office.pk if deed.role in OFFICE | FORUM else None, deed.role)

    def did(self, act: str, record_id: UUID, deed: Deed) -> bool:
        """Tell whether the journal knows this very deed: the act, on the record, by the person, at the moment."""
        person_id = self.people[deed.by].pk if deed.by else None
        return (act, record_id, deed.at, person_id, deed.role) in self.done

    def remember(self) -> None:
        """Read in one look what the office's journal knows before the loading begins."""
        found = Entry.objects.filter(office=self.office)
        self.done = set(found.values_list("act", "record_id", "at", "person_id", "role"))

    def call(self) -> Call:
        """Give the round's call."""
        wanted = self.document.call
        return Call.objects.get(office=self.office, ref=wanted.ref if wanted else "")

    def need(self, ref: str) -> Need:
        """Give a need by its ref."""
        return Need.objects.get(office=self.office, ref=ref)

    def case(self, ref: str) -> Case:
        """Give the case about a need."""
        return Case.objects.get(office=self.office, need__ref=ref)

    def forum(self) -> Forum:
        """Give the round's forum."""
        wanted = self.document.forum
        return Forum.objects.get(office=self.office, ref=wanted.ref if wanted else "")

    def seat(self, person: str) -> Seat:
        """Give a person's seat in the forum, the latest where there have been several."""
        return Seat.objects.filter(forum=self.forum(), person=self.people[person]).order_by("since").reverse()[0]

    def meeting(self) -> Meeting:
        """Give the meeting of the innstilling."""
        wanted = self.document.recommendation
        return Meeting.objects.get(office=self.office, ref=wanted.ref if wanted else "")

    def line(self, need: str) -> Line:
        """Give the forum's line about a need."""
        return Line.objects.get(meeting=self.meeting(), case__need__ref=need)

    def decision(self, need: str) -> Decision:
        """Give the decision about a need."""
        return Decision.objects.get(office=self.office, case__need__ref=need)

    def share(self, need: str, recipient: str, year: int) -> Share:
        """Give what the decision about a need gives to a receiver in a year."""
        found = Share.objects.filter(office=self.office, decision__case__need__ref=need, year=year)
        return found.get(recipient=self.organisations[recipient])
