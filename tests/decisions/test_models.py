"""The database itself keeps a decision as it was made, and made by two."""

from __future__ import annotations

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction

from tests.cast import OfficeCast
from tests.stories import decisions as story
from tests.stories import open_cases

pytestmark = pytest.mark.money


def test_sql_as_the_app_cannot_let_one_person_prepare_and_decide(rogaland: OfficeCast) -> None:
    decision = story.drafted(open_cases.recommended())
    with (
        pytest.raises(IntegrityError, match="decisions_decision_needs_four_eyes"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "update decisions_decision"
            " set state = 'made', decided_at = now(), decided_by_id = prepared_by_id where id = %s",
            [decision.pk],
        )


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("update decisions_decision set reason_facts = 'anna' where id = %(decision)s", "decisions_decision_stands"),
        ("update decisions_decision set state = 'drafted' where id = %(decision)s", "decisions_decision_stands"),
        ("update decisions_share set amount_nok = amount_nok + 1 where decision_id = %(decision)s", "never changed"),
        ("update decisions_share set frame_id = null where decision_id = %(decision)s", "never changed"),
        ("delete from decisions_share where decision_id = %(decision)s", "never changed"),
    ],
)
def test_sql_as_the_app_cannot_change_what_was_decided(rogaland: OfficeCast, statement: str, broken: str) -> None:
    decision = story.made(open_cases.recommended())
    with pytest.raises(IntegrityError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, {"decision": decision.pk})
    cause = caught.value.__cause__
    assert isinstance(cause, psycopg.Error)
    assert broken in f"{cause.diag.constraint_name} {cause}"
