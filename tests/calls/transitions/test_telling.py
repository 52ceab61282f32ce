"""A call reaches everybody in the registers whom it is for: all of them, once, and nobody else."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext

from samspel.actors import transitions as actors
from samspel.actors.models import Organisation, Unit
from samspel.calls import queries, transitions
from samspel.calls.models import Announcement, Call, Notice, Posting
from samspel.flow.models import Entry, Outbox
from samspel.flow.refusal import Refused
from samspel.letters import mailings
from samspel.letters.mailings import Mailing
from samspel.places import lookups
from samspel.rules import schemes_of
from samspel.tenancy.by import By, Role
from samspel.tenancy.context import offices
from samspel.tenancy.models import Office
from tests.cast import AGDER, KARI, ROGALAND, SYSTEM, OfficeCast, id_of
from tests.stories import calls, journey, registers

NOW = calls.ANNOUNCED["2026"]
ALL = registers.KINDERGARTENS | registers.SCHOOLS
MOST_SECONDS = 2.0
MOST_QUERIES = 30


@pytest.fixture
def told() -> Iterator[list[Mailing]]:
    """What the carrier was given, for the length of the test."""

    class Ear:
        def send(self, mailing: Mailing, at: datetime) -> None:
            heard.append(mailing)

    heard: list[Mailing] = []
    before = mailings.carrier
    mailings.bind(Ear())
    yield heard
    mailings.bind(before)


def written_at(office: Office, rule_set: str) -> Call:
    """A call of any office, with all its schemes, that can be announced."""
    said = calls.content("2026")
    said["rule_set"], said["schemes"] = rule_set, [scheme.code for scheme in schemes_of(rule_set)]
    call = transitions.draft(office, ref="proeve", content=said, by=SYSTEM, at=NOW)
    calls.framed(call, by=By(None, None, office.pk, Role.SYSTEM))
    return call


@pytest.mark.django_db
@pytest.mark.parametrize("rule_set", ["2021", "2026"])
def test_every_office_reaches_whom_its_registers_hold(rule_set: str) -> None:
    registers.loaded()
    wanted = ALL if rule_set == "2021" else ALL - {"upper-secondary"}
    spent: dict[str, tuple[float, int]] = {}
    for named in lookups.offices(NOW.date()):
        office = Office.objects.get(orgnr=named.orgnr)
        expected = registers.to_be_told(office.orgnr, wanted, fylkeskommunar=rule_set == "2021")
        with offices([office.pk]):
            call = written_at(office, rule_set)
            begun = time.monotonic()
            transitions.announce(call, by=SYSTEM, at=NOW)
            spent[office.name] = (time.monotonic() - begun, len(expected))
            found = Notice.objects.filter(call=call)
            refs = {one.owner.ref if one.owner else one.orgnr for one in found.select_related("owner")}
            assert (len(found), refs) == (len(expected), expected), office.name
            public = Announcement.objects.get(call_id=call.pk)
            assert (public.owners_noticed or 0) + (public.units_noticed or 0) == len(expected)
            assert not list(queries.untold(call, {one.owner_id or one.unit_id for one in found}, NOW.date()))  # type: ignore[misc]
    assert len(spent) == 10
    assert max(seconds for seconds, _count in spent.values()) < MOST_SECONDS, spent


def test_an_owner_is_told_once_whatever_it_owns_and_the_log_says_where(rogaland: OfficeCast) -> None:
    registers.placed()
    call = calls.announced("2026")
    assert [
        (one.owner_id, one.kind, one.kindergartens, one.schools, one.sent_at) for one in queries.notices(call, NOW)
    ] == [
        (id_of("fjordvik"), "kommune", 2, 1, None),
        (id_of("trollskogen"), "private-owner", 1, 0, None),
    ]
    assert [(one.where, one.role, one.receivers, one.at) for one in queries.postings(call, NOW)] == [
        ("page", "decider", None, NOW),
        ("lists", "decider", None, NOW),
        ("open-data", "decider", None, NOW),
        ("notices", "decider", 2, NOW),
    ]
    public = Announcement.objects.get()
    assert (public.announced_by, public.owners_noticed, public.units_noticed) == ("decider", 2, 0)
    facts = Entry.objects.get(act="calls.announce").facts
    assert (facts["owners_noticed"], facts["units_noticed"], facts["register"]) == (2, 0, "")


def test_the_schemes_decide_whose_owners_are_told(rogaland: OfficeCast) -> None:
    registers.placed()
    call = calls.drafted("2026", schemes=["collective"])
    Organisation.objects.filter(pk=id_of("fjordvik")).update(kind="fylkeskommune")
    assert [one.name for one in queries.receivers(call, NOW.date())] == ["Trollskogen barnehage SA"]
    for scheme, owners in {
        "regional": {"fjordvik": (2, 0), "trollskogen": (1, 0)},
        "decentralised": {"fjordvik": (0, 1)},
        "competence-boost": {"fjordvik": (2, 1), "trollskogen": (1, 0)},
    }.items():
        call = Call(office=call.office, rule_set="2021", schemes=[scheme])
        found = queries.receivers(call, NOW.date())
        counted = {one.owner.pk: (one.kindergartens, one.schools) for one in found if one.owner}
        assert counted == {id_of(name): counts for name, counts in owners.items()}


def test_what_is_closed_or_owned_or_lies_elsewhere_is_left_out(rogaland: OfficeCast) -> None:
    registers.placed()
    call, day = calls.drafted("2026"), NOW.date()

    def owners(on: date = day) -> set[str]:
        return {one.name for one in queries.receivers(call, on)}

    troll = Unit.objects.filter(pk=id_of("troll"))
    troll.update(closed_on=day)
    assert owners() == {"Fjordvik kommune"}
    assert owners(day - timedelta(days=1)) == {"Fjordvik kommune", "Trollskogen barnehage SA"}
    troll.update(closed_on=None, kommune_number="4204")
    assert owners() == {"Fjordvik kommune"}
    troll.update(kommune_number="1103", owner=None, public=False)
    assert owners() == {"Fjordvik kommune", "Trollskogen barnehage"}
    Organisation.objects.filter(pk=id_of("fjordvik")).update(closed_on=day - timedelta(days=1))
    assert owners() == {"Trollskogen barnehage"}


def test_who_owned_a_unit_on_the_day_is_told_and_not_who_owns_it_now(rogaland: OfficeCast) -> None:
    registers.placed()
    unit = Unit.objects.get(pk=id_of("troll"))
    for owner, since in (("trollskogen", date(2021, 1, 1)), ("utvik", NOW.date())):
        new = Organisation.objects.get(pk=id_of(owner))
        actors.change_owner(unit, new, since=since, source="t", office_id=ROGALAND.office, by=SYSTEM, at=NOW)
    call = calls.drafted("2026")
    assert [one.name for one in queries.receivers(call, NOW.date())] == ["Fjordvik kommune", "Utvik kommune"]
    before = queries.receivers(call, NOW.date() - timedelta(days=1))
    assert [one.name for one in before] == ["Fjordvik kommune", "Trollskogen barnehage SA"]


def test_announcing_asks_as_much_for_many_owners_as_for_few(rogaland: OfficeCast) -> None:
    def asked(ref: str) -> int:
        call = calls.drafted("2026", ref=ref)
        with CaptureQueriesContext(connection) as questions:
            transitions.announce(call, by=SYSTEM, at=NOW)
        return len(questions)

    registers.placed()
    calls.framed(calls.drafted("2026", ref="rammer"))
    few = asked("faa")
    registers.loaded()
    many = asked("mange")
    assert Notice.objects.filter(call__ref="mange").count() > 100
    assert few == many < MOST_QUERIES


def test_the_worker_sends_each_notice_once(rogaland: OfficeCast, told: list[Mailing]) -> None:
    registers.placed()
    call = calls.announced("2026")
    journey.carried_out()
    (mailing,) = told
    assert (mailing.title, [one.name for one in mailing.receivers]) == (
        call.title,
        ["Fjordvik kommune", "Trollskogen barnehage SA"],
    )
    assert set(Notice.objects.values_list("sent_at", flat=True)) == {NOW}
    assert Entry.objects.get(act="calls.send_notices").facts == {"sent": 2}
    transitions.on_outbox(Outbox.objects.get(kind="call-notices"), NOW + timedelta(hours=1))
    assert (len(told), set(Notice.objects.values_list("sent_at", flat=True))) == (1, {NOW})


def test_a_notice_that_could_not_be_sent_is_sent_the_next_time(rogaland: OfficeCast, told: list[Mailing]) -> None:
    registers.placed()
    call = calls.announced("2026")
    Notice.objects.filter(owner_id=id_of("fjordvik")).update(sent_at=NOW)
    journey.carried_out()
    assert [one.name for one in told[0].receivers] == ["Trollskogen barnehage SA"]
    assert queries.by_kind(call, NOW) == {"kommune": (1, 1), "private-owner": (1, 1)}


def test_announcing_again_and_withdrawing_leave_the_notices_as_they_are(
    rogaland: OfficeCast, told: list[Mailing]
) -> None:
    registers.placed()
    call = calls.announced("2026")
    before = list(Notice.objects.order_by("pk").values())
    with pytest.raises(Refused, match="wrong-state"):
        transitions.announce(call, by=ROGALAND.decider, at=NOW)
    with pytest.raises(Refused, match="told"):
        transitions.notify(call, by=SYSTEM, at=NOW)
    transitions.withdraw(call, reason="Feil frist.", by=ROGALAND.decider, at=NOW)
    journey.carried_out()
    assert (list(Notice.objects.order_by("pk").values()), told) == (before, [])


def test_the_log_is_never_changed_and_no_notice_is_removed(rogaland: OfficeCast) -> None:
    registers.placed()
    calls.announced("2026")
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Posting.objects.update(receivers=0)
    for kept in (Posting, Notice):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            kept._default_manager.all().delete()


def test_the_list_of_one_office_is_not_there_for_another(rogaland: OfficeCast) -> None:
    registers.placed()
    calls.announced("2026")
    assert Notice.objects.count() == 2
    with offices([AGDER.office]):
        assert (Notice.objects.count(), Posting.objects.count()) == (0, 0)


@pytest.mark.parametrize("by", [KARI, ROGALAND.caseworker, AGDER.decider])
def test_nobody_else_tells_the_owners(rogaland: OfficeCast, by: object) -> None:
    call = calls.announced("2026")
    for act in (transitions.notify, transitions.send_notices):
        assert "wrong-role" in {refusal.code for refusal in act.refusals(call, by=by, at=NOW)}  # type: ignore[arg-type]
