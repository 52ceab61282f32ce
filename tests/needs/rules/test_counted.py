"""No unit is counted twice in the same scheme and period: not in one call, and not across calls without being told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest

from samspel.actors.models import Unit
from samspel.decisions import notice, transitions
from samspel.needs import sheet as sheets
from samspel.needs.models import Need, Participation
from samspel.needs.rules import Finding, check, check_for
from samspel.tenancy.by import By
from samspel.tenancy.context import offices
from tests.cast import AGDER, KARI, ROGALAND, UNNI, VIDAR, OfficeCast, id_of
from tests.stories import calls, decisions, needs

NOW = needs.when("2021", day=21)


def found(need: Need, at: datetime = NOW) -> list[Finding]:
    """What VR16 says of a need as it stands now."""
    return [finding for finding in check(Need.objects.get(pk=need.pk), at) if finding.code == "VR16"]


def levels(need: Need) -> set[str]:
    """How bad it is."""
    return {finding.level.value for finding in found(need)}


def test_what_still_runs_from_a_former_call_is_told_with_its_reference_and_its_period(rogaland: OfficeCast) -> None:
    former, new = needs.submitted(years=3), needs.confirmed(title="Språk i leiken, del to")
    later = calls.of_another_year(former.call, 2024)
    Need.objects.filter(pk=new.pk).update(call=later, starts_on=date(2024, 8, 1), ends_on=date(2024, 12, 31))
    (told,) = found(new)
    assert (told.level, told.field, told.who) == ("warning", "units", "owner")
    assert told.basis
    text = told.text.replace("\u00a0", " ")
    assert f"Nordsida barnehage, Solsida barnehage er med i behovsmeldingen {former.ref} fra Fjordvik kommune" in text
    assert "1. august 2023 – 31. desember 2025" in text
    Unit.objects.filter(pk=id_of("solsida")).update(owner_id=id_of("utvik"))  # whose needs are not Fjordvik's to know
    assert [one.text.startswith("Nordsida barnehage er med") for one in found(new)] == [True]
    Need.objects.filter(pk=new.pk).update(starts_on=None, ends_on=None)
    assert found(new) == []


def test_the_measure_that_came_first_is_told_nothing_of_the_one_that_came_after(rogaland: OfficeCast) -> None:
    first, second = needs.submitted(), needs.submitted(title="Året etter")
    Need.objects.filter(pk=second.pk).update(call=calls.of_another_year(first.call, 2024))
    Need.objects.filter(pk=first.pk).update(submitted_at=needs.when("2021", day=11))
    assert (levels(first), levels(second)) == (set(), {"warning"})


def test_many_units_in_common_are_told_in_one_sentence(rogaland: OfficeCast) -> None:
    needs.submitted("competence-boost", owner="vidda")
    own = needs.confirmed("competence-boost")
    (told,) = found(own)
    assert told.text.startswith("Fjordskulen, Nordsida barnehage, PPT i Fjordvik og 1 til er alt med")


def test_a_need_that_was_told_no_counts_no_unit(rogaland: OfficeCast) -> None:
    case = decisions.ready()
    network = needs.confirmed(owner="vidda")
    assert levels(network) == {"error"}
    decision = decisions.made(case, decisions.rejection(case))
    assert levels(network) == {"error"}  # nobody has been told of the decision
    letters = notice.letters_for(decision, at=decisions.SENT)
    transitions.send(decision, prepared=letters, by=ROGALAND.caseworker, at=decisions.SENT)
    assert levels(network) == set()


def test_an_award_counts_until_everybody_has_said_no_to_the_money(rogaland: OfficeCast) -> None:
    decision = decisions.sent()
    network = needs.confirmed(owner="vidda")
    for who, left in ((KARI, {"error"}), (UNNI, set())):
        transitions.decline(decisions.answer_of(decision, who), by=who, at=decisions.ACCEPTED)
        assert levels(network) == left


@pytest.fixture
def both(rogaland: OfficeCast) -> Iterator[None]:
    """The database shows the rows of two offices, as to an owner that takes part at both."""
    with offices([rogaland.office, AGDER.office]):
        yield


def to_agder(need: Need) -> Need:
    """The need was handed in under another office."""
    Need.objects.filter(pk=need.pk).update(office_id=AGDER.office)
    Participation.objects.filter(need=need).update(office_id=AGDER.office)
    return Need.objects.get(pk=need.pk)


def told_to(by: By, need: Need) -> list[str]:
    """What VR16 says to somebody of a need as it stands now."""
    sheet = sheets.of(Need.objects.select_related("owner", "call", "office").get(pk=need.pk))
    return [finding.text for finding in check_for(sheet, by, NOW) if finding.code == "VR16"]


def test_what_another_office_has_is_told_the_owner_and_no_office(rogaland: OfficeCast, both: None) -> None:
    there, here = to_agder(needs.submitted()), needs.confirmed(title="Det samme i Rogaland")
    (text,) = told_to(KARI, here)
    assert text.startswith(f"Nordsida barnehage, Solsida barnehage er med i behovsmeldingen {there.ref}")
    assert there.office.name in text
    assert "si fra til begge" in text
    assert told_to(rogaland.caseworker, here) == [] == found(here)
    assert told_to(KARI, there) == []  # it came first
    with offices([rogaland.office]):
        assert told_to(KARI, here) == []
    Need.objects.filter(pk=there.pk).update(starts_on=date(2022, 1, 1), ends_on=date(2022, 12, 31))
    assert told_to(KARI, here) == []
    Need.objects.filter(pk=here.pk).update(starts_on=None, ends_on=None)
    assert len(told_to(KARI, here)) == 1  # the year is the same, and nothing else is known
    Need.objects.filter(pk=there.pk).update(state=Need.State.WITHDRAWN)
    assert told_to(KARI, here) == []


def test_of_another_offices_needs_only_those_are_told_that_the_owner_is_part_of(both: None) -> None:
    network, here = to_agder(needs.submitted(owner="vidda")), needs.confirmed()
    Participation.objects.filter(need=network).exclude(unit=id_of("solsida")).delete()
    assert [text.startswith("Solsida barnehage er med i") for text in told_to(KARI, here)] == [True]
    Need.objects.filter(pk=network.pk).update(owner=id_of("utvik"))
    assert told_to(KARI, here) == []


def test_a_network_is_told_of_its_leads_own_need_and_of_no_members(both: None) -> None:
    own = to_agder(needs.submitted())
    network = needs.confirmed(owner="vidda")
    Participation.objects.filter(need=network).exclude(unit=id_of("solsida")).delete()
    assert len(told_to(KARI, network)) == 1
    assert told_to(VIDAR, network) == []
    Need.objects.filter(pk=own.pk).update(owner=id_of("trollskogen"))
    assert told_to(KARI, network) == []
