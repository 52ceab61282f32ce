"""The receipt shows reference, time to the second and digest; the file it hands out has that very digest."""

from __future__ import annotations

import hashlib
import json

import pytest

from samspel.calls.models import Call
from samspel.needs import queries
from tests.cast import KARI, KNUT, PIA, OfficeCast
from tests.stories import needs
from tests.web.desk import read, sit
from tests.web.owner.pages import NOW, address


def test_the_receipt_shows_what_was_received_and_when(rogaland: OfficeCast) -> None:
    need = needs.submitted()
    made = queries.submissions(need)[0]
    page = read(sit(KNUT, NOW), "owner-receipt", need.pk)
    for text in (need.ref, "20.\xa0januar 2023 kl.\xa010.00.00 (norsk tid, UTC+01:00)", made.digest, "Kari Fjord"):
        assert text in page
    assert "Samarbeidsforum prioriterer tiltakene" in page
    assert "Etter planen kommer svaret innen 15.\xa0mai 2023." in page
    Call.objects.update(answer_on=None)
    assert "Etter planen kommer svaret" not in read(sit(KNUT, NOW), "owner-receipt", need.pk)


def test_a_scheme_without_a_forum_promises_none(rogaland: OfficeCast) -> None:
    need = needs.submitted("collective")
    assert "Samarbeidsforum prioriterer" not in read(sit(KARI, needs.when("2026", 2)), "owner-receipt", need.pk)


def test_the_pdf_and_the_content_are_handed_out_as_they_were_kept(rogaland: OfficeCast) -> None:
    need = needs.submitted()
    made = queries.submissions(need)[0]
    pdf = sit(KARI, NOW).get(address(need, "kvittering.pdf"))
    assert (pdf.headers["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    assert pdf.headers["Content-Disposition"] == f'attachment; filename="kvittering-{need.ref}.pdf"'
    content = sit(KARI, NOW).get(address(need, "innhold.json"))
    assert hashlib.sha256(content.content).hexdigest() == made.digest
    assert json.loads(content.content)["ref"] == need.ref
    assert content.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("part", ["kvittering/", "kvittering.pdf", "innhold.json"])
def test_there_is_no_receipt_before_it_was_sent_nor_for_others(rogaland: OfficeCast, part: str) -> None:
    draft, sent = needs.drafted(), needs.submitted()
    assert sit(KARI, NOW).get(address(draft, part)).status_code == 404
    assert sit(PIA, NOW).get(address(sent, part)).status_code == 404
