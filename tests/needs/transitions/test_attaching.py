"""Files come to a need and go again while it is written; the scanner alone says whether they may be read."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction

from samspel.adapters.scanners import EICAR, Simulated
from samspel.files import scanning, shelf, store
from samspel.files.looking import KINDS, Fit, look
from samspel.files.models import Document
from samspel.flow import outbox
from samspel.flow.models import Entry, Outbox
from samspel.flow.refusal import Refused
from samspel.needs import queries, rows, transitions
from samspel.needs import sheet as sheets
from samspel.needs.models import Attachment, Need
from samspel.needs.rules import Level, attached, check
from samspel.needs.transitions import attaching
from samspel.tenancy.context import offices
from tests.cast import KARI, KNUT, PIA, ROGALAND, SYSTEM, OfficeCast
from tests.stories import attachments, needs, samples

AT = needs.when("2021", day=14)
PDF = KINDS["application/pdf"]


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


def test_a_file_is_kept_with_its_digest_and_waits_for_the_scanner(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    made = attachments.waiting(need, name="plan.PDF", note="Planen vår", by=KNUT)

    assert (made.state, made.name, made.note) == ("waiting", "plan.pdf", "Planen vår")
    assert store.read(made.document) == samples.pdf()
    entry = Entry.objects.get(record_id=made.pk)
    assert (entry.act, entry.subject_id, entry.facts["sha256"]) == ("needs.attach", need.pk, made.document.sha256)
    assert "plan" not in str(entry.facts)
    assert Outbox.objects.get(kind=attaching.KIND).subject_id == made.pk


def test_only_those_who_write_the_need_add_and_take_away(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    made = attachments.waiting(need)
    for by in (PIA, ROGALAND.caseworker):
        assert {one.code for one in transitions.attach.refusals(need, by=by, at=AT)} == {"wrong-role"}
        assert {one.code for one in transitions.detach.refusals(made, by=by, at=AT)} == {"wrong-role"}
    transitions.detach(made, by=KNUT, at=AT)
    assert rows.attachments(need.pk) == []
    with pytest.raises(Refused) as again:
        transitions.detach(made, by=KNUT, at=AT)
    assert codes(again) == ["removed"]


def test_a_need_that_has_been_handed_in_gets_no_more_files_and_keeps_those_it_has(rogaland: OfficeCast) -> None:
    need = needs.confirmed()
    made = attachments.clean(need)
    needs.handed_in(need)
    with pytest.raises(Refused) as more:
        attachments.waiting(need, "Mer")
    with pytest.raises(Refused) as less:
        transitions.detach(made, by=KARI, at=AT)
    assert (codes(more), codes(less)) == (["wrong-state"], ["wrong-state"])


def test_one_file_is_no_larger_than_one_may_be(rogaland: OfficeCast) -> None:
    need, most = needs.drafted(), attached.largest(AT)
    with pytest.raises(Refused) as told:
        transitions.attach(need, file=Fit(PDF, b"x" * (most + 1)), name="a", by=KARI, at=AT)
    assert codes(told) == ["too-large"]
    assert transitions.attach(need, file=Fit(PDF, b"x" * most), name="a", by=KARI, at=AT).document.size == most


def test_the_files_of_a_need_have_room_together_and_what_is_taken_away_takes_none(
    rogaland: OfficeCast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attached, "everything", lambda at: 1_000)
    need = needs.drafted()
    first = transitions.attach(need, file=Fit(PDF, b"x" * 600), name="a", by=KARI, at=AT)
    with pytest.raises(Refused) as told:
        transitions.attach(need, file=Fit(PDF, b"y" * 401), name="b", by=KARI, at=AT)
    assert codes(told) == ["no-room"]
    transitions.attach(need, file=Fit(PDF, b"y" * 400), name="b", by=KARI, at=AT)
    transitions.detach(first, by=KARI, at=AT)
    transitions.attach(need, file=Fit(PDF, b"z" * 600), name="c", by=KARI, at=AT)


def test_the_same_file_is_added_once_and_so_many_in_all(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    most = attached.MOST.on(AT.date())
    for number in range(most):
        transitions.attach(need, file=Fit(PDF, b"%d" % number), name="a", by=KARI, at=AT)
    with pytest.raises(Refused) as told:
        transitions.attach(need, file=Fit(PDF, b"0"), name="a", by=KARI, at=AT)
    assert codes(told) == ["too-many", "twice"]


def test_the_scanner_lets_through_what_is_clean_and_stops_what_is_not(
    rogaland: OfficeCast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanning, "scanner", Simulated())
    need = needs.filled()
    virus = look(samples.docx(**{"docProps/custom.xml": b"<a>" + EICAR.replace(b"&", b"&amp;") + b"</a>"}))
    good, bad = attachments.waiting(need), transitions.attach(need, file=virus, name="v", by=KARI, at=AT)
    for message in Outbox.objects.filter(kind=attaching.KIND):
        outbox.handlers[message.kind](message, AT)
    good.refresh_from_db()
    bad.refresh_from_db()
    assert (good.state, bad.state, bad.found) == ("clean", "refused", "Eicar-Test-Signature")
    found = [one for one in check(need, AT) if one.code == "attachment"]
    assert [(one.level, "v.docx" in one.text) for one in found] == [(Level.ERROR, True)]


def test_only_the_scanner_says_so(rogaland: OfficeCast) -> None:
    made = attachments.waiting(needs.drafted())
    for by in (KARI, ROGALAND.caseworker, ROGALAND.admin):
        assert {one.code for one in transitions.clear.refusals(made, by=by, at=AT)} == {"wrong-role"}
    transitions.clear(made, by=SYSTEM, at=AT)


def test_without_a_scanner_a_file_waits_and_the_need_is_handed_in_all_the_same(
    rogaland: OfficeCast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanning, "scanner", scanning.Nobody())
    need = needs.confirmed()
    made = attachments.waiting(need)
    assert attaching.scan_waiting(AT) == (0, 1)
    made.refresh_from_db()
    assert made.state == "waiting"
    assert [one.level for one in check(need, AT) if one.code == "attachment"] == [Level.HINT]
    needs.handed_in(need)


def test_a_scanner_that_does_not_answer_leaves_the_file_waiting(
    rogaland: OfficeCast, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Away:
        def look(self, content: bytes) -> None:
            raise scanning.NotScanned("away")

    monkeypatch.setattr(scanning, "scanner", Away())
    made = attachments.waiting(needs.drafted())
    with pytest.raises(scanning.NotScanned), transaction.atomic():
        outbox.handlers[attaching.KIND](Outbox.objects.get(kind=attaching.KIND), AT)
    assert attaching.scan_waiting(AT) == (0, 1)
    monkeypatch.setattr(scanning, "scanner", Simulated())
    assert attaching.scan_waiting(AT) == (1, 0)
    made.refresh_from_db()
    assert made.state == "clean"


def test_what_is_handed_in_is_bound_to_the_very_bytes(rogaland: OfficeCast) -> None:
    need = needs.confirmed()
    before = sheets.canonical(sheets.of(need))
    made = attachments.clean(need, note="Planen vår")
    told = needs.handed_in(need).content
    assert "attachments" not in before
    assert told["attachments"] == [
        {
            "name": "plan.pdf",
            "note": "Planen vår",
            "media_type": "application/pdf",
            "size": made.document.size,
            "sha256": made.document.sha256,
        }
    ]


def test_what_was_taken_away_before_it_was_handed_in_is_let_go_and_what_was_handed_in_never(
    rogaland: OfficeCast,
) -> None:
    draft, sent = needs.drafted(), needs.confirmed(title="Leik")
    gone, kept = attachments.clean(draft, "Borte"), attachments.clean(sent, "Sendt")
    needs.handed_in(sent)
    assert queries.let_go() == set()
    transitions.detach(gone, by=KARI, at=AT)
    Attachment.objects.filter(pk=kept.pk).update(removed_at=AT)
    assert queries.let_go() == {gone.document_id}


def test_bytes_that_were_kept_before_the_act_was_cut_off_have_no_row(rogaland: OfficeCast) -> None:
    need = needs.drafted()

    class Cut(BaseException):
        pass

    with pytest.raises(Cut), transaction.atomic():
        made = attachments.waiting(need, "Avbrutt")
        sha256 = made.document.sha256
        raise Cut
    assert not Document.objects.filter(sha256=sha256).exists()
    assert shelf.path_of(sha256).exists()


def test_two_who_add_at_once_do_not_come_over_the_limit_together(
    real_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attached, "everything", lambda at: 1_000)
    with transaction.atomic(), offices([ROGALAND.office]):
        need_id = needs.drafted().pk
    start, told = threading.Barrier(4), []

    def add(number: int) -> None:
        try:
            start.wait()
            with transaction.atomic(), offices([ROGALAND.office]):
                need = Need.objects.select_related("owner").get(pk=need_id)
                file = Fit(PDF, b"%d" % number * 400)
                transitions.attach(need, file=file, name="a", by=KARI, at=AT)
            told.append("added")
        except Refused as refused:
            told.append(refused.refusals[0].code)
        finally:
            connection.close()

    running = [threading.Thread(target=add, args=(number,)) for number in range(4)]
    for one in running:
        one.start()
    for one in running:
        one.join(30)
    assert sorted(told) == ["added", "added", "no-room", "no-room"]
