"""Many needs from a workbook: what is wrong is told cell by cell, a sound file becomes drafts once, and never more."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import cache
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from openpyxl import Workbook, load_workbook

from samspel.needs.models import BudgetLine, Need, Participation, Partnership
from samspel.rounds.asked import __main__ as reader
from samspel.rounds.asked import apart
from samspel.rounds.asked.listing import List
from samspel.rounds.sheets.limits import MOST_ROWS
from samspel.rounds.sheets.writing import template
from samspel.tenancy.by import By
from samspel.web.owner import from_file as page_of
from tests.cast import KARI, KNUT, PIA, UNNI, OfficeCast, id_of
from tests.stories import needs
from tests.web.desk import hidden, sit, words

NOW = needs.when("2021", day=20)
ADDRESS = "/eier/behov-fra-fil/"
SCHEME, TITLE = "Regional ordning", "Språk i leik"
ROWS: dict[str, list[dict[str, object]]] = {
    "Behov": [
        {"Referanse": "a", "Ordning": SCHEME, "Tittel": TITLE, "Første dag": "2023-08-01", "Siste dag": "2024-06-20"},
        {"Referanse": "b", "Ordning": SCHEME, "Tittel": "Ute i skogen", "De ansatte lærer sammen": "Ja"},
    ],
    "Deltar": [{"Behov": "a", "Enhet": "310000019"}, {"Behov": "a", "Enhet": "310000027"}],
    "Partnere": [{"Behov": "a", "Partner": "210000046", "Kontaktperson hos partneren": "Unni Haug"}],
    "Budsjett": [
        {"Behov": "a", "År": 2023, "Formål": "Gjennomføre", "Mottaker": "210000011", "Beløp i kroner": 90_000},
        {"Behov": "a", "År": 2023, "Formål": "Gjennomføre", "Mottaker": "210000046", "Beløp i kroner": 30_000},
    ],
}


@cache
def empty() -> bytes:
    """The template."""
    return template("nb", List)


@pytest.fixture(autouse=True)
def _quickly(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reads in this process, which has begun already; `apart` is where the other process does it."""
    if "other_process" in request.node.name:
        return
    monkeypatch.setattr(apart, "run", here)


def here(form: str, what: str, content: bytes = b"") -> bytes:
    """What the other process would say."""
    if what == "template":
        return template(form, List)
    with translation.override(form):
        return json.dumps(reader.read(content)).encode()


def book(rows: Mapping[str, Sequence[Mapping[str, object]]]) -> Workbook:
    """The template, filled in."""
    made = load_workbook(io.BytesIO(empty()))
    for sheet, listed in rows.items():
        headings = [cell.value for cell in made[sheet][1]]
        for number, row in enumerate(listed, start=4):
            for heading, value in row.items():
                cell = made[sheet].cell(number, headings.index(heading) + 1)
                cell.number_format, cell.value = "General", value
    return made


def upload(by: By, content: bytes | Workbook, call: str = "rogaland/behov-2023", form: str = "nb") -> Any:  # noqa: ANN401
    """Send a file, and give the answer."""
    needs.call_of("2021")
    if isinstance(content, Workbook):
        kept = io.BytesIO()
        content.save(kept)
        content = kept.getvalue()
    sent = {"call": call, "file": SimpleUploadedFile("behov.xlsx", content)}
    return sit(by, NOW, form).post(ADDRESS, sent)


def test_what_comes_from_outside_is_read_in_another_process(rogaland: OfficeCast) -> None:
    rows = {"Behov": [{"Referanse": "a", "Ordning": SCHEME, "Egenandel i kroner": "ti"}]}
    told = words(upload(KARI, book(rows), form="nn"))
    assert "Ark «Behov», rad 4, kolonne «Egenandel i kroner» «ti» er tekst. Skriv eit heilt tal" in told


def test_the_template_is_handed_out_in_the_form_one_reads(rogaland: OfficeCast) -> None:
    answer = sit(KARI, NOW).get(f"{ADDRESS}mal.xlsx")
    assert load_workbook(io.BytesIO(answer.content)).sheetnames[1] == "Behov"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="behov.xlsx"'
    assert {"Behov", "Deltar", "Budsjett", "Partnere", "Svar å velge"} <= set(
        load_workbook(io.BytesIO(empty())).sheetnames
    )


def test_a_sound_file_is_shown_and_becomes_drafts_once(rogaland: OfficeCast) -> None:
    page = upload(KARI, book(ROWS))
    assert page.status_code == 200, words(page)
    assert "Ingenting er lagret ennå" in words(page)
    assert TITLE in words(page)
    assert "120 000" in words(page).replace("\xa0", " ")
    assert not Need.objects.exists()
    kari, token = sit(KARI, NOW), hidden(page, "token")
    for _press in range(2):
        assert kari.post(ADDRESS, {"token": token}).headers["Location"] == "/eier/"
    first, second = Need.objects.order_by("ref")
    assert (first.state, first.title, second.title, second.collective) == ("draft", TITLE, "Ute i skogen", True)
    assert first.owner_id == id_of("fjordvik")
    assert Participation.objects.filter(need=first).count() == 2
    assert Partnership.objects.get().partner_id == id_of("hiv")
    assert sum(line.amount_nok for line in BudgetLine.objects.filter(need=first)) == 120_000


def test_a_long_file_becomes_drafts_some_at_a_time_and_each_once(rogaland: OfficeCast) -> None:
    long: list[dict[str, object]] = [{"Referanse": f"n{one}", "Ordning": SCHEME} for one in range(12)]
    token = hidden(upload(KARI, book({"Behov": long})), "token")
    kari = sit(KARI, NOW)
    for _press in range(2):
        page = kari.post(ADDRESS, {"token": token})
        assert (page.status_code, hidden(page, "begin"), Need.objects.count()) == (200, "10", 10)
        assert '<progress value="10" max="12"' in page.content.decode()
    for _press in range(2):
        assert kari.post(ADDRESS, {"token": token, "begin": "10"}).headers["Location"] == "/eier/"
    assert Need.objects.count() == 12
    for begin in ("5", "20", "x", "-10", "99999"):
        assert kari.post(ADDRESS, {"token": token, "begin": begin}).status_code == 404


def titles() -> list[str]:
    """What the needs are called, in the order they were begun."""
    return list(Need.objects.order_by("ref").values_list("title", flat=True))


def test_what_is_written_already_is_shown_with_its_draft_and_left_out(rogaland: OfficeCast) -> None:
    draft = needs.drafted(title="språk  I leik")
    page = upload(KARI, book(ROWS))
    assert "1 behov er skrevet fra før" in words(page)
    assert f'<a class="ds-link" href="/eier/behov/{draft.pk}/">språk  I leik</a> ({draft.ref})' in page.content.decode()
    assert page.content.decode().count('name="also"') == 1
    kari, token = sit(KARI, NOW), hidden(page, "token")
    for _press in range(2):
        assert kari.post(ADDRESS, {"token": token}).headers["Location"] == "/eier/"
    assert titles() == ["språk  I leik", "Ute i skogen"]


@pytest.mark.parametrize("choice", [{"also": ["0"]}, {"all": "1"}])
def test_what_is_another_measure_is_made_all_the_same(rogaland: OfficeCast, choice: dict[str, object]) -> None:
    needs.drafted(title=TITLE)
    token = hidden(upload(KARI, book(ROWS)), "token")
    kari = sit(KARI, NOW)
    for _press in range(2):
        assert kari.post(ADDRESS, {"token": token, **choice}).status_code == 302
    assert titles() == [TITLE, TITLE, "Ute i skogen"]
    assert "Utkast fra denne siden er laget alt." in words(kari.post(ADDRESS, {"token": token}))
    assert len(titles()) == 3


def test_a_file_that_is_sent_twice_makes_nothing_the_second_time(rogaland: OfficeCast) -> None:
    kari = sit(KARI, NOW)
    beforehand, token = (hidden(upload(KARI, book(ROWS)), "token") for _time in range(2))
    kari.post(ADDRESS, {"token": token})
    page = upload(KARI, book(ROWS))
    assert "2 behov er skrevet fra før" in words(page)
    told = kari.post(ADDRESS, {"token": hidden(page, "token"), "also": ["7", "x", "-1"]})
    assert (told.status_code, "ingenting er laget" in words(told)) == (422, True)
    told = kari.post(ADDRESS, {"token": beforehand})  # shown when nothing was written yet
    assert (told.status_code, "Noe er endret siden siden ble vist" in words(told)) == (422, True)
    assert titles() == [TITLE, "Ute i skogen"]


def test_what_is_left_out_stays_out_where_a_long_file_goes_on(rogaland: OfficeCast) -> None:
    needs.drafted(title="Nummer 3")
    long: list[dict[str, object]] = [
        {"Referanse": f"n{one}", "Ordning": SCHEME, "Tittel": f"Nummer {one}"} for one in range(13)
    ]
    kari = sit(KARI, NOW)
    page = kari.post(ADDRESS, {"token": hidden(upload(KARI, book({"Behov": long})), "token")})
    assert '<progress value="10" max="12"' in page.content.decode()
    assert kari.post(ADDRESS, {"token": hidden(page, "token"), "begin": "10"}).status_code == 302
    assert sorted(titles()) == sorted(f"Nummer {one}" for one in range(13))


def test_a_draft_of_another_scheme_or_of_another_owner_or_handed_in_is_not_the_same(rogaland: OfficeCast) -> None:
    needs.drafted("decentralised", title=TITLE)
    needs.drafted(owner="vidda", title=TITLE)
    needs.drafted(owner="trollskogen", title="Ute i skogen")
    needs.submitted(title=TITLE)
    assert "skrevet fra før" not in words(upload(KARI, book(ROWS)))
    of_network = {"Behov": [{**ROWS["Behov"][1], "Tittel": TITLE, "Eier": "vidda"}]}
    assert "1 behov er skrevet fra før" in words(upload(KARI, book(of_network)))


def test_what_an_act_refuses_is_told_at_its_cell_and_nothing_is_there(rogaland: OfficeCast) -> None:
    rows = {name: [dict(row) for row in listed] for name, listed in ROWS.items()}
    rows["Behov"][1] |= {"Første dag": "2024-08-01", "Siste dag": "2024-01-01"}
    rows["Budsjett"][1]["Mottaker"] = "999999999"
    rows["Deltar"][0]["Enhet"] = "310000035"
    rows["Behov"][0]["Tema"] = "tull"
    answer = upload(KARI, book(rows))
    told = words(answer)
    assert answer.status_code == 422
    assert "Ark «Behov», rad 5, kolonne «Siste dag»" in told
    assert "Ark «Budsjett», rad 5, kolonne «Mottaker» «999999999» er ikke kjent her." in told
    assert "Ark «Behov», rad 4, kolonne «Tema» Velg blant svarene på siden." in told
    assert not Need.objects.exists()


def test_what_cannot_be_read_is_told_row_by_row_in_the_form_one_reads(rogaland: OfficeCast) -> None:
    rows: dict[str, list[dict[str, object]]] = {
        **ROWS,
        "Budsjett": [{"Behov": "c", "År": "tjuetre", "Formål": "Gjennomføre", "Beløp i kroner": "1 000"}],
    }
    told = words(upload(KARI, book(rows), form="nn"))
    assert "Ark «Budsjett», rad 4, kolonne «År» «tjuetre» er tekst. Skriv eit heilt tal" in told
    assert "Ark «Budsjett», rad 4, kolonne «Beløp i kroner» «1 000» er tekst" in told
    assert "«c» står ikkje i arket «Behov»" in told


def test_how_large_a_file_may_be_is_said_before_somebody_sends_one(rogaland: OfficeCast) -> None:
    needs.call_of("2021")
    told = words(sit(KARI, NOW).get(ADDRESS))
    assert f"Høyst {page_of.LARGEST // 1_000_000} MB, {page_of.MOST} behov og {MOST_ROWS} rader i hvert ark." in told


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"", "ikke en arbeidsbok"),
        (b"PK\x03\x04" + b"x" * 99, "kan ikke leses"),
        (b"x" * (page_of.LARGEST + 1), "Den kan være høyst 5 MB"),
    ],
)
def test_a_file_that_is_none_is_refused(rogaland: OfficeCast, content: bytes, text: str) -> None:
    answer = upload(KARI, content)
    assert answer.status_code == 422
    assert text in words(answer)


def test_an_empty_template_and_too_many_needs_are_refused(rogaland: OfficeCast) -> None:
    assert "Filen har ingen behov" in words(upload(KARI, empty()))
    many: list[dict[str, object]] = [{"Referanse": f"n{one}", "Ordning": SCHEME} for one in range(page_of.MOST + 1)]
    assert "Den kan ha høyst 200" in words(upload(KARI, book({"Behov": many})))


def test_a_row_that_stands_twice_is_told(rogaland: OfficeCast) -> None:
    told = words(upload(KARI, book({"Behov": [*ROWS["Behov"], ROWS["Behov"][0]]})))
    assert "Ark «Behov», rad 6 Det samme står i en rad over" in told


def test_what_a_page_holds_is_nobody_elses_and_is_too_old_after_two_hours(rogaland: OfficeCast) -> None:
    token = hidden(upload(KARI, book(ROWS)), "token")
    assert sit(KNUT, NOW).post(ADDRESS, {"token": token}).status_code == 422
    assert sit(KARI, NOW).post(ADDRESS, {"token": token + "x"}).status_code == 422
    assert not Need.objects.exists()


def test_a_call_that_is_closed_is_not_offered(rogaland: OfficeCast) -> None:
    needs.call_of("2021")
    late = sit(KARI, NOW + timedelta(days=60))
    assert "Ingen utlysninger er åpne nå." in words(late.get(ADDRESS))
    assert upload(KARI, book(ROWS), call="rogaland/neste").status_code == 422


@pytest.mark.parametrize("by", [UNNI])
def test_nobody_but_those_who_write_for_an_owner_comes_here(rogaland: OfficeCast, by: By) -> None:
    assert sit(by, NOW).get(ADDRESS).status_code == 403
    assert sit(by, NOW).get(f"{ADDRESS}mal.xlsx").status_code == 403


def test_another_owner_makes_nothing_for_this_one(rogaland: OfficeCast) -> None:
    rows = {"Behov": [{**ROWS["Behov"][1], "Eier": "210000011"}]}
    assert upload(PIA, book(rows)).status_code == 422
    assert not Need.objects.exists()
