"""The page of files: one is sent with a plain form, said what is wrong with, taken away, and handed out to keep."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from samspel.files.models import Reading
from samspel.needs import rows
from samspel.needs.models import Attachment, Need
from samspel.needs.rules import attached
from samspel.web import middleware
from tests.cast import KARI, KNUT, PIA, OfficeCast
from tests.stories import attachments, needs, samples
from tests.web.desk import read, sit, words
from tests.web.owner.pages import NOW, address


def sends(client: Client, need: Need, content: bytes, name: str = "plan.pdf", note: str = "") -> Any:  # noqa: ANN401
    file = SimpleUploadedFile(name, content, content_type="text/html")
    return client.post(address(need, "vedlegg/"), {"file": file, "note": note})


def test_a_file_that_is_sent_stands_in_the_list_and_waits(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    answer = sends(sit(KNUT, NOW), need, samples.pdf(), note="Planen vår")
    assert (answer.status_code, answer.headers["Location"]) == (302, address(need, "vedlegg/"))
    page = read(sit(KNUT, NOW), "owner-attachments", need.pk)
    for text in ("plan.pdf", "PDF, 1\xa0kB", "Planen vår", "Venter på viruskontroll"):
        assert text in page
    (made,) = rows.attachments(need.pk)
    assert (made.added_by_id, made.document.media_type) == (KNUT.person_id, "application/pdf")


def test_the_page_is_one_of_the_tasks_and_need_not_be_done(rogaland: OfficeCast) -> None:
    need = needs.filled()
    page = words(sit(KARI, NOW).get(address(need)))
    assert "Vedlegg Valgfritt" in page
    attachments.clean(need)
    assert "Vedlegg Ferdig" in words(sit(KARI, NOW).get(address(need)))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Filen er tom."),
        (b"<html>", "Denne typen fil kan ikke legges ved. Bruk PDF, DOCX, XLSX, ODT, ODS, JPG og PNG."),
        (samples.docx(**{"word/vbaProject.bin": b"x"}), "Filen har makroer"),
        (samples.pdf()[:-40], "ikke hører til"),
    ],
)
def test_what_cannot_be_taken_in_is_said_with_what_to_do_and_what_stands_is_kept(
    rogaland: OfficeCast, content: bytes, said: str
) -> None:
    need = needs.drafted()
    answer = sends(sit(KARI, NOW), need, content, note="Planen vår")
    assert answer.status_code == 422
    assert said in words(answer)
    assert "Ingenting er lagret." in words(answer) and 'value="Planen vår"' in answer.content.decode()
    assert rows.attachments(need.pk) == []


def test_a_file_must_be_chosen(rogaland: OfficeCast) -> None:
    answer = sit(KARI, NOW).post(address(needs.drafted(), "vedlegg/"), {"note": "Planen vår"})
    assert answer.status_code == 422
    assert "Velg en fil." in words(answer)


def test_what_is_larger_than_a_file_may_be_is_not_looked_at(
    rogaland: OfficeCast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attached, "largest", lambda at: 100)
    answer = sends(sit(KARI, NOW), needs.drafted(), samples.pdf())
    assert (answer.status_code, "Filen er for stor." in words(answer)) == (422, True)


@pytest.mark.parametrize(("part", "most"), [("vedlegg/", middleware.MOST_FILE), ("tiltak/", middleware.MOST_WORDS)])
def test_a_request_that_is_too_much_is_turned_away_before_it_is_read(
    rogaland: OfficeCast, part: str, most: int
) -> None:
    class Unread:
        def read(self, *size: int) -> bytes:
            raise AssertionError("the body was read")

        readline = read

    told: dict[str, Any] = {"CONTENT_LENGTH": str(most + 1), "wsgi.input": Unread()}
    answer = sit(KARI, NOW).post(address(needs.drafted(), part), **told)
    assert answer.status_code == 413
    assert "for stort" in words(answer)


def test_a_file_is_taken_away_by_those_who_write(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    made = attachments.clean(need)
    assert sit(PIA, NOW).post(address(need, "vedlegg/"), {"row": made.pk}).status_code == 404
    assert sit(KNUT, NOW).post(address(need, "vedlegg/"), {"row": made.pk}).status_code == 302
    assert rows.attachments(need.pk) == []
    assert sit(KNUT, NOW).post(address(need, "vedlegg/"), {"row": made.pk}).status_code == 404
    assert sit(KNUT, NOW).post(address(need, "vedlegg/"), {"row": "x"}).status_code == 404


def test_a_file_is_handed_out_to_keep_and_never_to_show_and_it_is_noted(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    made = attachments.clean(need, name="plan «år» 2027.pdf")
    answer = sit(KNUT, NOW).get(address(need, f"vedlegg/{made.pk}.fil"))
    assert (answer.status_code, answer.content) == (200, samples.pdf())
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment; filename*=utf-8''plan%20%C2%AB")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert [(one.person_id, one.subject_id) for one in Reading.objects.all()] == [(KNUT.person_id, need.pk)]


def test_what_waits_or_was_stopped_is_handed_out_to_nobody(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    for made in (attachments.waiting(need), attachments.stopped(need)):
        answer = sit(KARI, NOW).get(address(need, f"vedlegg/{made.pk}.fil"))
        assert (answer.status_code, b"%PDF" in answer.content) == (422, False)
        assert "viruskontroll" in words(answer).lower()
    assert f"{Attachment.objects.first()}" in read(sit(KARI, NOW), "owner-attachments", need.pk)
    assert not Reading.objects.exists()


def test_nothing_of_what_was_sent_lies_there_under_a_name(rogaland: OfficeCast) -> None:
    folder = Path(settings.VAR) / "incoming"
    sends(sit(KARI, NOW), needs.drafted(), b"x" * 3_000_000)
    assert list(folder.iterdir()) == []


def test_a_need_that_has_been_handed_in_has_its_files_where_it_is_followed(rogaland: OfficeCast) -> None:
    need = needs.confirmed()
    made = attachments.clean(need)
    needs.handed_in(need)
    assert sit(KARI, NOW).get(address(need, "vedlegg/")).status_code == 302
    assert f"vedlegg/{made.pk}.fil" in read(sit(KARI, NOW), "owner-status", need.pk)
