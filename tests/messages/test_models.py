"""The database itself shows a conversation to its two sides alone, and lets nobody change what was written."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import ProgrammingError, transaction

from samspel.messages.models import Conversation, Message
from samspel.tenancy.by import By
from samspel.tenancy.context import nation, offices
from tests.cast import AGDER, CHARLIE, KARI, PIA, ROGALAND, SIGRUN, UNNI, id_of
from tests.config.everybody import NATIONAL, PRIVATE
from tests.config.world import people
from tests.stories import messages

pytestmark = pytest.mark.rls


def seen(by: By, *at: UUID) -> tuple[int, int]:
    """How many conversations and messages somebody sees with some offices entered."""
    with transaction.atomic(), offices(at, party=by.party):
        return Conversation.objects.count(), Message.objects.count()


@pytest.fixture
def written(real_database: str) -> Conversation:
    """Fjordvik has written to both offices, a private person to Rogaland, and Rogaland to the university."""
    with transaction.atomic():
        people()
        messages.begun("Frå ein privatperson", by=PRIVATE)
        messages.begun("Til Agder", office=AGDER.office)
        with offices([ROGALAND.office]):
            messages.begun_by_office(to="hiv")
        return messages.answered(messages.begun())


def test_each_side_sees_its_own(written: Conversation) -> None:
    assert seen(ROGALAND.caseworker, ROGALAND.office) == (3, 4)
    assert seen(AGDER.caseworker, AGDER.office) == (1, 1)
    assert seen(KARI, ROGALAND.office) == seen(KARI) == (2, 3)
    assert seen(PRIVATE) == (1, 1)
    assert seen(UNNI, ROGALAND.office, AGDER.office) == (1, 1)


@pytest.mark.parametrize("by", [PIA, CHARLIE, SIGRUN, NATIONAL])
def test_others_see_nothing_whatever_office_is_entered(written: Conversation, by: By) -> None:
    assert seen(by, ROGALAND.office, AGDER.office) == (0, 0)
    with transaction.atomic(), nation():
        assert (Conversation.objects.count(), Message.objects.count()) == (0, 0)


def test_nobody_writes_for_another_or_on_the_other_side(written: Conversation) -> None:
    for by, side in ((PIA, "party"), (KARI, "office"), (CHARLIE, "office")):
        with (
            pytest.raises(ProgrammingError, match="row-level security"),
            transaction.atomic(),
            offices([ROGALAND.office], party=by.party),
        ):
            Message.objects.create(
                office_id=ROGALAND.office, conversation=written, side=side, written_by_id=by.somebody, text="x",
                sent_at=messages.ANSWERED,
            )  # fmt: skip


def test_a_party_is_not_moved_to_another(written: Conversation) -> None:
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
        offices([], party=KARI.party),
    ):
        Conversation.objects.update(party_id=id_of("trollskogen"), organisation_id=id_of("trollskogen"))


def test_only_what_the_other_side_wrote_is_marked_and_nothing_is_changed(written: Conversation) -> None:
    with transaction.atomic(), offices([], party=KARI.party):
        assert Message.objects.filter(read_at=None).update(read_at=messages.ANSWERED) == 1
        assert set(Message.objects.filter(read_at=None).values_list("side", flat=True)) == {"party"}
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Message.objects.update(text="x")
