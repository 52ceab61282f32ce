"""No unit is counted twice in the same scheme and period: not in one call, and not across calls without being told."""

from __future__ import annotations

from datetime import date, datetime

from samspel.actors.models import Unit
from samspel.decisions import notice, transitions
from samspel.needs.models import Need
from samspel.needs.rules import Finding, check
from tests.cast import KARI, ROGALAND, UNNI, OfficeCast, id_of
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
