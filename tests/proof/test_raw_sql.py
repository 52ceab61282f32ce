"""Whoever could put in SQL as the role `app` still cannot undo, forge or reach what the acts have made to stand."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from django.db import transaction

from samspel.tenancy.context import offices
from tests import databases
from tests.cast import AGDER, ROGALAND, id_of
from tests.stories import journey

pytestmark = pytest.mark.rls
Raw = psycopg.Connection[tuple[object, ...]]
HERE = f"office_id = '{ROGALAND.office}'"
REFUSED = (psycopg.errors.InsufficientPrivilege, psycopg.errors.IntegrityError, psycopg.errors.RaiseException)
TABLES = ("flow_entry", "ledger_movement", "needs_submission", "decisions_decision", "payments_instalment")

FORBIDDEN = {
    "change the journal": "update flow_entry set act = 'needs.withdraw'",
    "remove from the journal": "delete from flow_entry",
    "change a movement of money": "update ledger_movement set amount_nok = 1",
    "remove a movement of money": "delete from ledger_movement",
    "bind more than the frame": "update ledger_frame set committed_nok = granted_nok + 1",
    "remove a frame": "delete from ledger_frame",
    "change what was handed in": "update needs_submission set content = '{}'",
    "remove a need": "delete from needs_need",
    "remove a case": "delete from casework_case",
    "remove a tie": "delete from forum_tie",
    "change why a decision was made": "update decisions_decision set reason_facts = 'x'",
    "make a decision a draft again": "update decisions_decision set state = 'drafted'",
    "take a decision back from those it was sent to": "update decisions_decision set state = 'made'",
    "remove a decision": "delete from decisions_decision",
    "change what a decision gives": "update decisions_share set amount_nok = amount_nok + 1",
    "add to what a decision gives": f"""
        insert into decisions_share (id, office_id, decision_id, recipient_id, year, amount_nok, frame_id)
        select gen_random_uuid(), office_id, decision_id, '{id_of("utvik")}', year, amount_nok, frame_id
        from decisions_share limit 1""",
    "pay to another account": "update decisions_acceptance set account_number = '15064142264'",
    "take an answer back": "update decisions_acceptance set state = 'awaited'",
    "change a place in the innstilling": "update forum_line set rank = 99",
    "change the forum's reason": "update forum_line set reason = 'x'",
    "change what the forum proposed": "update forum_lineshare set amount_nok = amount_nok + 1",
    "change who was there": "update forum_meeting set present = '{}'",
    "attest and approve alike": "update payments_instalment set attested_by_id = approved_by_id",
    "approve what is paid anew": f"update payments_instalment set approved_by_id = '{id_of('dagny')}'",
    "send an instalment elsewhere": "update payments_instalment set account_number = '15064142264'",
    "change the basis of a payment": "update payments_paymentbasis set sum_nok = 1",
    "change a letter": "update letters_letter set recipient_id = about_need_id",
    "remove a letter": "delete from letters_letter",
    "swap a document": "update files_document set sha256 = repeat('0', 64)",
    "change what a reader said": "update feedback_feedback set text = 'x'",
    "remove what a reader said": "delete from feedback_feedback",
    "change what was published": "update pages_publishedversion set text = 'x'",
    "remove what was published": "delete from pages_publishedversion",
    "publish in the past": f"""
        insert into pages_publishedversion (id, office_id, article_id, slug, number, kind, title, summary, text,
            written_form, role, decided_at, from_at, first_at, gone)
        select gen_random_uuid(), '{ROGALAND.office}', gen_random_uuid(), 'x', 1, 'news', 'x', '', 'x', 'nn', 'system',
            now(), now() - interval '1 day', now() - interval '1 day', false""",
    "remove a page": "delete from pages_article",
    "change a message": "update messages_message set text = 'x'",
    "remove a message": "delete from messages_message",
    "remove a conversation": "delete from messages_conversation",
    "remove a report": "delete from followup_report",
    "remove somebody": "delete from people_person",
    "move rows to another office": f"update needs_need set office_id = '{AGDER.office}'",
    **{f"empty {table}": f"truncate {table} cascade" for table in TABLES},
    "make a function": "create function public.mine() returns int language sql as 'select 1'",
    "make a table": "create table mine (id int)",
    "hide a table behind another": "create temporary table flow_entry (id int)",
    "lift the policies": "alter table flow_entry disable row level security",
    "drop the chain": "drop trigger flow_entry_chain on flow_entry",
    "turn triggers off": "set session_replication_role = replica",
    "read passwords": "select * from pg_authid",
    "read files": "select pg_read_file('/etc/passwd')",
    "run a program": "copy (select 1) to program 'true'",
    "write a file": "copy (select 1) to '/tmp/samspel-attack'",
    "be the owner": "set role samspel_owner",
    "be the reader": "set session authorization samspel_reader",
    "make a role": "create role mine superuser",
    "grant to oneself": "grant samspel_owner to samspel_app",
}  # fmt: skip


@pytest.fixture(scope="module")
def app(django_db_blocker: pytest.FixtureRequest) -> Iterator[Raw]:
    """A raw connection as the role `app`, to a database in which one need has gone the whole way."""
    from tests.conftest import swap

    name = f"{databases.PROCESS}_sql"
    databases.clone(name, databases.template())
    swap(name)
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        with transaction.atomic(), offices([ROGALAND.office]):
            journey.whole()
        with psycopg.connect(databases.addresses(name).app) as raw:
            yield raw
    swap(databases.PROCESS)
    databases.drop(name)


@pytest.mark.parametrize("wish", FORBIDDEN)
def test_the_role_of_the_app_may_not(app: Raw, wish: str) -> None:
    with app.transaction(force_rollback=True):
        app.execute("select set_config('samspel.offices', %s, true)", [f"{{{ROGALAND.office}}}"])
        with pytest.raises(REFUSED):
            app.execute(FORBIDDEN[wish])
            app.execute("set constraints all immediate")


@pytest.mark.parametrize("table", TABLES)
def test_an_office_that_is_not_entered_is_read_by_nobody(app: Raw, table: str) -> None:
    with app.transaction(force_rollback=True):
        app.execute("select set_config('samspel.offices', %s, true)", [f"{{{AGDER.office}}}"])
        assert app.execute(f"select count(*) from {table}").fetchone() == (0,)
        app.execute("set local row_security = off")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute(f"select count(*) from {table}")
