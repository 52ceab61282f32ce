"""A sound story has no fault, and each planted fault is found."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from samspel.cli import database, verify
from samspel.files import shelf
from samspel.files.models import Document
from samspel.needs import transitions as acts
from samspel.tenancy.context import offices
from tests import databases
from tests.cast import KARI, ROGALAND
from tests.conftest import TEMPLATE, swap
from tests.stories import attachments, journey, needs, registers

TOLD = f"{databases.PROCESS}_told"
pytestmark = pytest.mark.money


@pytest.fixture(scope="module")
def told(django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A database in which one need has travelled the whole way; gives its name."""
    databases.clone(TOLD, TEMPLATE)
    swap(TOLD)
    with django_db_blocker.unblock(), transaction.atomic(), offices([ROGALAND.office]):
        registers.placed()
        journey.whole(2)
    swap(databases.PROCESS)
    yield TOLD
    databases.drop(TOLD)


@pytest.fixture
def story(told: str, django_db_blocker: DjangoDbBlocker) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """A copy of it, and a connection that may do anything to the copy."""
    name = f"{databases.PROCESS}_planted"
    databases.clone(name, told)
    swap(name)
    address = psycopg.conninfo.make_conninfo(databases.admin_url(), dbname=name)
    with psycopg.connect(address, autocommit=True) as admin, django_db_blocker.unblock():
        admin.execute("set session_replication_role = replica")
        yield admin
    swap(databases.PROCESS)
    databases.drop(name)


def test_a_sound_story_has_no_fault(story: psycopg.Connection[tuple[object, ...]]) -> None:
    assert list(verify.faults()) == []


PLANTED = {
    "an entry was changed": (
        "update flow_entry set facts = '{\"amount_nok\": 1}' where act = 'decisions.make'",
        "the content does not fit its hash",
    ),
    "an entry was changed with its hash": (
        "update flow_entry e set act = 'x.y', hash = 'new' where act = 'decisions.draft'",
        "it does not follow the one before",
    ),
    "an entry was taken out": (
        "delete from flow_entry where act = 'casework.assess'",
        "does not follow the one before",
    ),
    "the end of the journal was cut off": (
        "delete from flow_entry where sequence > (select sequence from flow_entry where act = 'followup.submit')",
        "followup.report",
    ),
    "a journal number was leapt over": (
        "update flow_entry set journal_number = 99 where act = 'decisions.accept' and journal_number = 7",
        "journal numbers of rogaland in 2023: number 99 stands where 8 should",
    ),
    "a case number was leapt over": (
        "update casework_case set number = 5",
        "case numbers of rogaland in 2023: number 5 stands where 1 should",
    ),
    "a decision number was leapt over": (
        "update decisions_decision set number = 'V-2023-007'",
        "decision numbers of rogaland in 2023: number 7 stands where 1 should",
    ),
    "a letter was removed": (
        "delete from letters_letter where number = 'B-2023-002'",
        "letter numbers of rogaland in 2023: 2 given, the highest used is 1",
    ),
    "a state was set outside the acts": (
        "update payments_instalment set state = 'stopped', stopped_reason = 'x', basis_id = null",
        "payments.instalment",
    ),
    "a row was moved to another office": (
        "update decisions_share set office_id = (select id from tenancy_office where slug = 'agder')",
        "belongs to another office than its decision",
    ),
    "a frame says another sum": (
        "update ledger_frame set granted_nok = granted_nok + 1 where scheme = 'regional' and year = 2023",
        "frame regional 2023 of rogaland: says 1000001/",
    ),
    "a movement was removed": (
        "delete from ledger_movement where kind = 'paid'",
        "its movements come to 1000000/200000/0",
    ),
    "a frame was overspent on the way": (
        (
            "update ledger_movement m set amount_nok = 1 from ledger_frame f"
            " where f.id = m.frame_id and f.scheme = 'regional' and f.year = 2023 and m.kind = 'granted'"
        ),
        "it is 1/200000/0 kroner granted/bound/paid",
    ),
    "a movement that the journal does not know": (
        "update ledger_movement set id = gen_random_uuid() where kind = 'committed'",
        "the journal does not tell of it",
    ),
    "a share was bound twice": (
        (
            "insert into ledger_movement (id, office_id, frame_id, kind, amount_nok, cause_type, cause_id, at)"
            " select gen_random_uuid(), office_id,"
            " (select id from ledger_frame where scheme = 'regional' and year = 2025),"
            " kind, amount_nok, cause_type, cause_id, at from ledger_movement where kind = 'committed'"
        ),
        "bound 2 times",
    ),
    "a share was never bound": ("delete from ledger_movement where kind = 'committed'", "bound 0 times"),
    "a share was changed": (
        "update decisions_share set amount_nok = amount_nok + 1 where year = 2023",
        "gives 150001 kroner, bound 1 times with 150000",
    ),
    "money bound for nothing": (
        "update ledger_movement set cause_id = gen_random_uuid() where kind = 'committed'",
        "binds money for something that no decision gives",
    ),
    "a declined share was not released": (
        "update decisions_acceptance set state = 'declined'",
        "declined, and not released once with all of it",
    ),
    "a payment that the ledger does not know": (
        "update ledger_movement set cause_id = gen_random_uuid() where kind = 'paid'",
        "the ledger says 0",
    ),
    "payments over the share": (
        "update payments_instalment set amount_nok = amount_nok * 2",
        "gives 150000 kroner, its payments come to 300000",
    ),
    "a basis with another sum": ("update payments_paymentbasis set sum_nok = 7", "says 2 payments and 7 kroner"),
    "a payment taken out of its basis": (
        (
            "alter table payments_instalment drop constraint payments_instalment_exported_is_approved;"
            "update payments_instalment set basis_id = null where amount_nok = 50000"
        ),
        "stands in a basis and is paid",
    ),
    "a payment approved by the one who attested it": (
        (
            "alter table payments_instalment drop constraint payments_instalment_needs_four_eyes;"
            "update payments_instalment set approved_by_id = attested_by_id"
        ),
        "attested and approved by the same person",
    ),
    "a payment to another account than in the file": (
        "update payments_instalment set account_number = '99990000000' where amount_nok = 50000",
        "the file does not hold its payments",
    ),
    "a decision made by the one who prepared it": (
        (
            "alter table decisions_decision drop constraint decisions_decision_needs_four_eyes;"
            "update decisions_decision set decided_by_id = prepared_by_id"
        ),
        "not prepared by one person and made by another",
    ),
    "a decision said to be made by somebody else": (
        "update decisions_decision set decided_by_id = (select id from people_person where name = 'Anna Rød')",
        "the journal says that somebody else made it",
    ),
    "a letter with another document": (
        "update letters_letter set document_id = (select document_id from letters_letter where number = 'B-2023-002')",
        "letter B-2023-001: its document is not the one that the journal says was issued",
    ),
    "a document with another digest": (
        "update files_document set sha256 = repeat('0', 64) where media_type = 'application/pdf'",
        "the bytes are gone or changed",
    ),
    "a document of another size": ("update files_document set size = size + 1", "bytes, "),
    "a need changed after it was handed in": (
        "update needs_submission set content = jsonb_set(content::jsonb, '{title}', '\"Noe annet\"')",
        "the content does not fit its digest",
    ),
    "a need handed in with another digest": (
        "update needs_submission set digest = repeat('0', 64)",
        "the journal tells of another digest",
    ),
    "a report changed after it was handed in": (
        "update followup_report set spent_nok = 1 where state = 'approved'",
        "report on decision V-2023-001 for 2023: not what was handed in",
    ),
    "an award published with another amount": (
        "update opendata_publishedaward set awarded_nok = awarded_nok + 1 where year = 2024",
        "says 150001/0/",
    ),
    "an owner was taken off the list of whom a call was announced to": (
        "delete from calls_notice where kind = 'private-owner'",
        "notices of call behov-2023 of rogaland: 1 owners and 0 units on the list, 2 and 0 in the journal",
    ),
    "the public page says that more owners were told": (
        "update calls_announcement set owners_noticed = 300",
        "2 and 0 in the journal, 300 and 0 on the public page",
    ),
    "the log says that more were told": ("update calls_posting set receivers = 3", "3 together in the log"),
    "an award that is not published": (
        "delete from opendata_publishedaward where year = 2023",
        "published award of decision V-2023-001: says //",
    ),
    "an award published that nobody gave": (
        "update opendata_publishedaward set share_id = gen_random_uuid() where year = 2023",
        "the case says //",
    ),
    "a call announced with other words": (
        "update calls_announcement set title = 'Noe annet'",
        "announcement of call behov-2023: it does not say what the call says",
    ),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found(story: psycopg.Connection[tuple[object, ...]], fault: str) -> None:
    statement, said = PLANTED[fault]
    assert [story.execute(part.encode()).rowcount for part in statement.split(";")][-1] > 0
    found = list(verify.faults())
    assert [line for line in found if said in line], found


def test_bytes_that_were_changed_on_disk_are_found(story: psycopg.Connection[tuple[object, ...]]) -> None:
    document = Document.objects.using("reader").filter(media_type="application/pdf").earliest("made_at")
    path = shelf.path_of(document.sha256)
    kept = path.read_bytes()
    path.write_bytes(kept[:-1] + b"x")
    try:
        found = list(verify.faults())
    finally:
        path.write_bytes(kept)
    assert f"document {document.pk} «{document.title}»: the bytes are gone or changed" in found


def test_what_the_worker_has_not_published_yet_is_no_fault(story: psycopg.Connection[tuple[object, ...]]) -> None:
    story.execute("delete from opendata_publishedaward")
    story.execute("update flow_outbox set done_at = null where kind = 'publish'")
    assert list(verify.faults()) == []


def test_the_command_tells_each_fault_in_one_line_and_with_its_code(
    story: psycopg.Connection[tuple[object, ...]], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "prepare", lambda: databases.addresses(f"{databases.PROCESS}_planted"))
    assert verify.run([]) == 0
    assert capsys.readouterr() == ("all holds\n", "")
    story.execute("update ledger_frame set granted_nok = granted_nok + 1 where year = 2025")
    assert verify.run([]) == 1
    said = capsys.readouterr()
    assert said.out == "3 faults\n"
    assert len(said.err.splitlines()) == 3
    assert verify.run(["everything"]) == 2


def test_what_was_let_go_is_not_looked_for_and_what_was_handed_in_is(real_database: str) -> None:
    with transaction.atomic(), offices([ROGALAND.office]):
        draft, sent = needs.drafted(), needs.confirmed(title="Leik")
        gone = attachments.clean(draft, f"Borte {real_database}")
        path = shelf.path_of(gone.document.sha256)
        acts.detach(gone, by=KARI, at=gone.added_at)
        attachments.clean(sent)
        needs.handed_in(sent)
    path.unlink()
    assert list(verify.faults()) == []
    address = psycopg.conninfo.make_conninfo(databases.admin_url(), dbname=real_database)
    with psycopg.connect(address, autocommit=True) as admin:
        admin.execute("set session_replication_role = replica")
        admin.execute("delete from files_document where title = 'plan.pdf'")
    (fault,) = [line for line in verify.faults() if "attached" in line]
    assert "there is no document for the attached file «plan.pdf»" in fault
