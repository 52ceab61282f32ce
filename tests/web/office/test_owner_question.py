"""An administrator at the office judges what Enhetsregisteret tells of an owner; others read it."""

from __future__ import annotations

from datetime import UTC, date, datetime

from samspel.actors.models import Organisation
from tests.cast import AGDER, ROGALAND, OfficeCast, id_of
from tests.stories import registers
from tests.web.desk import read, sit, write

NOW = datetime(2026, 9, 2, 9, tzinfo=UTC)


def test_a_deleted_owner_is_shown_and_closed_with_a_reason(rogaland: OfficeCast) -> None:
    question = registers.owner_asked()
    admin = sit(ROGALAND.admin, NOW)
    assert "Trollskogen barnehage SA" in read(admin, "office-registers")
    page = read(admin, "office-owner-question", question.pk)
    assert "Slettet i Enhetsregisteret" in page
    assert "1.\xa0mai 2026" in page
    assert write(admin, "office-owner-question", question.pk, act="accept", reason="").status_code == 422
    assert write(admin, "office-owner-question", question.pk, act="other", reason="Ja.").status_code == 404
    assert write(admin, "office-owner-question", question.pk, act="accept", reason="Stadfesta.").status_code == 302
    assert Organisation.objects.get(pk=id_of("trollskogen")).closed_on == date(2026, 5, 1)
    assert "Eiere å ta stilling til" not in read(admin, "office-registers")
    assert write(admin, "office-owner-question", question.pk, act="accept", reason="Igjen.").status_code == 422


def test_others_at_the_office_read_and_another_office_sees_nothing(rogaland: OfficeCast) -> None:
    question = registers.owner_asked()
    page = read(sit(ROGALAND.caseworker, NOW), "office-owner-question", question.pk)
    assert "En administrator ved embetet avgjør." in page
    read(sit(AGDER.admin, NOW), "office-owner-question", question.pk, status=404)
