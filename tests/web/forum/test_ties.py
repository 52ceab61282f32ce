"""Where the body's decisions about ties are written down, several at once."""

from __future__ import annotations

from samspel.forum.models import Tie
from tests.cast import KIRSTI, LARS, SIGRUN, OfficeCast, id_of
from tests.forum.acting import seats
from tests.stories import forum
from tests.web.desk import read, sit, write

HELD = forum.HELD


def test_several_ties_are_decided_in_one_go(rogaland: OfficeCast) -> None:
    meeting = forum.convened()
    sigrun = sit(SIGRUN, HELD)
    assert "Virksomheten er partner i behovet" in read(sigrun, "forum-ties", meeting.pk)
    one, two, *others = Tie.objects.order_by("pk")
    present = [str(pk) for pk in seats(KIRSTI, LARS)]
    sent = {f"tie-{one.pk}": "upheld", f"tie-{two.pk}": "rejected", f"tie-{others[0].pk}": ""}
    assert write(sigrun, "forum-ties", meeting.pk, reason="Part.", present=present, **sent).status_code == 302
    states = [Tie.objects.get(pk=tie.pk).state for tie in (one, two, others[0])]
    assert states == ["upheld", "rejected", "claimed"]
    assert "Part." in read(sigrun, "forum-ties", meeting.pk)


def test_what_is_missing_is_told_and_what_was_chosen_is_kept(rogaland: OfficeCast) -> None:
    meeting = forum.convened()
    sigrun = sit(SIGRUN, HELD)
    tie = Tie.objects.order_by("pk")[0]
    wrong = write(sigrun, "forum-ties", meeting.pk, reason="", **{f"tie-{tie.pk}": "upheld"})
    assert (wrong.status_code, '<option value="upheld" selected>' in wrong.content.decode()) == (422, True)
    nobody = write(sigrun, "forum-ties", meeting.pk, reason="Part.", **{f"tie-{tie.pk}": "upheld"})
    assert (nobody.status_code, "Kryss av for medlemmene" in nobody.content.decode()) == (422, True)
    nothing = write(sigrun, "forum-ties", meeting.pk, reason="Part.", present=[str(id_of("x"))])
    assert (nothing.status_code, "Velg ugild eller gild" in nothing.content.decode()) == (422, True)
    assert {one.state for one in Tie.objects.all()} == {"claimed"}


def test_when_all_is_decided_the_page_says_so(rogaland: OfficeCast) -> None:
    meeting = forum.held()
    page = read(sit(SIGRUN, HELD), "forum-ties", meeting.pk)
    assert "Alle spørsmål om ugildhet er avgjort." in page
    assert "Arbeider hos en part." in page
