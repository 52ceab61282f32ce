"""What the office sees: what came in and where it stands, never a draft, never another office's."""

from __future__ import annotations

from datetime import date, timedelta
from typing import cast

import pytest

from samspel.actors.models import Membership
from samspel.casework import queries, transitions
from samspel.casework.queries import Stage, Wanted
from samspel.flow.refusal import NotVisible
from samspel.kit.text import digest
from samspel.needs import content
from samspel.needs import sheet as sheets
from samspel.needs import transitions as writing
from samspel.needs.models import Need, Partnership, Submission
from tests.cast import AGDER, KARI, MONA, ROGALAND, OfficeCast, id_of
from tests.stories import casework, needs, private_units, units

AMIR, DAGNY = ROGALAND.caseworker, ROGALAND.decider
NOW = needs.when("2021", 2, 15)


def stages() -> dict[str, str]:
    return {need.title: need.stage for need in queries.inbox(AMIR, NOW)}


def test_each_need_is_at_one_stage(rogaland: OfficeCast) -> None:
    needs.drafted(title="Utkast")
    needs.submitted(title="ny")
    casework.opened(needs.submitted(title="opna"))
    casework.supplement_asked(needs.submitted(title="ventar"))
    casework.ready(needs.submitted(title="klar"))
    transitions.bind(casework.ready(needs.submitted(title="bunden")), by=DAGNY, at=NOW)
    gone = casework.supplement_asked(needs.submitted(title="avvist"))
    transitions.close_as_dismissed(gone, ground="no-answer", by=DAGNY, at=NOW + timedelta(days=30))
    writing.withdraw(needs.submitted(title="trekt"), reason="Ikkje aktuelt.", by=KARI, at=NOW)
    expected = {
        "ny": "new", "opna": "opened", "ventar": "waiting", "klar": "ready", "bunden": "bound", "avvist": "dismissed",
        "trekt": "withdrawn",
    }  # fmt: skip
    assert stages() == expected
    assert queries.counted(queries.inbox(AMIR, NOW)) == dict.fromkeys(
        [stage for stage in Stage.values if stage != "overdue"], 1
    )
    for need in queries.inbox(AMIR, NOW):
        assert queries.case_file(AMIR, need.pk, NOW).stage == need.stage
    later = {need.title: need.stage for need in queries.inbox(AMIR, NOW + timedelta(days=30))}
    assert later == {**expected, "ventar": "overdue"}
    waits = next(need for need in queries.inbox(AMIR, NOW) if need.title == "ventar")
    assert queries.case_file(AMIR, waits.pk, NOW + timedelta(days=30)).stage == "overdue"


def test_the_inbox_is_narrowed_and_sorted(rogaland: OfficeCast) -> None:
    needs.submitted(title="Språk i leiken", asked_nok=300_000)
    casework.opened(needs.submitted(title="Uteleik", owner="trollskogen", asked_nok=100_000))
    casework.opened(needs.submitted("decentralised", title="Lesing", asked_nok=200_000))

    def found(**wanted: object) -> list[str]:
        rows = queries.narrowed(queries.inbox(AMIR, NOW), Wanted(**wanted), AMIR)  # type: ignore[arg-type]
        return [need.title for need in rows]

    assert found() == ["Språk i leiken", "Uteleik", "Lesing"]
    assert found(stage="new") == ["Språk i leiken"]
    assert found(scheme="decentralised") == ["Lesing"]
    assert found(text="troll  LEIK") == ["Uteleik"]
    assert found(mine=True) == ["Uteleik", "Lesing"]
    assert found(sort="belop") == ["Uteleik", "Lesing", "Språk i leiken"]
    assert found(sort="-belop") == ["Språk i leiken", "Lesing", "Uteleik"]
    assert found(sort="-tittel") == ["Uteleik", "Språk i leiken", "Lesing"]
    assert found(sort="no-such-key") == found()
    for key in queries.SORTS:
        assert len(found(sort=key)) == 3


def test_rows_carry_case_and_sum(rogaland: OfficeCast) -> None:
    case = casework.opened(needs.submitted(asked_nok=300_000, years=2))
    (row,) = queries.rows(queries.inbox(AMIR, NOW))
    assert (row.case, row.asked_nok, row.stage) == (case, 600_000, "opened")
    assert row.case and row.case.caseworker and row.case.caseworker.name == "Amir Hussain"


def test_another_office_and_other_desks_see_nothing(rogaland: OfficeCast) -> None:
    need = needs.submitted()
    for by in (KARI, MONA):
        with pytest.raises(NotVisible):
            queries.inbox(by, NOW)
    assert list(queries.inbox(AGDER.caseworker, NOW)) == []
    with pytest.raises(NotVisible):
        queries.case_file(AGDER.caseworker, need.pk, NOW)
    with pytest.raises(NotVisible):
        queries.case_file(AMIR, needs.drafted().pk, NOW)


def test_the_file_holds_what_was_asked_and_each_submission_newest_first(rogaland: OfficeCast) -> None:
    case = casework.supplement_answered()
    file = queries.case_file(AMIR, case.need_id, NOW)
    assert [one.received_at.day for one in file.submissions] == [14, 20]
    assert [one.text for one in queries.supplements(case)] == ["Skriv kven som har vore med i vurderinga."]
    assert file.case == case
    assert queries.case_file(AMIR, needs.submitted(title="Utan sak").pk, NOW).case is None


@pytest.mark.parametrize("scheme", ["regional", "collective"])
def test_a_need_is_read_back_exactly_as_it_was_handed_in(rogaland: OfficeCast, scheme: str) -> None:
    need = needs.submitted(scheme, years=2)
    submission = Submission.objects.get()
    again = sheets.canonical(queries.as_handed_in(need, submission))
    assert again == submission.content
    assert digest(again) == submission.digest


def test_everything_that_may_be_asked_is_read_back_as_it_was_handed_in(rogaland: OfficeCast) -> None:
    need = needs.with_everything()
    units.answered(units.asked(need), at=needs.when("2021", day=14))
    made = needs.handed_in(need)
    again = queries.as_handed_in(need, made)
    assert sheets.canonical(again) == made.content
    assert digest(sheets.canonical(again)) == made.digest
    assert content.sections(again) == content.sections(sheets.of(need))


def test_which_private_units_were_invited_is_read_back_as_it_was_handed_in(rogaland: OfficeCast) -> None:
    private_units.known()
    need = needs.confirmed("competence-boost")
    said = {id_of("troll"): False}
    writing.set_invited(need, invited=said, by=KARI, at=NOW)
    made = needs.handed_in(need)
    need.refresh_from_db()
    assert made.content["private_units"] == {"310000051": False}
    before = content.sections(sheets.of(need))
    assert private_units.TROLL in repr(before)
    casework.supplement_asked(need)
    need.refresh_from_db()
    writing.set_invited(need, invited=dict.fromkeys(said), by=KARI, at=NOW)
    again = queries.as_handed_in(need, made)
    assert digest(sheets.canonical(again)) == made.digest
    assert content.sections(again) == before


CANARY = "KANARIFUGL"


def test_the_office_reads_nothing_of_what_is_written_while_it_waits_for_an_answer(rogaland: OfficeCast) -> None:
    need = needs.with_everything()
    needs.handed_in(need)
    casework.supplement_asked(need)
    need.refresh_from_db()
    texts = {name: CANARY for name in (*sheets.WRITTEN, *sheets.LATER) if isinstance(getattr(need, name), str)}
    said = {name: text for name, text in texts.items() if name in writing.Content.__annotations__}
    said |= {"contact_email": "", "plan_fit": "outside"}
    signs = [writing.Sign(CANARY, CANARY, CANARY, CANARY, measured_by=CANARY)]
    writing.fill(need, content=cast(writing.Content, said), extra={"1": CANARY}, by=KARI, at=NOW)
    writing.set_indicators(need, indicators=signs, by=KARI, at=NOW)
    writing.set_budget(need, lines=[], costs=[writing.CostAmount(2023, "placement", 54_321)], by=KARI, at=NOW)
    shown = repr(content.sections(queries.sheet_of(queries.case_file(AMIR, need.pk, NOW))))
    assert "Uke 36" in shown
    assert CANARY not in shown
    assert "54\xa0321" not in shown
    assert CANARY in repr(content.sections(sheets.of(need)))


def test_the_office_does_not_read_what_an_owner_is_still_writing(rogaland: OfficeCast) -> None:
    case = casework.supplement_asked()
    need = Need.objects.get(pk=case.need_id)
    writing.fill(need, content={"goal": "KANARIFUGL", "starts_on": None, "ends_on": None}, by=KARI, at=NOW)
    file = queries.case_file(AMIR, need.pk, NOW)
    assert "KANARIFUGL" not in queries.sheet_of(file).need.goal
    assert file.need.goal == "KANARIFUGL"
    needs.submitted(title="Ein annan")
    standing = queries.case_file(AMIR, needs.submitted(title="Står").pk, NOW)
    assert queries.sheet_of(standing).need is standing.need


def test_a_network_and_dates_are_read_back_too(rogaland: OfficeCast) -> None:
    need = needs.submitted(owner="vidda")
    submission = Submission.objects.get()
    submission.content = {**submission.content, "starts_on": None}
    sheet = queries.as_handed_in(need, submission)
    assert sheet.need.starts_on is None
    assert {row.member_id for row in sheet.members} == {id_of("fjordvik"), id_of("trollskogen")}


def test_parties_are_owner_network_and_partners_that_have_not_left(rogaland: OfficeCast) -> None:
    need = needs.submitted(owner="vidda")
    assert queries.parties([need]) == {
        need.pk: {
            id_of("vidda"): "owner", id_of("fjordvik"): "network", id_of("trollskogen"): "network",
            id_of("hiv"): "partner",
        }
    }  # fmt: skip
    assert queries.partners_of([need.pk]) == [(need.pk, id_of("hiv"), "Høgskulen i vest")]
    Partnership.objects.update(state=Partnership.State.DECLINED)
    left = Membership.objects.filter(member_id=id_of("trollskogen"))
    left.update(until=date(2023, 12, 31))
    assert queries.parties([need])[need.pk][id_of("trollskogen")] == "network"
    left.update(until=date(2022, 12, 31))
    assert queries.parties([need])[need.pk] == {id_of("vidda"): "owner", id_of("fjordvik"): "network"}


def test_history_names_who_did_it_and_for_whom(rogaland: OfficeCast) -> None:
    need = casework.opened().need
    newest, *_, oldest = queries.history(need)
    assert (newest.act, newest.who, newest.for_whom) == ("casework.open_case", "Amir Hussain", None)
    assert (oldest.act, oldest.who, oldest.for_whom) == ("needs.draft", "Kari Fjord", "Fjordvik kommune")


def test_caseworkers_are_those_of_the_office(rogaland: OfficeCast) -> None:
    assert [person.name for person in queries.caseworkers(AMIR, NOW)] == ["Amir Hussain"]


def test_an_id_is_an_id(rogaland: OfficeCast) -> None:
    assert queries.is_id(str(id_of("kari")))
    assert not queries.is_id("1; drop table")


def test_ready_cases_are_those_whose_needs_stand(rogaland: OfficeCast) -> None:
    case = casework.ready()
    casework.opened(needs.submitted(title="Uklar"))
    call_id = case.need.call_id
    assert list(queries.ready_cases(call_id, ["regional"])) == [case]
    assert list(queries.ready_cases(call_id, ["decentralised"])) == []
    writing.withdraw(Need.objects.get(pk=case.need_id), reason="Nei.", by=KARI, at=NOW)
    assert list(queries.ready_cases(call_id, ["regional"])) == []
