"""One case in a meeting: what those who take part see, what a tied member sees, and saying that one may be tied."""

from __future__ import annotations

from samspel.forum import transitions
from samspel.forum.models import Hearing, Seat, Tie
from samspel.people.models import Person
from samspel.tenancy.by import By, Role
from tests.cast import KIRSTI, LARS, MONA, ROGALAND, SIGRUN, OfficeCast, id_of
from tests.forum.acting import first, seat, seats, tie
from tests.stories import attachments, casework, forum, invitations, needs
from tests.web.desk import read, sit, write

HELD, AT = forum.HELD, forum.CONVENED


def test_a_member_reads_need_assessment_and_proposal(rogaland: OfficeCast) -> None:
    meeting = forum.held()
    line = first(meeting)
    page = read(sit(KIRSTI, HELD), "forum-case", meeting.pk, line.case_id)
    for words in (casework.ASSESSMENT, "Fire samlingar i året", forum.REASON, "300\xa0000\xa0kr", "i partnerskap"):
        assert words in page
    assert "/arbeid/" not in page
    assert "/arbeid/" in read(sit(SIGRUN, HELD), "forum-case", meeting.pk, line.case_id)


def test_a_tied_member_reads_the_own_need_and_nothing_of_the_handling(rogaland: OfficeCast) -> None:
    meeting = forum.held()
    page = read(sit(MONA, HELD), "forum-case", meeting.pk, first(meeting).case_id)
    for words in ("Du er ugild i denne saken", "Forumet har avgjort at du er ugild.", "Virksomheten eier behovet"):
        assert words in page
    assert "Fire samlingar i året" in page
    assert (casework.ASSESSMENT in page, forum.REASON in page) == (False, False)


def test_a_member_says_that_it_may_be_tied_and_sees_no_more(rogaland: OfficeCast) -> None:
    meeting = forum.convened()
    case = first(meeting).case
    kirsti = sit(KIRSTI, HELD)
    wrong = write(kirsti, "forum-case", meeting.pk, case.pk, why="")
    assert (wrong.status_code, "Fyll ut «Hva kan gjøre deg ugild?»." in wrong.content.decode()) == (422, True)
    assert write(kirsti, "forum-case", meeting.pk, case.pk, why="Syster mi.").status_code == 302
    page = read(kirsti, "forum-case", meeting.pk, case.pk)
    for words in ("Du er ugild i denne saken", "Forumet har ikke avgjort spørsmålet ennå.", "Syster mi."):
        assert words in page
    assert ("Fire samlingar i året" in page, casework.ASSESSMENT in page) == (False, False)
    again = write(kirsti, "forum-case", meeting.pk, case.pk, why="Meir.")
    assert (again.status_code, Tie.objects.filter(found=False).count()) == (422, 1)


def test_a_tie_the_body_rejected_opens_the_case_again(rogaland: OfficeCast) -> None:
    meeting = forum.convened()
    case = first(meeting).case
    transitions.decide_tie(tie(MONA, case), upheld=False, reason="Nei.", took_part=seats(LARS), by=SIGRUN, at=HELD)
    assert casework.ASSESSMENT in read(sit(MONA, HELD), "forum-case", meeting.pk, case.pk)


def test_a_case_that_is_out_of_the_meeting_is_not_there(rogaland: OfficeCast) -> None:
    meeting = forum.convened()
    line = first(meeting)
    transitions.take_out(line, reason="Vent.", by=SIGRUN, at=AT)
    read(sit(KIRSTI, HELD), "forum-case", meeting.pk, line.case_id, status=404)


def test_the_secretary_lets_an_invited_actor_be_heard_in_one_case_and_no_more(rogaland: OfficeCast) -> None:
    meeting = forum.convened()
    line, other = forum.lines(meeting)[:2]
    ivar = Person.objects.create(subject="cast:ivar", name="Ivar Invitert")
    seat = transitions.seat(
        meeting.forum, person_id=ivar.pk, organisation_id=id_of("pbl"), group=Seat.Group.OTHER,
        duty=Seat.Duty.INVITED, since=AT.date(), by=ROGALAND.admin, at=AT,
    )  # fmt: skip
    by = By(ivar.pk, id_of("pbl"), ROGALAND.office, Role.FORUM_INVITED)
    invitations.given(by)
    address = (meeting.pk, line.case_id)
    assert "Inviter Ivar Invitert til saken" in read(sit(SIGRUN, HELD), "forum-case", *address)
    assert "Inviter Ivar" not in read(sit(KIRSTI, HELD), "forum-case", *address)
    read(sit(by, HELD), "forum-case", *address, status=404)
    assert write(sit(KIRSTI, HELD), "forum-case", *address, act="hear", seat=seat.pk).status_code == 422
    assert write(sit(SIGRUN, HELD), "forum-case", *address, act="hear", seat="x").status_code == 404
    assert write(sit(SIGRUN, HELD), "forum-case", *address, act="hear", seat=seat.pk).status_code == 302
    assert "Fire samlingar i året" in read(sit(by, HELD), "forum-case", *address)
    page = read(sit(by, HELD), "forum-meeting", meeting.pk)
    assert "Du ser de sakene du er invitert til" in page
    assert str(other.case.need.title) not in page
    assert "å fordele" not in page
    read(sit(by, HELD), "forum-case", meeting.pk, other.case_id, status=404)
    read(sit(by, HELD), "forum-recommendation", meeting.pk, status=403)
    hearing = Hearing.objects.get()
    assert write(sit(SIGRUN, HELD), "forum-case", *address, act="hear-no-more", id=hearing.pk).status_code == 302
    read(sit(by, HELD), "forum-case", *address, status=404)


def test_a_file_is_handed_out_to_those_who_read_the_need_and_to_nobody_else(rogaland: OfficeCast) -> None:
    need = needs.confirmed()
    made = attachments.clean(need)
    needs.handed_in(need)
    meeting = forum.convened([casework.ready(need)])
    place = f"/forum/moter/{meeting.pk}/saker/{first(meeting).case_id}/vedlegg/{made.pk}.fil"
    assert place in read(sit(KIRSTI, HELD), "forum-case", meeting.pk, first(meeting).case_id)
    assert sit(KIRSTI, HELD).get(place).status_code == 200
    assert sit(MONA, HELD).get(place).status_code == 200  # tied to it as its owner
    transitions.declare_tie(seat(KIRSTI), case=first(meeting).case, why="Syster mi.", by=KIRSTI, at=HELD)
    assert sit(KIRSTI, HELD).get(place).status_code == 404
