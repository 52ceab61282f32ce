"""A meeting is called, held and adopted; every reason why not."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from functools import partial
from threading import Event
from time import sleep

import pytest
from django.db import connection, transaction

from samspel.calls.models import Call
from samspel.casework import transitions as cases
from samspel.casework.models import Case
from samspel.flow.models import Entry
from samspel.flow.refusal import NotVisible, Refused
from samspel.forum import transitions
from samspel.forum.models import LineShare, Meeting, Seat, Tie
from samspel.ledger.models import Frame
from samspel.needs import transitions as needs_acts
from samspel.needs.models import Need, Partnership
from samspel.tenancy.by import By, Role
from samspel.tenancy.context import offices
from tests.cast import (
    AGDER,
    KARI,
    KIRSTI,
    LARS,
    MONA,
    PIA,
    ROGALAND,
    SIGRUN,
    OfficeCast,
    id_of,
)
from tests.forum.acting import first, refused, seat, seats, shares, tie
from tests.stories import calls, casework, forum, needs

AMIR, ANNA = ROGALAND.caseworker, ROGALAND.admin
AT, HELD, ADOPTED = forum.CONVENED, forum.HELD, forum.ADOPTED


def test_a_meeting_is_called_with_every_ready_case_proposed_what_it_asks_for(rogaland: OfficeCast) -> None:
    cases_ready = forum.two_cases()
    casework.opened(needs.submitted(title="Ikkje klar"))
    meeting = forum.convened(cases_ready)
    lines = forum.lines(meeting)
    assert (meeting.state, [line.case for line in lines], [line.rank for line in lines]) == (
        "called",
        cases_ready,
        [1, 2],
    )
    assert shares(lines[0]) == {("Fjordvik kommune", 2023): 300_000, ("Høgskulen i vest", 2023): 100_000}
    entry = Entry.objects.filter(act="forum.add_case").first()
    assert entry is not None
    assert entry.subject_id == cases_ready[0].need_id


def test_the_ties_that_follow_from_roles_are_found_when_the_meeting_is_called(rogaland: OfficeCast) -> None:
    own, other = forum.two_cases()
    network = casework.ready(needs.submitted("decentralised", owner="vidda", title="I nettverk"))
    forum.convened([own, other, network])
    found = {(one.seat.person.name, one.case.need.title, one.role) for one in Tie.objects.all()}
    assert found == {
        ("Mona Sund", "Språkmiljø i Fjordvik", "owner"),
        ("Petter Eng", "Leik i Trollskogen", "owner"),
        ("Mona Sund", "I nettverk", "network"),
        ("Petter Eng", "I nettverk", "network"),
        ("Ulrik Berg", "Språkmiljø i Fjordvik", "partner"),
        ("Ulrik Berg", "Leik i Trollskogen", "partner"),
        ("Ulrik Berg", "I nettverk", "partner"),
    }
    assert {one.state for one in Tie.objects.all()} == {"claimed"}


@pytest.mark.parametrize("by", [MONA, AMIR, ANNA, AGDER.admin, KARI], ids=lambda by: by.role)
def test_only_secretary_and_leader_call_a_meeting(rogaland: OfficeCast, by: By) -> None:
    made, call = forum.established(), calls.announced()
    call_in = partial(transitions.convene, made, call=call, ref="m", held_on=forum.HELD_ON, at=AT)
    assert refused(partial(call_in, by=by)) == ["wrong-role"]
    assert call_in(by=LARS).ref == "m"


def test_a_role_without_its_seat_calls_no_meeting(rogaland: OfficeCast) -> None:
    made, call = forum.established(), calls.announced()
    call_in = partial(transitions.convene, made, call=call, ref="m", held_on=forum.HELD_ON, at=AT)
    pretender = By(MONA.person_id, MONA.organisation_id, MONA.office_id, Role.FORUM_SECRETARY)
    assert refused(partial(call_in, by=pretender)) == ["wrong-role"]
    Seat.objects.filter(person_id=SIGRUN.somebody).update(until=AT.date() - timedelta(days=1))
    assert refused(partial(call_in, by=SIGRUN)) == ["wrong-role"]


def test_a_leader_from_the_office_leads_and_records_nothing(rogaland: OfficeCast) -> None:
    made, call = forum.established(), calls.announced()
    Seat.objects.filter(person_id=LARS.somebody).update(group=Seat.Group.OFFICE)
    call_in = partial(transitions.convene, made, call=call, ref="m", held_on=forum.HELD_ON, by=LARS, at=AT)
    with pytest.raises(Refused) as fault:
        call_in()
    assert [(one.code, one.basis) for one in fault.value.refusals] == [("office-seat", "mandatet for samarbeidsforum")]


def test_a_meeting_is_about_an_announced_call_with_a_scheme_of_the_forum(rogaland: OfficeCast) -> None:
    made, call = forum.established(["decentralised"]), calls.announced()
    call_in = partial(transitions.convene, made, at=AT, by=SIGRUN)
    draft = calls.drafted("2021", "utkast")
    assert refused(partial(call_in, call=draft, ref="", held_on=date(2023, 1, 1))) == ["no-text", "held-on", "call"]
    later = calls.announced("2026")
    assert refused(partial(call_in, call=later, ref="m", held_on=forum.HELD_ON)) == ["call"]
    in_its_time = partial(transitions.convene, made, at=calls.ANNOUNCED["2026"], by=SIGRUN, held_on=date(2027, 3, 8))
    assert refused(partial(in_its_time, call=later, ref="m")) == ["no-scheme"]
    call_in(call=call, ref="m", held_on=forum.HELD_ON)
    again = partial(call_in, call=call, ref="m", held_on=forum.HELD_ON)
    assert refused(again) == ["forum_meeting_ref_is_used_once"]


def test_a_case_made_ready_later_is_added_last_with_its_ties(rogaland: OfficeCast) -> None:
    meeting = forum.convened([casework.ready()])
    late = casework.ready(needs.submitted(owner="trollskogen", title="Seinare"))
    transitions.add_cases(meeting, [late], by=SIGRUN, at=AT)
    line = forum.lines(meeting)[-1]
    assert (line.case, line.rank) == (late, 2)
    assert {one.seat.person.name for one in Tie.objects.filter(case=late)} == {"Petter Eng", "Ulrik Berg"}


def test_a_case_that_does_not_belong_is_not_added(rogaland: OfficeCast) -> None:
    meeting = forum.convened([casework.ready()])
    opened = casework.opened(needs.submitted(title="Ikkje klar"))
    assert refused(lambda: transitions.add_cases(meeting, [opened], by=SIGRUN, at=AT)) == ["not-ready"]
    other = casework.ready(needs.submitted("collective"))
    assert refused(lambda: transitions.add_cases(meeting, [other], by=SIGRUN, at=AT)) == ["other-call"]
    there = Case.objects.get(pk=first(meeting).case_id)
    assert refused(lambda: transitions.add_cases(meeting, [there], by=SIGRUN, at=AT)) == ["forum_line_once_per_case"]
    assert refused(lambda: transitions.add_cases(meeting, [there], by=MONA, at=AT)) == ["wrong-role"]


def test_a_case_is_taken_out_with_a_reason_and_put_back_last(rogaland: OfficeCast) -> None:
    meeting = forum.convened()
    line = first(meeting)
    assert refused(lambda: transitions.take_out(line, reason=" ", by=SIGRUN, at=AT)) == ["no-text"]
    transitions.take_out(line, reason="Eigaren bad om det.", by=SIGRUN, at=AT)
    assert (line.state, line.rank, shares(line)) == ("taken-out", None, {})
    transitions.add_cases(meeting, [line.case], by=SIGRUN, at=AT)
    line.refresh_from_db()
    assert (line.state, line.rank) == ("proposed", 3)
    assert sum(shares(line).values()) == 400_000


def test_a_meeting_is_held_on_its_day_with_those_who_were_there(rogaland: OfficeCast) -> None:
    meeting = forum.convened()
    there = seats(KIRSTI, LARS)
    hold = partial(transitions.hold, meeting, present=there)
    assert refused(partial(hold, by=SIGRUN, at=HELD - timedelta(days=1))) == ["too-early"]
    assert refused(partial(hold, by=KIRSTI, at=HELD)) == ["wrong-role"]
    assert refused(partial(transitions.hold, meeting, present=[], by=SIGRUN, at=HELD)) == ["present"]
    assert refused(partial(transitions.hold, meeting, present=[id_of("x")], by=SIGRUN, at=HELD)) == ["present"]
    hold(by=SIGRUN, at=HELD)
    assert (meeting.state, meeting.present) == ("held", sorted(there))
    assert refused(partial(hold, by=SIGRUN, at=HELD)) == ["wrong-state"]


def test_adopting_makes_the_lines_the_innstilling_and_binds_the_cases(rogaland: OfficeCast) -> None:
    lines = forum.recommended()
    meeting = Meeting.objects.get()
    assert (meeting.state, meeting.agreement, meeting.adopted_at) == (
        "adopted",
        "Forumet er samlet om innstillingen.",
        ADOPTED,
    )
    assert {line.state for line in lines} == {"recommended"}
    assert {case.bound_at for case in Case.objects.all()} == {ADOPTED}
    entry = Entry.objects.get(act="forum.adopt")
    assert (entry.facts, entry.journal_number is not None) == ({"lines": 2}, True)
    back = partial(cases.take_back, lines[0].case, reason="Nei.", by=AMIR, at=ADOPTED)
    assert refused(back) == ["bound"]


def test_nothing_is_changed_in_an_adopted_innstilling(rogaland: OfficeCast) -> None:
    line, other = forum.recommended()
    meeting = Meeting.objects.get()
    assert refused(partial(transitions.propose, line, reason="Nei.", by=SIGRUN, at=ADOPTED)) == ["wrong-state"]
    assert refused(partial(transitions.take_out, line, reason="Nei.", by=SIGRUN, at=ADOPTED)) == ["wrong-state"]
    order = [other.pk, line.pk]
    assert refused(partial(transitions.reorder, meeting, order=order, by=SIGRUN, at=ADOPTED)) == ["wrong-state"]
    late = casework.ready(needs.submitted(title="Seinare"))
    assert refused(partial(transitions.add_cases, meeting, [late], by=SIGRUN, at=ADOPTED)) == ["adopted"]
    decided = partial(transitions.reject_tie, tie(MONA, line.case), reason="Nei.", took_part=seats(KIRSTI), by=SIGRUN)
    assert refused(partial(decided, at=ADOPTED)) == ["not-on-agenda"]
    assert transitions.recommend.refusals(line, by=SIGRUN, at=ADOPTED)[0].code == "wrong-state"


def adopt(meeting: Meeting, by: By = SIGRUN, agreement: str = "Semje.") -> list[str]:
    return refused(partial(transitions.adopt, meeting, agreement=agreement, by=by, at=ADOPTED))


def test_what_stops_an_innstilling_is_told_all_at_once(rogaland: OfficeCast) -> None:
    meeting = forum.convened()
    transitions.hold(meeting, present=seats(SIGRUN), by=SIGRUN, at=HELD)
    casework.ready(needs.submitted(title="Gløymd"))
    assert adopt(meeting) == ["tie-undecided", "VR22", "VR22", "left-out"]
    told = transitions.adopt.refusals(meeting, by=SIGRUN, at=ADOPTED)
    assert told[1].text == "«Språkmiljø i Fjordvik» mangler forumets grunn, hvilke kriterier tiltaket oppfyller."
    assert told[1].basis == "mandatet for samarbeidsforum"


def test_an_innstilling_says_what_was_agreed(rogaland: OfficeCast) -> None:
    assert adopt(forum.held(), agreement=" ") == ["no-text"]


def test_only_secretary_and_untied_leader_adopt(rogaland: OfficeCast) -> None:
    meeting = forum.held()
    assert adopt(meeting, KIRSTI) == ["wrong-role"]
    assert adopt(meeting, MONA) == ["wrong-role", "VR24"]
    transitions.declare_tie(seat(LARS), case=first(meeting).case, why="Styret.", by=LARS, at=HELD)
    assert adopt(meeting, LARS) == ["VR24"]
    assert adopt(Meeting.objects.get(), SIGRUN) == ["tie-undecided"]


def test_an_innstilling_stays_within_the_frame_of_each_scheme_and_year(rogaland: OfficeCast) -> None:
    over = needs.submitted(asked_nok=700_000, title="Stort", years=2)
    meeting = forum.held([casework.ready(over), casework.ready(needs.submitted(asked_nok=300_001, title="Lite"))])
    assert adopt(meeting) == ["VR26"]
    (refusal,) = transitions.adopt.refusals(meeting, by=SIGRUN, at=ADOPTED)
    assert (
        refusal.text.replace("\xa0", " ") == "Regional ordning 2023 er 1 kr over rammen. Det er 1 000 000 kr å fordele."
    )
    smallest = forum.lines(meeting)[-1]
    transitions.propose(smallest, shares={(id_of("fjordvik"), 2023): 225_000}, by=SIGRUN, at=HELD)
    transitions.adopt(meeting, agreement="Semje.", by=SIGRUN, at=ADOPTED)


def test_money_in_a_year_without_a_frame_is_over_it(rogaland: OfficeCast) -> None:
    meeting = forum.held([casework.ready()])
    Frame.objects.filter(scheme="regional", year=2023).update(scheme="other")
    assert adopt(meeting) == ["VR26"]


def test_a_case_without_money_is_recommended_with_its_reason(rogaland: OfficeCast) -> None:
    meeting = forum.held()
    line = forum.lines(meeting)[1]
    transitions.propose(line, shares={}, reason="Ikkje nok pengar.", criteria=[], by=SIGRUN, at=HELD)
    transitions.adopt(meeting, agreement="Semje.", by=SIGRUN, at=ADOPTED)
    line.refresh_from_db()
    assert (line.state, line.rank, shares(line)) == ("recommended", 2, {})


def test_a_funded_case_shows_period_and_partners(rogaland: OfficeCast) -> None:
    meeting = forum.held([casework.ready()])
    Need.objects.update(starts_on=None)
    Partnership.objects.update(state=Partnership.State.DECLINED)
    (refusal,) = transitions.adopt.refusals(meeting, by=SIGRUN, at=ADOPTED)
    assert refusal.text.endswith("mangler varighet, hvilke eiere og partnere som samarbeider.")


def test_a_meeting_without_cases_adopts_nothing(rogaland: OfficeCast) -> None:
    made, call = forum.established(), calls.announced()
    meeting = transitions.convene(made, call=call, ref="tomt", held_on=forum.HELD_ON, by=SIGRUN, at=AT)
    transitions.hold(meeting, present=seats(SIGRUN), by=SIGRUN, at=HELD)
    assert adopt(meeting) == ["no-lines"]


def test_a_case_taken_back_or_withdrawn_must_leave_the_meeting_first(rogaland: OfficeCast) -> None:
    meeting = forum.held()
    one, two = forum.lines(meeting)
    cases.take_back(one.case, reason="Uklart.", by=AMIR, at=HELD)
    needs_acts.withdraw(Need.objects.get(pk=two.case.need_id), reason="Nei.", by=PIA, at=HELD)
    assert adopt(meeting) == ["not-ready", "not-ready"]
    for line in (one, two):
        transitions.take_out(line, reason="Ikkje klar.", by=SIGRUN, at=HELD)
    assert adopt(meeting) == ["no-lines"]


def test_places_close_up_when_an_innstilling_is_adopted(rogaland: OfficeCast) -> None:
    meeting = forum.held([*forum.two_cases(), casework.ready(needs.submitted(title="Tredje", asked_nok=10_000))])
    middle = forum.lines(meeting)[1]
    cases.take_back(middle.case, reason="Uklart.", by=AMIR, at=HELD)
    transitions.take_out(middle, reason="Uklart.", by=SIGRUN, at=HELD)
    transitions.adopt(meeting, agreement="Semje.", by=SIGRUN, at=ADOPTED)
    assert [line.rank for line in forum.lines(meeting)] == [1, 2]


def test_another_office_sees_no_meeting_to_act_on(rogaland: OfficeCast) -> None:
    meeting = forum.convened()
    with offices([AGDER.office]), pytest.raises(NotVisible):
        transitions.hold(meeting, present=[], by=SIGRUN, at=HELD)


def test_a_call_without_a_forum_step_goes_to_no_forum(rogaland: OfficeCast) -> None:
    made = forum.established(["collective"])
    call = Call.objects.get(pk=calls.announced("2026").pk)
    call_in = partial(transitions.convene, made, call=call, ref="m", held_on=date(2027, 3, 1), by=SIGRUN)
    assert refused(partial(call_in, at=needs.when("2026", 2, 20))) == ["no-scheme"]


def one_inside_another(first_act: Callable[[], object], other: Callable[[], object]) -> list[str]:
    """Do an act, and another that starts before the first is committed; give `done`, or the first reason why not."""
    under_way = Event()

    def begin() -> str:
        with transaction.atomic(), offices([ROGALAND.office]):
            first_act()
            under_way.set()
            sleep(0.4)
        connection.close()
        return "done"

    def follow() -> str:
        under_way.wait(timeout=10)
        try:
            with transaction.atomic(), offices([ROGALAND.office]):
                other()
        except Refused as refused:
            return refused.refusals[0].code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(2) as threads:
        return [told.result(timeout=30) for told in (threads.submit(begin), threads.submit(follow))]


@pytest.fixture
def held(real_database: str) -> Meeting:
    """A held meeting, committed, in which three cases ask for more than the frame and the last is proposed nothing."""
    with transaction.atomic(), offices([ROGALAND.office]):
        ready = [casework.ready(needs.submitted(title=str(i), asked_nok=400_000)) for i in range(3)]
        meeting = forum.held(ready)
        transitions.propose(forum.lines(meeting)[-1], shares={}, by=SIGRUN, at=HELD)
        return meeting


def ends(meeting: Meeting) -> tuple[str, int, set[str]]:
    """How it ended: the state of the meeting, all that is proposed, and the states of the cases."""
    with transaction.atomic(), offices([ROGALAND.office]):
        total = sum(LineShare.objects.values_list("amount_nok", flat=True))
        return Meeting.objects.get().state, total, set(Case.objects.values_list("state", flat=True))


MORE = {(id_of("fjordvik"), 2023): 300_000, (id_of("hiv"), 2023): 100_000}


def test_an_amount_on_its_way_when_the_innstilling_is_adopted_is_counted(held: Meeting) -> None:
    with transaction.atomic(), offices([ROGALAND.office]):
        last = forum.lines(held)[-1]
    propose = partial(transitions.propose, last, shares=MORE, by=LARS, at=ADOPTED)
    adoption = partial(transitions.adopt, held, agreement="Semje.", by=SIGRUN, at=ADOPTED)
    assert one_inside_another(propose, adoption) == ["done", "VR26"]
    assert ends(held) == ("held", 1_200_000, {"ready"})


def test_an_amount_that_comes_while_the_innstilling_is_being_adopted_is_too_late(held: Meeting) -> None:
    with transaction.atomic(), offices([ROGALAND.office]):
        last = forum.lines(held)[-1]
    propose = partial(transitions.propose, last, shares=MORE, by=LARS, at=ADOPTED)
    adoption = partial(transitions.adopt, held, agreement="Semje.", by=SIGRUN, at=ADOPTED)
    assert one_inside_another(adoption, propose) == ["done", "wrong-state"]
    assert ends(held) == ("adopted", 800_000, {"ready"})


def test_a_case_is_either_taken_back_or_recommended(held: Meeting) -> None:
    with transaction.atomic(), offices([ROGALAND.office]):
        case = Case.objects.order_by("number")[0]
    back = partial(cases.take_back, case, reason="Uklart.", by=AMIR, at=ADOPTED)
    adoption = partial(transitions.adopt, held, agreement="Semje.", by=SIGRUN, at=ADOPTED)
    assert one_inside_another(back, adoption) == ["done", "not-ready"]
    assert ends(held) == ("held", 800_000, {"ready", "opened"})
    with transaction.atomic(), offices([ROGALAND.office]):
        cases.make_ready(case, by=AMIR, at=ADOPTED)
    assert one_inside_another(adoption, back) == ["done", "bound"]
    assert ends(held) == ("adopted", 800_000, {"ready"})
