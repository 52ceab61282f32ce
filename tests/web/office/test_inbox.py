"""The office's inbox: filter and sort in the address, a file that is safe to open, and as fast for 200 as for one."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samspel.casework.models import Case
from samspel.needs.models import Need
from tests.cast import AGDER, KARI, MONA, ROGALAND, OfficeCast
from tests.stories import casework, copies, needs
from tests.web.desk import read, sit, write

AMIR, DAGNY = ROGALAND.caseworker, ROGALAND.decider
NOW = needs.when("2021", 2, 15)


def refs(page: str) -> list[str]:
    return [need.ref for need in Need.objects.order_by("ref") if f">{need.ref}<" in page]


def test_the_inbox_shows_what_came_in_and_no_draft(rogaland: OfficeCast) -> None:
    case = casework.opened(needs.submitted(title="Språk i leiken", asked_nok=400_000))
    needs.drafted(title="Utkast som ingen skal sjå")
    page = read(sit(DAGNY, NOW), "office-inbox")
    for words in ("Språk i leiken", "Fjordvik kommune", "Regional ordning", "400\xa0000\xa0kr", "Amir Hussain"):
        assert words in page
    assert reverse("office-case", args=[case.need_id]) in page
    assert "Utkast som ingen skal sjå" not in page


def test_the_inbox_speaks_both_written_forms(rogaland: OfficeCast) -> None:
    needs.submitted()
    assert "Ny, uten sak" in read(sit(AMIR, NOW), "office-inbox")
    assert "Ny, utan sak" in read(sit(AMIR, NOW, "nn"), "office-inbox")


def test_filter_and_sort_live_in_the_address(rogaland: OfficeCast) -> None:
    first = needs.submitted(title="Språk", asked_nok=300_000)
    second = casework.opened(needs.submitted("decentralised", title="Lesing", asked_nok=100_000)).need
    amir = sit(AMIR, NOW)
    assert refs(read(amir, "office-inbox", asked="?status=new")) == [first.ref]
    assert refs(read(amir, "office-inbox", ordning="decentralised")) == [second.ref]
    assert refs(read(amir, "office-inbox", mine="on")) == [second.ref]
    assert refs(read(amir, "office-inbox", sok="språk")) == [first.ref]
    page = read(amir, "office-inbox", asked="?sorter=belop&status=&sok=")
    assert page.index(second.ref) < page.index(first.ref)
    assert "?sorter=belop&amp;status=new" in page
    assert 'aria-sort="ascending"' in page


def test_an_empty_selection_says_so_and_a_strange_address_is_no_error(rogaland: OfficeCast) -> None:
    needs.submitted()
    amir = sit(AMIR, NOW)
    assert "Ingen behov passer til utvalget." in read(amir, "office-inbox", sok="finst ikkje")
    queries: list[dict[str, str]] = [
        {"status": "x"},
        {"side": "99"},
        {"side": "x"},
        {"sorter": "x"},
        {"sok": "a\x00"},
        {"apnet": "<b>"},
    ]
    for query in queries:
        assert "<b>" not in amir.get(reverse("office-inbox"), query).content.decode()


def test_the_file_has_the_same_rows_and_runs_no_formula(rogaland: OfficeCast) -> None:
    needs.submitted(title="=HYPERLINK(1)", asked_nok=300_000)
    casework.opened(needs.submitted(title="Språk"))
    answer = sit(AMIR, NOW).get(reverse("office-inbox"), {"format": "csv", "sorter": "belop"})
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="behov.csv"'
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert [row[4:9] for row in rows[1:]] == [
        ["'=HYPERLINK(1)", "300000", "2023-01-20", "Ny, uten sak", ""],
        ["Språk", "400000", "2023-01-20", "Under arbeid", "2023/1"],
    ]


def test_cases_are_opened_for_those_chosen_or_for_all_new_in_the_selection(rogaland: OfficeCast) -> None:
    one, two, three = (needs.submitted(title=title) for title in ("En", "To", "Tre"))
    amir = sit(AMIR, NOW)
    answer = write(amir, "office-open-cases", behov=[str(one.pk), "no id", str(needs.drafted().pk)])
    assert answer.headers["Location"] == f"{reverse('office-inbox')}?apnet=1"
    assert [case.need_id for case in Case.objects.all()] == [one.pk]
    assert "1 sak ble åpnet." in read(amir, "office-inbox", apnet="1")
    answer = amir.post(f"{reverse('office-open-cases')}?sok=t", {"alle": "1"})
    assert answer.headers["Location"] == f"{reverse('office-inbox')}?sok=t&apnet=2"
    assert {case.need_id for case in Case.objects.all()} == {one.pk, two.pk, three.pk}


def test_other_desks_and_offices_have_nothing_here(rogaland: OfficeCast) -> None:
    need = needs.submitted()
    for by in (KARI, MONA):
        read(sit(by, NOW), "office-inbox", status=403)
    assert need.ref not in read(sit(AGDER.caseworker, NOW), "office-inbox")
    assert write(sit(DAGNY, NOW), "office-open-cases", alle="1").status_code == 403


@pytest.mark.parametrize("count", [1, 30, 200])
def test_the_inbox_takes_ten_queries_however_many_there_are(rogaland: OfficeCast, count: int) -> None:
    case = casework.opened()
    copies.of_case(case, count - 1)
    amir = sit(AMIR, NOW)
    read(amir, "office-inbox")
    with CaptureQueriesContext(connection) as seen:
        page = read(amir, "office-inbox")
    assert page.count("Fjordvik kommune") >= min(count, 50)
    asked = [one["sql"] for one in seen if one["sql"].startswith(("SELECT", "UPDATE", "INSERT"))]
    assert len(asked) <= 10, "\n".join(asked)
