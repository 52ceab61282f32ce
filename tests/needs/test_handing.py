"""One press is one submission: the same key gives the same one, whoever comes first, also when many come at once."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Barrier
from uuid import UUID, uuid4

import pikepdf
import pytest
from django.db import connection, transaction
from django.utils import translation

from samspel.actors.models import Membership
from samspel.adapters.post import Folder
from samspel.files import shelf, store
from samspel.files.models import Document
from samspel.flow.models import Entry, Outbox
from samspel.flow.refusal import Refused
from samspel.letters import post
from samspel.needs import content, handing, queries, sheet, transitions
from samspel.needs.models import Need, Submission
from samspel.tenancy.context import offices
from samspel.tenancy.models import Office
from tests.cast import KARI, KNUT, ROGALAND, OfficeCast, id_of
from tests.letters import archive_pdf
from tests.stories import attachments, needs, units
from tests.stories import intake as story

pytestmark = pytest.mark.submit
NOW = needs.when("2021", day=20)
THREADS = 8


def test_the_same_key_gives_the_same_submission_and_one_journal_number(rogaland: OfficeCast) -> None:
    need, key = needs.confirmed(), uuid4()
    first = handing.hand_in(need, key=key, by=KARI, at=NOW)
    again = handing.hand_in(queries.need_of(KARI, need.pk), key=key, by=KARI, at=NOW)
    assert first == again
    assert Entry.objects.filter(act="needs.submit").count() == 1
    assert Outbox.objects.filter(kind="receipt").count() == 1


def test_another_key_is_refused_while_the_need_is_handed_in(rogaland: OfficeCast) -> None:
    need = needs.submitted()
    with pytest.raises(Refused, match="wrong-state"):
        handing.hand_in(need, key=uuid4(), by=KARI, at=NOW)
    assert Submission.objects.count() == 1


def test_a_refused_submission_makes_no_receipt(rogaland: OfficeCast) -> None:
    need = needs.confirmed()
    with pytest.raises(Refused, match="signere"):
        handing.hand_in(need, key=uuid4(), by=KNUT, at=NOW)
    assert not Document.objects.exists()


def test_another_key_the_same_time_gives_the_first_submission(rogaland: OfficeCast) -> None:
    need = needs.confirmed()
    first = handing.hand_in(need, key=uuid4(), turn=1, by=KARI, at=NOW)
    assert handing.hand_in(queries.need_of(KARI, need.pk), key=uuid4(), turn=1, by=KARI, at=NOW) == first
    with pytest.raises(Refused, match="wrong-state"):
        handing.hand_in(queries.need_of(KARI, need.pk), key=uuid4(), turn=2, by=KARI, at=NOW)


def test_the_key_of_the_first_time_still_gives_the_first_submission(rogaland: OfficeCast) -> None:
    need, key = needs.confirmed(), uuid4()
    first = handing.hand_in(need, key=key, by=KARI, at=NOW)
    later = datetime(2023, 3, 1, tzinfo=UTC)
    transitions.send_back(need, reason="Meir", answer_by=later, by=ROGALAND.caseworker, at=NOW)
    assert handing.hand_in(need, key=key, by=KARI, at=NOW) == first
    second = handing.hand_in(need, key=uuid4(), by=KARI, at=NOW)
    assert second != first


def test_the_receipt_shows_the_reference_the_time_and_the_digest_in_the_owners_form(rogaland: OfficeCast) -> None:
    need = needs.submitted("decentralised")
    made = queries.submissions(need)[0]
    facts = handing.receipt_facts(sheet.of(need), made.digest, by=KARI, at=NOW)
    assert (facts.need_reference, facts.sha256, facts.received_at) == (need.ref, made.digest, NOW)
    assert [line.amount_nok for line in facts.budget] == [300_000, 100_000]
    assert "Budsjett" not in [section.title for section in facts.sections]
    assert not facts.budget_answers and not facts.late
    store_path = shelf.path_of(made.receipt.sha256)
    with pikepdf.open(store_path) as pdf:
        assert str(pdf.Root.Lang).startswith("nn")


def test_an_office_that_has_said_little_of_itself_still_gives_a_receipt(rogaland: OfficeCast) -> None:
    Office.objects.filter(pk=ROGALAND.office).update(address="", email="", phone="")
    need = needs.submitted()
    assert queries.submissions(need)[0].receipt.size > 1_000


def test_the_receipt_is_sent_once_to_the_owner(
    rogaland: OfficeCast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(post, "channel", Folder(tmp_path))
    need = needs.submitted()
    message = Outbox.objects.get(kind="receipt")
    for _ in range(2):
        handing.send_receipt(message, NOW)
    sent = list(tmp_path.glob("*.pdf"))
    assert [path.read_bytes() for path in sent] == [store.read(queries.submissions(need)[0].receipt)]
    slip = json.loads(next(tmp_path.glob("*.json")).read_text("utf-8"))
    assert (slip["name"], slip["orgnr"], slip["title"]) == ("Fjordvik kommune", "210000011", f"Kvittering {need.ref}")


@pytest.mark.parametrize(("pages", "seed"), [(1, 0), (1, 1), (2, 2), (THREADS, 3), (THREADS, 4)])
def test_many_presses_at_once_are_one_submission(real_database: str, pages: int, seed: int) -> None:
    with transaction.atomic(), offices([ROGALAND.office]):
        need_id = needs.confirmed().pk
    keys, start = [uuid4() for _page in range(pages)], Barrier(THREADS)

    def press(number: int) -> UUID:
        try:
            start.wait()
            with transaction.atomic(), offices([ROGALAND.office]):
                need = queries.need_of(KARI, need_id)
                key = keys[(number + seed) % pages]
                return handing.hand_in(need, key=key, turn=1, by=KARI, at=NOW).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as threads:
        given = set(threads.map(press, range(THREADS)))
    with transaction.atomic(), offices([ROGALAND.office]):
        made = Submission.objects.get()
        assert given == {made.pk}
        assert Entry.objects.filter(act="needs.submit").count() == 1
        assert Outbox.objects.filter(kind="receipt").count() == 1
        assert Document.objects.count() == 1
        assert Need.objects.get(pk=need_id).state == "submitted"


def test_everything_that_stands_on_the_check_page_stands_in_the_receipt(rogaland: OfficeCast) -> None:
    need = needs.with_everything()
    units.answered(units.asked(need), at=needs.when("2021", day=14))
    with translation.override("nn"):
        told = [one for section in content.sections(sheet.of(need)) for one in section.answers]
    words = archive_pdf.words(store.read(needs.handed_in(need).receipt))
    for answer in told:
        lines = [answer.question, *answer.text.splitlines()] if answer.field != "budget" else []
        missing = [line for line in lines if " ".join(line.split()) not in words]
        assert not missing, answer
    for amount in ("90 000 kr", "12 000 kr", "20 prosent", "100 000"):
        assert amount in words


def test_a_network_hands_in_with_who_stands_behind_it_and_who_has_come_since_is_not_among_them(
    rogaland: OfficeCast,
) -> None:
    need = needs.submitted(owner="vidda")
    made = Submission.objects.get()
    there = [(row["ref"], row["coordinates"]) for row in made.content["members"]]
    assert there == [("210000011", True), ("210000038", False)]
    words = archive_pdf.words(store.read(made.receipt))
    assert "Fjordvik kommune (210 000 011), koordinerer nettverket" in words
    assert "Trollskogen barnehage SA (210 000 038)" in words
    Membership.objects.filter(member=story.joined()).update(since=date(2023, 3, 1))
    now = sheet.of(queries.need_of(KARI, need.pk))
    assert len(now.members) == 3
    assert sheet.canonical(now) == made.content


def test_who_leads_the_network_later_changes_nothing_in_what_was_handed_in_and_who_came_before_it_was_again_is_in_it(
    rogaland: OfficeCast,
) -> None:
    need = needs.submitted(owner="vidda")
    first = Submission.objects.get()
    rows = Membership.objects.filter(network_id=id_of("vidda"))
    old = rows.get(member_id=id_of("trollskogen"))
    Membership.objects.filter(pk=old.pk).update(until=date(2023, 2, 28))
    rows.filter(member_id=id_of("fjordvik")).update(until=date(2023, 2, 28))
    for member, leads in (("trollskogen", True), ("fjordvik", False)):
        told = {"member_id": id_of(member), "coordinates": leads, "since": date(2023, 3, 1)}
        Membership.objects.create(network_id=id_of("vidda"), consented_at=NOW, **told)
    now = sheet.of(Need.objects.get(pk=need.pk), NOW)
    assert sheet.canonical(now)["members"] == first.content["members"]
    Need.objects.filter(pk=need.pk).update(state=Need.State.RETURNED)
    story.joined()
    again = sheet.of(Need.objects.get(pk=need.pk), needs.when("2021", 3, 5))
    behind = {(row["ref"], row["coordinates"]) for row in sheet.with_members(again)["members"]}  # type: ignore[attr-defined]
    assert {("210000038", True), ("210000011", False)} < behind
    assert len(behind) == 3


def test_a_receipt_in_the_time_of_grace_says_that_it_came_late(rogaland: OfficeCast) -> None:
    need = needs.confirmed()
    assert need.call.closes_at
    made = needs.handed_in(need, at=need.call.closes_at + timedelta(minutes=1))
    assert "kom etter fristen" in archive_pdf.words(store.read(made.receipt))
    assert made.late


def test_the_receipt_tells_of_each_file_by_its_name_and_its_digest(rogaland: OfficeCast) -> None:
    need = needs.confirmed()
    made = attachments.clean(need, name="kompetanseplan.pdf", note="Planen vår")
    words = archive_pdf.words(store.read(needs.handed_in(need).receipt))
    assert all(text in words for text in ("kompetanseplan.pdf", "Planen vår", made.document.sha256[:16]))
