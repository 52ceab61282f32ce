"""A need is begun under an open call and written by those who may write for its owner, never over another's head."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from samspel.actors.models import Organisation
from samspel.calls import transitions as calls_acts
from samspel.flow.models import Entry
from samspel.flow.refusal import Refused
from samspel.needs import transitions
from samspel.needs.models import BudgetLine, Indicator, Need, Participation, Partnership, TargetGroup
from samspel.needs.transitions import BudgetAmount, Content, Sign
from samspel.tenancy.by import By, Role
from tests.cast import CHARLIE, KARI, KNUT, PIA, ROGALAND, UNNI, OfficeCast, id_of
from tests.stories import calls, needs

NOW = needs.when("2021")
READER = By(id_of("knut"), id_of("fjordvik"), None, Role.OWNER_READER)


def owner(name: str) -> Organisation:
    return Organisation.objects.get(pk=id_of(name))


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str]]:
    return [(refusal.code, refusal.field) for refusal in refused.value.refusals]


def test_a_need_gets_the_next_reference_of_the_office_and_the_year(rogaland: OfficeCast) -> None:
    first, second = needs.drafted(), needs.drafted("decentralised", title="Lesing")
    assert [(need.ref, need.state, need.title) for need in (first, second)] == [
        ("2023-001", "draft", "Språk i leiken"),
        ("2023-002", "draft", "Lesing"),
    ]
    assert Entry.objects.filter(act="needs.draft", subject_id=first.pk, target="draft").count() == 1


def test_a_draft_that_is_refused_takes_no_reference(rogaland: OfficeCast) -> None:
    call = calls.announced()
    with pytest.raises(Refused):
        transitions.draft(call, scheme="collective", owner=owner("fjordvik"), by=KARI, at=NOW)
    assert needs.drafted().ref == "2023-001"


@pytest.mark.parametrize("by", [KARI, KNUT])
def test_editors_and_signers_write_for_the_owner_and_for_the_network_it_leads(rogaland: OfficeCast, by: By) -> None:
    call = calls.announced()
    for name in ("fjordvik", "vidda"):
        need = transitions.draft(call, scheme="regional", owner=owner(name), by=by, at=NOW)
        transitions.fill(need, content={"title": "Språk"}, by=by, at=NOW)
    assert Need.objects.filter(title="Språk").count() == 2


@pytest.mark.parametrize("by", [READER, CHARLIE, UNNI, ROGALAND.caseworker, By(None, None, None, Role.OWNER_EDITOR)])
def test_nobody_else_begins_or_writes_a_need(rogaland: OfficeCast, by: By) -> None:
    need = needs.drafted()
    with pytest.raises(Refused, match="wrong-role"):
        transitions.draft(need.call, scheme="regional", owner=need.owner, by=by, at=NOW)
    with pytest.raises(Refused, match="wrong-role"):
        transitions.fill(need, content={"title": "Anna"}, by=by, at=NOW)
    need.refresh_from_db()
    assert (Need.objects.count(), need.title, need.version) == (1, "Språk i leiken", 0)


def test_a_member_does_not_write_for_a_network_that_another_leads(rogaland: OfficeCast) -> None:
    with pytest.raises(Refused, match="wrong-role"):
        transitions.draft(calls.announced(), scheme="regional", owner=owner("vidda"), by=PIA, at=NOW)


def test_no_need_is_begun_when_the_call_has_closed(rogaland: OfficeCast) -> None:
    call = calls.announced()
    assert call.closes_at is not None
    arguments = {"scheme": "regional", "owner": owner("fjordvik"), "by": KARI}
    with pytest.raises(Refused, match="VR01.*1. februar 2023".replace(" ", ".")):
        transitions.draft(call, **arguments, at=call.closes_at)  # type: ignore[arg-type]
    made = transitions.draft(call, **arguments, at=call.closes_at - timedelta(microseconds=1))  # type: ignore[arg-type]
    calls_acts.withdraw(call, reason="Feil", by=ROGALAND.decider, at=NOW)
    with pytest.raises(Refused, match="VR01"):
        transitions.draft(call, **arguments, at=NOW)  # type: ignore[arg-type]
    assert Need.objects.get() == made


@pytest.mark.parametrize(
    ("rule_set", "scheme", "kind", "code"),
    [
        ("2021", "collective", "kommune", "scheme"),
        ("2021", "none", "kommune", "scheme"),
        ("2026", "collective", "fylkeskommune", "VR02"),
        ("2021", "regional", "university", "VR02"),
    ],
)
def test_a_need_is_under_a_scheme_that_is_open_to_the_owner(
    rogaland: OfficeCast, rule_set: str, scheme: str, kind: str, code: str
) -> None:
    asking = owner("fjordvik")
    asking.kind = kind
    with pytest.raises(Refused) as refused:
        transitions.draft(calls.announced(rule_set), scheme=scheme, owner=asking, by=KARI, at=needs.when(rule_set))
    assert codes(refused) == [(code, "scheme")]


def test_answers_are_kept_and_the_journal_names_them_without_their_text(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    transitions.fill(need, content={**needs.WORDS, "title": need.title}, version=0, by=KNUT, at=NOW)
    need.refresh_from_db()
    assert (need.themes, need.collective, need.own_contribution_nok) == (["language"], True, 120_000)
    facts = Entry.objects.get(act="needs.fill").facts
    assert (facts["version"], "title" in facts["changed"], "measure" in facts["changed"]) == (1, False, True)
    assert "samlingar" not in str(facts)


def test_text_is_kept_composed_and_with_one_kind_of_line_break(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    transitions.fill(need, content={"measure": "a\u030a\r\nb"}, by=KARI, at=NOW)
    assert need.measure == "å\nb"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ({"title": "a" * 121}, "too-long"),
        ({"measure": "a" * 8_001}, "too-long"),
        ({"goal": "a\x00b"}, "control-character"),
        ({"contact_email": "kari"}, "email"),
        ({"contact_email": "kari@fjordvik"}, "email"),
        ({"themes": ["weather"]}, "unknown-code"),
        ({"assessment_sources": ["survey", "gossip"]}, "unknown-code"),
        ({"starts_on": date(1999, 12, 31)}, "day"),
        ({"ends_on": date(2100, 1, 2)}, "day"),
        ({"starts_on": date(2023, 8, 1), "ends_on": date(2023, 7, 31)}, "ends-before"),
        ({"own_contribution_nok": -1}, "amount"),
    ],
)
def test_an_answer_that_is_none_is_refused_and_changes_nothing(
    rogaland: OfficeCast, content: Content, code: str
) -> None:
    need = needs.drafted()
    with pytest.raises(Refused) as refused:
        transitions.fill(need, content={**content, "involvement": "Alle"}, by=KARI, at=NOW)
    assert [found for found, _ in codes(refused)] == [code]
    need.refresh_from_db()
    assert (need.version, need.involvement) == (0, "")


def test_an_end_before_the_start_that_stands_there_is_refused(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    transitions.fill(need, content={"starts_on": date(2023, 8, 1)}, by=KARI, at=NOW)
    with pytest.raises(Refused, match="ends-before"):
        transitions.fill(need, content={"ends_on": date(2023, 7, 1)}, by=KARI, at=NOW)


def test_two_who_write_different_answers_do_not_stop_each_other(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    transitions.fill(need, content={"goal": "Kari"}, version=0, by=KARI, at=NOW)
    transitions.fill(need, content={"measure": "Knut"}, version=0, by=KNUT, at=NOW)
    transitions.set_target_groups(need, groups={"leaders": 3}, version=0, by=KNUT, at=NOW)
    need.refresh_from_db()
    assert (need.goal, need.measure, need.version) == ("Kari", "Knut", 3)


def change(need: Need, field: str, number: int, version: int | None, by: By) -> None:
    """Let somebody give an answer that is another for each number."""
    who: dict[str, Any] = {"version": version, "by": by, "at": NOW}
    if field == "goal":
        transitions.fill(need, content={"goal": f"Mål {number}"}, **who)
    elif field == "units":
        transitions.set_units(need, unit_ids=[id_of(("solsida", "nordsida")[number - 1])], **who)
    elif field == "group-leaders":
        transitions.set_target_groups(need, groups={"leaders": number}, **who)
    elif field == "what-1":
        transitions.set_indicators(need, indicators=[Sign(f"Teikn {number}")], **who)
    else:
        transitions.set_budget(need, lines=[budget_line(amount_nok=number)], **who)


FIELDS = ("goal", "units", "group-leaders", "what-1", f"budget-carry-out-2023-{id_of('fjordvik')}")


@pytest.mark.parametrize("field", FIELDS)
def test_an_answer_that_somebody_has_passed_is_refused(rogaland: OfficeCast, field: str) -> None:
    need = needs.drafted()
    change(need, field, 1, 0, KARI)
    with pytest.raises(Refused) as refused:
        change(need, field, 2, 0, KNUT)
    assert codes(refused) == [("stale", field)]
    change(need, field, 1, 0, KNUT)
    change(need, field, 2, need.version, KNUT)


def test_a_version_that_has_not_been_is_refused(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    with pytest.raises(Refused, match="stale"):
        transitions.fill(need, content={"goal": "A"}, version=7, by=KARI, at=NOW)


def test_a_need_that_has_been_handed_in_is_not_written(rogaland: OfficeCast) -> None:
    need = needs.submitted()
    for field in FIELDS:
        with pytest.raises(Refused, match="wrong-state"):
            change(need, field, 1, need.version, KARI)


def test_units_are_those_chosen_last(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    transitions.set_units(need, unit_ids=[id_of("solsida"), id_of("nordsida")], by=KARI, at=NOW)
    kept = Participation.objects.get(unit_id=id_of("nordsida"))
    transitions.set_units(need, unit_ids=[id_of("nordsida"), id_of("nordsida")], by=KARI, at=NOW)
    assert Participation.objects.get() == kept


def test_a_network_may_take_in_the_units_of_its_members(rogaland: OfficeCast) -> None:
    need = needs.drafted(owner="vidda")
    transitions.set_units(need, unit_ids=[id_of("solsida"), id_of("troll")], by=KARI, at=NOW)
    assert Participation.objects.count() == 2


@pytest.mark.parametrize(
    ("unit", "code"), [("utsyn", "VR17"), ("troll", "VR17"), ("fjordskulen", "unit-kind"), ("none", "VR17")]
)
def test_units_of_others_or_of_the_wrong_kind_are_refused(rogaland: OfficeCast, unit: str, code: str) -> None:
    need = needs.drafted()
    with pytest.raises(Refused) as refused:
        transitions.set_units(need, unit_ids=[id_of("solsida"), id_of(unit)], by=KARI, at=NOW)
    assert codes(refused) == [(code, "units")]
    assert not Participation.objects.exists()


def test_target_groups_are_counted_and_nobody_is_left_out(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    transitions.set_target_groups(need, groups={"teachers": 12, "leaders": 2}, by=KARI, at=NOW)
    transitions.set_target_groups(need, groups={"teachers": 14, "leaders": 0}, by=KARI, at=NOW)
    assert [(row.group, row.participants) for row in TargetGroup.objects.all()] == [("teachers", 14)]


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ({"astronauts": 1}, ("unknown-code", "target_groups")),
        ({"teachers": -1}, ("participants", "group-teachers")),
        ({"teachers": 100_001}, ("participants", "group-teachers")),
    ],
)
def test_a_group_that_is_none_is_refused(
    rogaland: OfficeCast, groups: dict[str, int], expected: tuple[str, str]
) -> None:
    need = needs.drafted()
    with pytest.raises(Refused) as refused:
        transitions.set_target_groups(need, groups=groups, by=KARI, at=NOW)
    assert codes(refused) == [expected]


def test_an_indicator_keeps_its_row_when_it_is_written_anew(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    transitions.set_indicators(need, indicators=[Sign("A"), Sign("B")], by=KARI, at=NOW)
    first = Indicator.objects.get(position=1)
    transitions.set_indicators(need, indicators=[Sign("Ny", "1", "2", "tel")], by=KARI, at=NOW)
    kept = Indicator.objects.get()
    assert (kept.pk, kept.what, kept.baseline, kept.target, kept.measured_how) == (first.pk, "Ny", "1", "2", "tel")


def test_an_indicator_in_numbers_is_kept_as_numbers_and_one_with_nothing_but_a_measure_is_none(
    rogaland: OfficeCast,
) -> None:
    need = needs.drafted()
    said = Sign("Les kvar dag", "20 %", "70", "Logg", measured_in="percent", measured_by="Leiaren")
    transitions.set_indicators(need, indicators=[said], by=KARI, at=NOW)
    kept = Indicator.objects.get()
    assert (kept.measured_in, kept.baseline, kept.target, kept.measured_by) == ("percent", "20", "70", "Leiaren")
    version = need.version
    transitions.set_indicators(need, indicators=[said], version=version, by=KARI, at=NOW)
    changed = Entry.objects.filter(act="needs.set_indicators").latest("sequence").facts["changed"]
    assert changed == []


def test_who_turns_words_into_numbers_while_another_writes_words_is_refused(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    transitions.set_indicators(need, indicators=[Sign("A", "10", "20")], by=KARI, at=NOW)
    version = need.version
    transitions.set_indicators(need, indicators=[Sign("A", "få", "20")], version=version, by=KNUT, at=NOW)
    with pytest.raises(Refused) as refused:
        numbers = [Sign("A", "10", "20", measured_in="count")]
        transitions.set_indicators(need, indicators=numbers, version=version, by=KARI, at=NOW)
    assert codes(refused) == [("number", "baseline-1")]


@pytest.mark.parametrize(
    ("signs", "expected"),
    [
        ([Sign("A"), Sign(" ")], ("indicators", "what-2")),
        ([Sign("A")] * 4, ("indicators", "indicators")),
        ([Sign("a" * 201)], ("too-long", "what-1")),
        ([Sign("A", target="b" * 121)], ("too-long", "target-1")),
        ([Sign("A", baseline="\x00")], ("control-character", "baseline-1")),
        ([Sign("A", measured_by="c" * 121)], ("too-long", "measured_by-1")),
        ([Sign("A"), Sign("B", measured_in="liter")], ("unknown-code", "measured_in-2")),
        ([Sign("A", "20", "mange", measured_in="percent")], ("number", "target-1")),
        ([Sign("A", "0", "2", measured_in="score")], ("number", "baseline-1")),
    ],
)
def test_an_indicator_that_is_none_is_refused(
    rogaland: OfficeCast, signs: list[Sign], expected: tuple[str, str]
) -> None:
    need = needs.drafted()
    with pytest.raises(Refused) as refused:
        transitions.set_indicators(need, indicators=signs, by=KARI, at=NOW)
    assert codes(refused) == [expected]
    assert not Indicator.objects.exists()


def test_a_budget_is_what_was_asked_last(rogaland: OfficeCast) -> None:
    need = needs.filled(asked_nok=100_000)
    line = BudgetAmount(2023, "carry-out", need.owner_id, 50_000)
    transitions.set_budget(need, lines=[line], by=KARI, at=NOW)
    assert [(row.year, row.amount_nok) for row in BudgetLine.objects.all()] == [(2023, 50_000)]
    assert Entry.objects.filter(act="needs.set_budget").latest("sequence").facts["asked_nok"] == 50_000


def budget_line(
    year: int = 2023, category: str = "carry-out", to: UUID | None = None, amount_nok: int = 1
) -> BudgetAmount:
    return BudgetAmount(year, category, to or id_of("fjordvik"), amount_nok)


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ([budget_line(), budget_line(amount_nok=2)], "twice"),
        ([budget_line(2022)], "VR13"),
        ([budget_line(2024)], "VR13"),
        ([budget_line(category="party")], "VR12"),
        ([budget_line(to=id_of("fagskulen"))], "VR13"),
        ([budget_line(to=uuid4())], "VR13"),
        ([budget_line(amount_nok=0)], "amount"),
        ([budget_line(amount_nok=10**13)], "amount"),
    ],
)
def test_a_budget_that_the_scheme_does_not_allow_is_refused(
    rogaland: OfficeCast, lines: list[BudgetAmount], code: str
) -> None:
    need = needs.filled(asked_nok=100_000)
    with pytest.raises(Refused) as refused:
        transitions.set_budget(need, lines=lines, by=KARI, at=NOW)
    assert codes(refused) == [(code, "budget")]
    assert sum(BudgetLine.objects.values_list("amount_nok", flat=True)) == 100_000


@pytest.mark.parametrize(
    ("content", "state"),
    [
        ({"measure": "Noko anna"}, "changed"),
        ({"ends_on": date(2023, 12, 30)}, "changed"),
        ({"milestones": "Veke 36: oppstart"}, "changed"),
        ({"title": "Ny tittel", "goal": "Nytt mål"}, "confirmed"),
    ],
)
def test_a_change_of_what_the_partner_confirmed_asks_it_again(
    rogaland: OfficeCast, content: Content, state: str
) -> None:
    need = needs.confirmed()
    transitions.fill(need, content=content, by=KARI, at=NOW)
    assert needs.partnership(need).state == state
    assert Entry.objects.filter(act="needs.lapse").count() == (state == "changed")


def test_only_the_partner_whose_own_money_changes_is_asked_again(rogaland: OfficeCast) -> None:
    need = needs.confirmed()
    lines = [BudgetAmount(row.year, row.category, row.recipient_id, row.amount_nok) for row in BudgetLine.objects.all()]
    more = [BudgetAmount(line.year, line.category, line.recipient_id, line.amount_nok + 1) for line in lines]
    own = [line if line.recipient_id == id_of("hiv") else changed for line, changed in zip(lines, more, strict=True)]
    transitions.set_budget(need, lines=own, by=KARI, at=NOW)
    assert needs.partnership(need).state == Partnership.State.CONFIRMED
    transitions.set_budget(need, lines=more, by=KARI, at=NOW)
    assert needs.partnership(need).state == Partnership.State.CHANGED
