"""The secretary's page for one line."""

from __future__ import annotations

from samspel.forum.models import Line, LineShare
from tests.cast import SIGRUN, OfficeCast, id_of
from tests.forum.acting import first, shares
from tests.stories import forum
from tests.web.desk import read, sit, write

AT = forum.CONVENED
FJORDVIK, HIV = (f"share-{id_of(name)}-2023" for name in ("fjordvik", "hiv"))


def test_amounts_reason_and_criteria_are_written_on_one_page(rogaland: OfficeCast) -> None:
    meeting = forum.convened()
    line = first(meeting)
    sigrun = sit(SIGRUN, AT)
    page = read(sigrun, "forum-line", meeting.pk, line.pk)
    assert "Meldt behov: 300\xa0000\xa0kr." in page
    sent = {FJORDVIK: "250 000", HIV: "", "reason": "Stort behov.", "criteria": ["collective", "partnership"]}
    answer = write(sigrun, "forum-line", meeting.pk, line.pk, act="propose", **sent)
    assert answer.headers["Location"] == f"/forum/moter/{meeting.pk}/arbeid/"
    line.refresh_from_db()
    assert (line.reason, line.criteria) == ("Stort behov.", ["collective", "partnership"])
    assert shares(line) == {("Fjordvik kommune", 2023): 250_000}


def test_too_much_is_told_at_its_amount_and_nothing_typed_is_lost(rogaland: OfficeCast) -> None:
    meeting = forum.convened()
    line = first(meeting)
    before = list(LineShare.objects.order_by("pk").values())
    sent = {FJORDVIK: "300001", HIV: "mykje", "reason": "Behald meg"}
    answer = write(sit(SIGRUN, AT), "forum-line", meeting.pk, line.pk, act="propose", **sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Skriv beløpet i hele kroner" in page
    assert "Behald meg" in page
    answer = write(sit(SIGRUN, AT), "forum-line", meeting.pk, line.pk, act="propose", **{**sent, HIV: "0"})
    page = answer.content.decode()
    assert "kan ikke få mer enn det er meldt behov for i 2023" in page
    assert f'href="#id_{FJORDVIK}"' in page
    assert list(LineShare.objects.order_by("pk").values()) == before


def test_a_case_is_taken_out_here_with_a_reason(rogaland: OfficeCast) -> None:
    meeting = forum.convened()
    line = first(meeting)
    sigrun = sit(SIGRUN, AT)
    assert write(sigrun, "forum-line", meeting.pk, line.pk, act="take_out", out_reason="").status_code == 422
    assert write(sigrun, "forum-line", meeting.pk, line.pk, act="take_out", out_reason="Vent.").status_code == 302
    assert Line.objects.get(pk=line.pk).state == "taken-out"
    read(sigrun, "forum-line", meeting.pk, line.pk, status=404)
