"""An owner begins from last year's need and sees, question by question, what has changed since."""

from __future__ import annotations

from samspel.needs import transitions
from samspel.needs.models import Need
from tests.cast import KARI, KNUT, PIA, OfficeCast
from tests.stories import needs
from tests.web.desk import read, sit, words, write
from tests.web.owner.pages import NOW


def test_last_years_need_is_chosen_at_the_start_and_the_page_of_changes_opens(rogaland: OfficeCast) -> None:
    former = needs.filled(title="Frå i fjor")
    client = sit(KARI, NOW)
    assert f"{former.ref} Frå i fjor" in read(client, "owner-start")
    sent = {
        "owner": str(former.owner_id),
        "offer": f"{former.call_id}:regional",
        "former": str(former.pk),
        "another": "1",
    }
    answer = write(client, "owner-start", **sent, partners="on")
    made = Need.objects.exclude(pk=former.pk).get()
    assert (answer.status_code, answer.url) == (302, f"/eier/behov/{made.pk}/siden-sist/")
    page = read(client, "owner-since", made.pk)
    assert f"Endret siden {former.ref}" in page
    transitions.fill(made, content={"goal": "Noko anna enn sist."}, by=KNUT, at=NOW)
    page = read(client, "owner-since", made.pk)
    assert "<ins>Noko anna enn sist.</ins>" in page.replace("\n", "") or "<ins>Noko" in page
    assert needs.WORDS["goal"].split()[0] in page
    assert f"Endret siden {former.ref}" in read(client, "owner-need", made.pk)


def test_whoever_has_nothing_from_before_is_not_asked(rogaland: OfficeCast) -> None:
    needs.call_of("2021")
    assert "bygge på en tidligere" not in read(sit(PIA, NOW), "owner-start")


def test_a_need_of_another_owner_is_no_choice(rogaland: OfficeCast) -> None:
    other = needs.filled()
    own = {"offer": f"{other.call_id}:regional", "former": str(other.pk)}
    needs.filled(owner="trollskogen")
    assert write(sit(PIA, NOW), "owner-start", **own).status_code == 422
    assert Need.objects.count() == 2


def test_a_need_begun_from_nothing_has_no_such_page(rogaland: OfficeCast) -> None:
    need = needs.filled()
    read(sit(KARI, NOW), "owner-since", need.pk, status=404)


def test_equal_words_are_not_marked_and_nothing_is_told_as_empty(rogaland: OfficeCast) -> None:
    former = needs.filled()
    transitions.fill(former, content={"evaluation": "Kontakt:\nUnni", "sami": ""}, by=KARI, at=NOW)
    made = needs.copied(former)
    transitions.fill(made, content={"evaluation": "Kontakt: Filip", "sami": "Joik"}, by=KARI, at=NOW)
    page = words(sit(KARI, NOW).get(f"/eier/behov/{made.pk}/siden-sist/"))
    html = read(sit(KARI, NOW), "owner-since", made.pk)
    assert "<del>Unni</del>" in html and "<ins>Filip</ins>" in html
    assert "<del>Kontakt" not in html and "<ins>Kontakt" not in html and "<del></del>" not in html
    assert "Sist (tomt) Nå Joik" in page
