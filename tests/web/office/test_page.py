"""The office writes a page, sees it as it will be, publishes it now or later, and withdraws it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from samspel.pages import queries, transitions
from samspel.pages.models import Article, PublishedVersion
from tests.cast import AGDER, ROGALAND, OfficeCast
from tests.stories import pages
from tests.web.desk import hidden, read, sit, words, write

NOW = pages.PUBLISHED
SAID = {"title": "Ny tittel", "summary": "", "text": "Ny **tekst**", "written_form": "nn"}


def test_a_page_is_saved_and_shown_as_it_will_be(rogaland: OfficeCast) -> None:
    article, client = pages.drafted(), sit(ROGALAND.caseworker, NOW)
    version = hidden(client.get(f"/kontor/sider/{article.pk}/"), "version")
    answer = write(client, "office-page", article.pk, do="lagre", version=version, **SAID)
    assert answer.status_code == 302
    page = read(client, "office-page", article.pk)
    assert "<p>Ny <strong>tekst</strong></p>" in page
    assert '<h3 class="ds-heading" data-size="md" lang="nn">Ny tittel</h3>' in page
    assert "Siden er ikke publisert ennå." in page


def test_what_is_typed_is_looked_at_without_being_saved(rogaland: OfficeCast) -> None:
    article = pages.drafted()
    answer = write(sit(ROGALAND.caseworker, NOW), "office-page", article.pk, do="vis", version=0, **SAID)
    assert (answer.status_code, "<strong>tekst</strong>" in answer.text) == (200, True)
    article.refresh_from_db()
    assert (article.title, article.version) == ("Nytt om møtet", 0)


def test_what_is_typed_is_kept_when_somebody_else_has_saved_meanwhile(rogaland: OfficeCast) -> None:
    article, client = pages.drafted(), sit(ROGALAND.caseworker, NOW)
    transitions.amend(article, content={"text": "Den andre sin tekst"}, by=ROGALAND.decider, at=NOW)
    answer = write(client, "office-page", article.pk, do="lagre", version=0, **SAID)
    assert answer.status_code == 422
    for told in ("Noen andre har endret siden", "Ny **tekst**", "<del>Den andre sin", "<ins>Ny **tekst**</ins>"):
        assert told in answer.text
    again = write(client, "office-page", article.pk, do="lagre", version=hidden(answer, "version"), **SAID)
    assert again.status_code == 302
    assert Article.objects.get().text == "Ny **tekst**"


def test_a_page_is_published_and_the_public_reads_it(rogaland: OfficeCast) -> None:
    article, client = pages.drafted(), sit(ROGALAND.decider, NOW)
    assert write(client, "office-page", article.pk, do="publiser", from_at="").status_code == 302
    page = read(client, "office-page", article.pk)
    assert 'href="/nyheter/rogaland/nytt-om-motet/"' in page
    assert client.get("/nyheter/rogaland/nytt-om-motet/").status_code == 200


def test_a_page_is_planned(rogaland: OfficeCast) -> None:
    article, client = pages.drafted(), sit(ROGALAND.caseworker, NOW)
    write(client, "office-page", article.pk, do="publiser", from_at="12.10.2022 kl. 12.00")
    assert "Vises fra 12. oktober 2022 kl. 12.00" in words(client.get(f"/kontor/sider/{article.pk}/"))
    assert not queries.readable(NOW + timedelta(days=8)).exists()
    assert queries.readable(NOW + timedelta(days=10)).exists()


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"do": "publiser", "from_at": "1.10.2022 kl. 12.00"}, "Tidspunktet er alt passert."),
        ({"do": "publiser", "from_at": "snart"}, "Skriv dato og klokkeslett"),
        ({"do": "lagre", **SAID, "title": ""}, "Fyll ut «Tittel»."),
        ({"do": "trekk", "reason": ""}, "Fyll ut «Hvorfor trekkes siden?»."),
    ],
)
def test_what_cannot_be_done_is_told(rogaland: OfficeCast, sent: dict[str, str], told: str) -> None:
    article = pages.published()
    answer = write(sit(ROGALAND.caseworker, NOW), "office-page", article.pk, **sent)
    assert (answer.status_code, told in answer.text) == (422, True)
    assert PublishedVersion.objects.count() == 1


def test_a_page_is_withdrawn(rogaland: OfficeCast) -> None:
    article, client = pages.published(), sit(ROGALAND.caseworker, NOW)
    assert write(client, "office-page", article.pk, do="trekk", reason="Feil").status_code == 302
    assert "Trekk siden" not in words(client.get(f"/kontor/sider/{article.pk}/"))
    assert client.get("/nyheter/rogaland/nytt-om-motet/").status_code == 404


def test_those_who_only_read_have_no_form(rogaland: OfficeCast) -> None:
    article = pages.published()
    page = words(sit(ROGALAND.payer, NOW).get(f"/kontor/sider/{article.pk}/"))
    assert "Slik blir siden" in page
    assert "Lagre" not in page
    assert write(sit(ROGALAND.payer, NOW), "office-page", article.pk, do="lagre", **SAID).status_code == 403
    assert sit(AGDER.caseworker, NOW).get(f"/kontor/sider/{article.pk}/").status_code == 404
