"""Whoever holds a receipt can check it: the digest is ours or not, and what was kept still has it."""

from __future__ import annotations

import hashlib

import pytest

from samspel.cli.verifying import paper
from samspel.flow.models import Outbox
from samspel.messages.models import Conversation, Message
from samspel.needs import handing, queries
from samspel.needs.models import Submission
from samspel.tenancy.by import By
from tests.cast import AGDER, KARI, KNUT, PIA, ROGALAND, UNNI, OfficeCast, id_of
from tests.stories import needs
from tests.web.desk import read, sit

pytestmark = pytest.mark.submit
NOW = needs.when("2021", day=25)
AMIR = ROGALAND.caseworker


def test_the_digest_of_a_receipt_finds_what_was_received_and_when(rogaland: OfficeCast) -> None:
    need = needs.submitted()
    made = queries.submissions(need)[0]
    content = sit(KARI, NOW).get(f"/eier/behov/{need.pk}/innhold.json").content
    computed = hashlib.sha256(content).hexdigest()
    for by in (KARI, KNUT, AMIR):
        page = read(sit(by, NOW), "party-receipt", sum=computed)
        assert "Sjekksummen er vår" in page
        assert "20.\xa0januar 2023 kl.\xa010.00.00 (norsk tid, UTC+01:00)" in page
        assert need.ref in page
    typed = f" {made.digest[:32].upper()}\n{made.digest[32:]} "
    assert "Sjekksummen er vår" in read(sit(KARI, NOW), "party-receipt", sum=typed)
    for name, by in (("owner-receipt", KARI), ("office-case", AMIR)):
        assert f"/kvittering/sjekk/?sum={made.digest}" in read(sit(by, NOW), name, need.pk)


@pytest.mark.parametrize("by", [PIA, AGDER.caseworker])
def test_who_may_not_see_what_was_received_is_told_nothing_of_it(rogaland: OfficeCast, by: By) -> None:
    made = queries.submissions(needs.submitted())[0]
    page = read(sit(by, NOW), "party-receipt", sum=made.digest)
    assert "Vi finner ikke denne sjekksummen" in page
    assert made.content["title"] not in page


def test_a_partner_has_no_such_page(rogaland: OfficeCast) -> None:
    read(sit(UNNI, NOW), "party-receipt", status=403)


def test_what_is_no_digest_is_said_to_be_none(rogaland: OfficeCast) -> None:
    kari = sit(KARI, NOW)
    assert "Dette er ikke en sjekksum" in read(kari, "party-receipt", sum="abc")
    assert "Vi finner ikke denne sjekksummen" in read(kari, "party-receipt", sum="0" * 64)
    assert "Dette er ikke" not in read(kari, "party-receipt")


def test_content_that_is_not_what_was_handed_in_is_told(rogaland: OfficeCast, monkeypatch: pytest.MonkeyPatch) -> None:
    made = queries.submissions(needs.submitted())[0]
    changed = Submission.objects.get()
    changed.content["title"] = "Noko anna"
    monkeypatch.setattr(queries, "with_digest", lambda _needs, _digest: [changed])
    assert "Innholdet er ikke det som ble sendt inn" in read(sit(AMIR, NOW), "party-receipt", sum=made.digest)
    assert paper.submissions in paper.CHECKS


def test_the_receipt_is_a_message_in_the_case_once(rogaland: OfficeCast) -> None:
    need = needs.submitted()
    made = queries.submissions(need)[0]
    message = Outbox.objects.get(kind="receipt")
    for _ in range(2):
        handing.send_receipt(message, NOW)
    told = Message.objects.get()
    about = Conversation.objects.get()
    assert (about.state, about.party_id, about.about_need_id) == ("closed", id_of("fjordvik"), need.pk)
    assert (told.side, told.written_by_id) == ("office", None)
    for words in (need.ref, "kl.\xa010.00.00 (norsk tid, UTC+01:00)", made.digest):
        assert words in told.text
    page = read(sit(KARI, NOW), "party-message", about.pk)
    assert "Automatisk melding" in page
    assert made.digest in page
