"""A file is handed out from an origin of its own where there is one: by a link that lasts a moment, and noted there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.core import signing
from django.test import Client, override_settings

from samspel.files import reading
from samspel.files.models import Reading
from samspel.web import attached
from tests.cast import KARI, ROGALAND, UNNI, OfficeCast
from tests.stories import attachments, casework, needs, samples
from tests.web.desk import sit
from tests.web.owner.pages import NOW, address

HOST = "files.example"


@pytest.fixture(autouse=True)
def _apart() -> Iterator[None]:
    with override_settings(FILES_URL=f"https://{HOST}", ALLOWED_HOSTS=["testserver", HOST]):
        yield


def link(client: Client, place: str) -> str:
    """Give where somebody is sent for a file, without the host."""
    answer = client.get(place)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(f"https://{HOST}/filer/")
    assert not Reading.objects.exists()
    return str(answer.headers["Location"]).removeprefix(f"https://{HOST}")


def test_whoever_may_have_a_file_is_sent_to_the_other_origin_and_noted_there(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    made = attachments.clean(need)
    there = link(sit(KARI, NOW), address(need, f"vedlegg/{made.pk}.fil"))

    answer = Client().get(there, HTTP_HOST=HOST)

    assert (answer.status_code, answer.content) == (200, samples.pdf())
    assert not answer.cookies
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    (noted,) = reading.readings(need.pk)
    assert (noted.person_id, noted.organisation_id, noted.role) == (KARI.person_id, KARI.organisation_id, KARI.role)
    assert abs((noted.at - NOW).total_seconds()) < 60


def test_the_office_and_the_partner_are_noted_as_who_they_are(rogaland: OfficeCast) -> None:
    need = needs.confirmed()
    made = attachments.clean(need)
    needs.handed_in(need)
    casework.opened(need)
    office = f"/kontor/saker/{need.pk}/vedlegg/{made.pk}.fil"
    partner = f"/partner/samarbeid/{needs.partnership(need).pk}/vedlegg/{made.pk}.fil"
    places = [link(sit(by, NOW), place) for by, place in ((ROGALAND.caseworker, office), (UNNI, partner))]
    for place in places:
        assert Client().get(place, HTTP_HOST=HOST).status_code == 200
    assert {one.person_id for one in reading.readings(need.pk)} == {ROGALAND.caseworker.person_id, UNNI.person_id}


def test_a_link_serves_for_a_moment_as_it_was_made_and_at_the_files_own_origin(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    made = attachments.clean(need)
    there = link(sit(KARI, NOW), address(need, f"vedlegg/{made.pk}.fil"))
    assert Client().get(there).status_code == 404
    assert Client().get(there.replace("/filer/", "/filer/x"), HTTP_HOST=HOST).status_code == 404
    with pytest.MonkeyPatch.context() as later:
        later.setattr(attached, "SECONDS", -1)
        assert Client().get(there, HTTP_HOST=HOST).status_code == 404
    assert Client().get(there, HTTP_HOST=HOST).status_code == 200


def test_a_link_signed_for_something_else_opens_nothing(rogaland: OfficeCast) -> None:
    made = attachments.clean(needs.drafted())
    ids = [str(made.pk), str(made.office_id), str(KARI.person_id)]
    told = [*ids, "", "", "owner-signer", datetime.now(UTC).isoformat()]
    for salt, status in (("x", 404), (attached.SALT, 200)):
        there = f"/filer/{signing.dumps(told, salt=salt)}.fil"
        assert Client().get(there, HTTP_HOST=HOST).status_code == status


@pytest.mark.parametrize("place", ["/", "/healthz", "/logg-inn/", "/static/samspel/app.css", "/eier/"])
def test_no_page_is_served_at_the_origin_of_files(rogaland: OfficeCast, place: str) -> None:
    assert Client().get(place, HTTP_HOST=HOST).status_code == 404


def test_a_link_to_a_file_that_was_stopped_since_opens_nothing(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    made = attachments.clean(need)
    there = link(sit(KARI, NOW), address(need, f"vedlegg/{made.pk}.fil"))
    type(made).objects.filter(pk=made.pk).update(state="refused")
    answer = Client().get(there, HTTP_HOST=HOST)
    assert (answer.status_code, b"%PDF" in answer.content) == (422, False)
