"""A partner is invited, confirms what was shown or declines, and is asked again when that has been changed."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection, transaction

from samspel.actors.models import Organisation, Reach
from samspel.flow.models import Entry
from samspel.flow.refusal import Refused
from samspel.needs import sheet, transitions
from samspel.needs.models import BudgetLine, Need, Partnership
from samspel.tenancy.by import By, Role
from samspel.tenancy.context import offices
from tests.cast import CHARLIE, FILIP, KARI, KNUT, PIA, ROGALAND, UNNI, OfficeCast, id_of
from tests.stories import needs

NOW = needs.when("2021", day=16)
BACK = "Studentane er med."


def hiv() -> Organisation:
    return Organisation.objects.get(pk=id_of("hiv"))


def shown(row: Partnership) -> str:
    need = Need.objects.get(pk=row.need_id)
    return sheet.confirm_digest(need, row.partner_id, list(BudgetLine.objects.filter(need=need)))


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str]]:
    return [(refusal.code, refusal.field) for refusal in refused.value.refusals]


def test_an_invited_partner_sees_the_cases_of_the_office(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    Reach.objects.filter(organisation=hiv()).delete()
    row = transitions.invite_partner(need, partner=hiv(), contact="Unni Haug", by=KNUT, at=NOW)
    assert (row.state, row.contact) == ("invited", "Unni Haug")
    assert Reach.objects.filter(organisation=hiv(), office_id=ROGALAND.office).exists()
    assert Entry.objects.get(act="needs.invite_partner").subject_id == need.pk


@pytest.mark.parametrize(
    ("scheme", "partner", "code"),
    [("regional", "fagskulen", "VR03"), ("regional", "ks", "VR03"), ("collective", "trollskogen", "VR03")],
)
def test_only_partners_that_the_scheme_takes_are_invited(
    rogaland: OfficeCast, scheme: str, partner: str, code: str
) -> None:
    need = needs.drafted(scheme)
    with pytest.raises(Refused) as refused:
        transitions.invite_partner(
            need, partner=Organisation.objects.get(pk=id_of(partner)), by=KARI, at=needs.when(needs.RULE_SET[scheme])
        )
    assert codes(refused) == [(code, "partner")]
    assert refused.value.refusals[0].basis


def test_a_partner_is_invited_once(rogaland: OfficeCast) -> None:
    need = needs.filled()
    with pytest.raises(Refused, match="alt invitert"):
        transitions.invite_partner(need, partner=hiv(), by=KARI, at=NOW)


def test_a_contact_that_is_too_long_is_refused(rogaland: OfficeCast) -> None:
    with pytest.raises(Refused, match="too-long"):
        transitions.invite_partner(needs.drafted(), partner=hiv(), contact="a" * 121, by=KARI, at=NOW)


@pytest.mark.parametrize("by", [PIA, UNNI, CHARLIE, ROGALAND.caseworker])
def test_nobody_else_invites_or_lets_a_partner_go(rogaland: OfficeCast, by: By) -> None:
    need = needs.filled()
    with pytest.raises(Refused, match="wrong-role"):
        transitions.invite_partner(need, partner=hiv(), by=by, at=NOW)
    with pytest.raises(Refused, match="wrong-role"):
        transitions.cancel_invitation(needs.partnership(need), by=by, at=NOW)


def test_nobody_is_invited_to_a_need_that_has_been_handed_in(rogaland: OfficeCast) -> None:
    need = needs.submitted()
    with pytest.raises(Refused, match="wrong-state"):
        transitions.invite_partner(need, partner=hiv(), by=KARI, at=NOW)
    with pytest.raises(Refused, match="wrong-state"):
        transitions.cancel_invitation(needs.partnership(need), by=KARI, at=NOW)


def test_a_partner_that_was_let_go_may_be_asked_again(rogaland: OfficeCast) -> None:
    row = needs.partnership(needs.confirmed())
    transitions.cancel_invitation(row, by=KARI, at=NOW)
    assert (row.state, row.confirmed_digest, row.confirmed) == ("cancelled", "", None)
    transitions.invite_again(row, by=KARI, at=NOW)
    assert row.state == "invited"


def test_confirming_keeps_what_was_shown_and_its_digest(rogaland: OfficeCast) -> None:
    row = needs.partnership(needs.filled(asked_nok=400_000))
    digest = shown(row)
    transitions.confirm(row, shown=digest, back_to_education=BACK, contact="Ny kontakt", by=UNNI, at=NOW)
    row.refresh_from_db()
    assert (row.state, row.contact, row.back_to_education) == ("confirmed", "Ny kontakt", BACK)
    assert row.confirmed_digest == digest
    assert row.confirmed == {
        "measure": needs.WORDS["measure"],
        "starts_on": "2023-08-01",
        "ends_on": "2023-12-31",
        "money": [{"year": 2023, "category": "carry-out", "amount_nok": 100_000}],
    }
    entry = Entry.objects.get(act="needs.confirm")
    assert (entry.journal_number, entry.facts["asked_nok"]) == (1, 100_000)


def test_a_text_that_was_changed_meanwhile_is_not_confirmed(rogaland: OfficeCast) -> None:
    need = needs.filled()
    row = needs.partnership(need)
    before = shown(row)
    transitions.fill(need, content={"measure": "Noko anna"}, by=KARI, at=NOW)
    with pytest.raises(Refused, match="stale"):
        transitions.confirm(row, shown=before, back_to_education=BACK, by=UNNI, at=NOW)
    row.refresh_from_db()
    assert (row.state, row.confirmed_digest) == ("invited", "")


def test_a_university_says_how_experience_returns_to_teacher_education(rogaland: OfficeCast) -> None:
    row = needs.partnership(needs.filled())
    with pytest.raises(Refused) as refused:
        transitions.confirm(row, shown=shown(row), back_to_education=" ", by=UNNI, at=NOW)
    assert codes(refused) == [("VR21", "back_to_education")]
    assert refused.value.refusals[0].basis


def test_a_vocational_college_need_not_say_it(rogaland: OfficeCast) -> None:
    need = needs.filled("collective", partner="fagskulen")
    row = needs.partnership(need, "fagskulen")
    transitions.confirm(row, shown=shown(row), back_to_education="", by=FILIP, at=needs.when("2026"))
    assert (row.state, row.contact) == ("confirmed", "Unni Haug")


@pytest.mark.parametrize(
    "by", [FILIP, KARI, ROGALAND.caseworker, By(id_of("unni"), id_of("hiv"), None, Role.PARTNER_READER)]
)
def test_nobody_else_answers_for_the_partner(rogaland: OfficeCast, by: By) -> None:
    row = needs.partnership(needs.filled())
    with pytest.raises(Refused, match="wrong-role"):
        transitions.confirm(row, shown=shown(row), back_to_education=BACK, by=by, at=NOW)
    with pytest.raises(Refused, match="wrong-role"):
        transitions.decline(row, reason="Nei", by=by, at=NOW)


def test_a_confirmation_that_lapsed_is_renewed_with_one_act(rogaland: OfficeCast) -> None:
    need = needs.confirmed()
    transitions.fill(need, content={"ends_on": date(2023, 11, 30)}, by=KARI, at=NOW)
    row = needs.partnership(need)
    assert row.state == "changed"
    transitions.confirm(row, shown=shown(row), back_to_education=row.back_to_education, by=UNNI, at=NOW)
    row.refresh_from_db()
    assert row.confirmed is not None
    assert (row.state, row.confirmed["ends_on"]) == ("confirmed", "2023-11-30")


def test_a_partner_confirms_also_after_the_need_was_handed_in(rogaland: OfficeCast) -> None:
    need = needs.filled()
    needs.handed_in(need)
    needs.confirm(needs.partnership(need))
    assert needs.partnership(need).state == "confirmed"


def test_declining_gives_the_reason_to_the_owner(rogaland: OfficeCast) -> None:
    row = needs.partnership(needs.confirmed())
    transitions.decline(row, reason="Vi har ikkje kapasitet.", by=UNNI, at=NOW)
    row.refresh_from_db()
    assert (row.state, row.declined_reason, row.confirmed_digest) == ("declined", "Vi har ikkje kapasitet.", "")
    assert Entry.objects.get(act="needs.decline").facts == {"reason": "Vi har ikkje kapasitet."}
    transitions.invite_again(row, by=KARI, at=NOW)
    assert (row.state, row.declined_reason) == ("invited", "")


@pytest.mark.parametrize(
    ("reason", "code"), [(" ", "missing"), ("a" * 8_001, "too-long"), ("\x00", "control-character")]
)
def test_declining_needs_a_reason_that_can_be_read(rogaland: OfficeCast, reason: str, code: str) -> None:
    row = needs.partnership(needs.filled())
    with pytest.raises(Refused) as refused:
        transitions.decline(row, reason=reason, by=UNNI, at=NOW)
    assert codes(refused) == [(code, "reason")]


def test_nobody_answers_for_a_need_that_has_been_withdrawn(rogaland: OfficeCast) -> None:
    need = needs.filled()
    transitions.withdraw(need, reason="Vi ventar eit år.", by=KARI, at=NOW)
    row = needs.partnership(need)
    tries: list[Callable[[], None]] = [
        lambda: transitions.confirm(row, shown=shown(row), back_to_education=BACK, by=UNNI, at=NOW),
        lambda: transitions.decline(row, reason="Nei", by=UNNI, at=NOW),
    ]
    for attempt in tries:
        with pytest.raises(Refused, match="withdrawn"):
            attempt()


@pytest.mark.parametrize("seed", range(6))
def test_a_change_and_a_confirmation_at_once_never_leave_a_false_confirmation(real_database: str, seed: int) -> None:
    with transaction.atomic(), offices([ROGALAND.office]):
        need = needs.filled()
        row = needs.partnership(need)
        before = shown(row)
    start = Barrier(2)

    def at_once(act: Callable[[], None]) -> None:
        start.wait()
        try:
            with transaction.atomic(), offices([ROGALAND.office]):
                act()
        except Refused:
            pass
        finally:
            connection.close()

    acts: list[Callable[[], None]] = [
        lambda: transitions.fill(Need.objects.get(pk=need.pk), content={"measure": "Nytt"}, by=KARI, at=NOW),
        lambda: transitions.confirm(
            Partnership.objects.get(pk=row.pk), shown=before, back_to_education=BACK, by=UNNI, at=NOW
        ),
    ]
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(at_once, acts))
    with transaction.atomic(), offices([ROGALAND.office]):
        row.refresh_from_db()
        assert row.state in {"changed", "invited"}


def test_nobody_answers_for_a_draft_that_was_never_sent_unless_it_gets_more_time(rogaland: OfficeCast) -> None:
    row = needs.partnership(needs.filled())
    ends = row.need.grace_ends
    assert ends
    tries: list[Callable[[], None]] = [
        lambda: transitions.confirm(row, shown=shown(row), back_to_education=BACK, by=UNNI, at=ends),
        lambda: transitions.decline(row, reason="Nei", by=UNNI, at=ends),
        lambda: transitions.remind_partner(row, by=KARI, at=ends),
    ]
    for attempt in tries:
        with pytest.raises(Refused) as refused:
            attempt()
        assert [(one.code, bool(one.basis)) for one in refused.value.refusals] == [("not-sent", True)]
    until, by = needs.when("2021", 2, 20), ROGALAND.caseworker
    transitions.reopen(row.need, until=until, reason="Sjukdom.", by=by, at=needs.when("2021", 2, 10))
    row = needs.partnership(row.need)
    transitions.confirm(row, shown=shown(row), back_to_education=BACK, by=UNNI, at=needs.when("2021", 2, 11))
    assert row.state == "confirmed"


def test_a_need_that_was_sent_is_answered_also_after_its_deadline(rogaland: OfficeCast) -> None:
    need = needs.filled()
    needs.handed_in(need)
    row, ends = needs.partnership(need), need.grace_ends
    assert ends
    transitions.decline(row, reason="Nei", by=UNNI, at=ends)
    assert row.state == "declined"
