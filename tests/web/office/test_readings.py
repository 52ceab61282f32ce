"""The read log of a case: every document that is handed out, to whom, and nothing of what was not."""

from __future__ import annotations

from collections import Counter

import pytest
from django.db import ProgrammingError, transaction
from django.urls import reverse

from samspel.files import shelf, store
from samspel.files.models import Reading
from samspel.letters.models import Letter
from samspel.tenancy.by import By
from tests.cast import AGDER, KARI, ROGALAND, UNNI, OfficeCast, id_of
from tests.config.everybody import AT
from tests.stories import journey
from tests.web.desk import read, sit


def opened(name: str, *ids: object, by: By) -> int:
    return sit(by, AT).get(reverse(name, args=ids)).status_code


def test_every_document_that_is_handed_out_is_noted_with_who_and_for_whom(rogaland: OfficeCast) -> None:
    need = journey.whole().case.need
    mine, theirs = (Letter.objects.get(recipient_id=id_of(name)) for name in ("fjordvik", "hiv"))
    assert opened("owner-receipt-pdf", need.pk, by=KARI) == 200
    assert opened("owner-letter", mine.pk, by=KARI) == 200
    assert opened("partner-letter", theirs.pk, by=UNNI) == 200
    assert opened("office-letter", theirs.pk, by=ROGALAND.caseworker) == 200
    found = Counter(Reading.objects.values_list("person_id", "organisation_id", "role", "subject_id"))
    assert found == {
        (KARI.person_id, KARI.organisation_id, KARI.role, need.pk): 2,
        (UNNI.person_id, UNNI.organisation_id, UNNI.role, need.pk): 1,
        (ROGALAND.caseworker.person_id, None, ROGALAND.caseworker.role, need.pk): 1,
    }


def test_the_office_sees_who_has_read_in_plain_words(rogaland: OfficeCast) -> None:
    need = journey.whole().case.need
    opened("owner-receipt-pdf", need.pk, by=KARI)
    page = read(sit(ROGALAND.admin, AT), "office-readings", need.pk)
    assert "Kvittering" in page and "Kari Fjord, Fjordvik kommune" in page


def test_what_nobody_was_handed_is_not_noted(rogaland: OfficeCast) -> None:
    need = journey.whole().case.need
    letter = Letter.objects.get(recipient_id=id_of("fjordvik"))
    assert opened("office-letter", letter.pk, by=AGDER.caseworker) == 404
    assert opened("partner-letter", letter.pk, by=UNNI) == 404
    assert sit(KARI, AT).head(reverse("owner-letter", args=[letter.pk])).status_code == 200
    shelf.path_of(letter.document.sha256).unlink()
    with pytest.raises(store.Damaged):
        opened("owner-letter", letter.pk, by=KARI)
    assert not Reading.objects.filter(subject_id=need.pk).exists()


@pytest.mark.parametrize("wish", ["update", "delete"])
def test_nobody_changes_or_removes_what_was_noted(rogaland: OfficeCast, wish: str) -> None:
    opened("owner-receipt-pdf", journey.whole().case.need_id, by=KARI)
    with pytest.raises(ProgrammingError), transaction.atomic():
        Reading.objects.all().delete() if wish == "delete" else Reading.objects.update(role="system")
