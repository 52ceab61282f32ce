"""The partner's list: everything it is asked into, at all offices, narrowed in the address, at a constant cost."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from samspel.actors.models import Assignment
from samspel.calls.models import Call
from samspel.flow.models import Entry
from samspel.kit.deadlines import closes_at
from samspel.needs import transitions
from samspel.needs.models import BudgetLine, Need, Partnership
from samspel.people.models import Person
from samspel.tenancy.by import Role
from tests.cast import FILIP, KARI, SINCE, UNNI, OfficeCast, id_of
from tests.stories import needs
from tests.web.desk import sit, words

URL = "/partner/"
LATER = needs.when("2021", day=17)


def copies(need: Need, count: int) -> None:
    """Write more needs of the same kind straight into the tables."""
    for number in range(count):
        copy = Need.objects.get(pk=need.pk)
        copy.pk, copy.ref = None, f"kopi-{number}"
        copy = Need(
            **{field.attname: getattr(copy, field.attname) for field in Need._meta.fields if field.name != "id"}
        )
        copy.save()
        Partnership.objects.create(office_id=need.office_id, need=copy, partner_id=id_of("hiv"), state="invited")
        for year in (2023, 2024):
            BudgetLine.objects.create(
                office_id=need.office_id,
                need=copy,
                year=year,
                category="carry-out",
                recipient_id=id_of("hiv"),
                amount_nok=1_000,
            )


def test_the_list_tells_who_asks_for_what_when_and_for_how_much(rogaland: OfficeCast) -> None:
    needs.filled(years=2)
    client = sit(UNNI, LATER)
    page = words(client.get(URL))
    assert (
        "Språk i leiken Regional ordning · 2023-001 Venter på svaret deres Eieren skriver på behovsmeldingen "
        "Fjordvik kommune Statsforvaltaren i Rogaland 1. august 2023 – 31. desember 2024 "
        "2023: 100 000 kr 2024: 100 000 kr 200 000 kr 1. februar 2023 kl. 23.59"
    ) in page


def test_each_state_has_its_words_and_its_address(rogaland: OfficeCast) -> None:
    needs.filled(title="Ventar")
    needs.confirmed(title="Stadfesta")
    changed = needs.confirmed(title="Endra")
    transitions.fill(changed, content={"measure": "Noko anna."}, by=KARI, at=LATER)
    gone = needs.filled(title="Nei takk")
    transitions.decline(needs.partnership(gone), reason="Ikkje tid.", by=UNNI, at=LATER)
    client = sit(UNNI, LATER)
    titles = {
        state: [title for title in ("Ventar", "Stadfesta", "Endra", "Nei takk") if title in words(client.get(address))]
        for state, address in (
            ("invited", f"{URL}?status=invited"),
            ("confirmed", f"{URL}?status=confirmed"),
            ("changed", f"{URL}?status=changed"),
            ("declined", f"{URL}?status=declined"),
            ("all", URL),
            ("unknown", f"{URL}?status=tull&side=ni"),
        )
    }
    assert titles == {
        "invited": ["Ventar"],
        "confirmed": ["Stadfesta"],
        "changed": ["Endra"],
        "declined": ["Nei takk"],
        "all": ["Ventar", "Stadfesta", "Endra", "Nei takk"],
        "unknown": ["Ventar", "Stadfesta", "Endra", "Nei takk"],
    }
    assert "Alle 4 Venter på svaret deres 1 Må bekreftes på nytt 1 Bekreftet 1 Takket nei 1" in words(client.get(URL))


def test_the_sums_per_year_keep_what_is_confirmed_apart_and_leave_out_what_was_declined(rogaland: OfficeCast) -> None:
    needs.filled(asked_nok=80_000, years=2)
    needs.confirmed(asked_nok=400_000)
    gone = needs.filled(asked_nok=4_000_000)
    transitions.decline(needs.partnership(gone), reason="Ikkje tid.", by=UNNI, at=LATER)
    client = sit(UNNI, LATER)
    page = words(client.get(f"{URL}?status=declined"))
    assert "2023 100 000 kr 20 000 kr 120 000 kr – 2024 0 kr 20 000 kr 20 000 kr –" in page


def test_a_withdrawn_need_and_another_partners_need_are_not_there(rogaland: OfficeCast) -> None:
    needs.filled("collective", partner="fagskulen", title="For fagskulen")
    withdrawn = needs.filled(title="Trekt")
    transitions.withdraw(withdrawn, reason="Vi ventar eit år.", by=KARI, at=LATER)
    client = sit(UNNI, LATER)
    page = words(client.get(URL))
    assert "Ingen har invitert dere ennå." in page
    client = sit(FILIP, LATER)
    assert "For fagskulen" in words(client.get(URL))


def test_an_empty_state_leads_back_to_everything(rogaland: OfficeCast) -> None:
    needs.filled()
    client = sit(UNNI, LATER)
    page = client.get(f"{URL}?status=declined").content.decode()
    assert "Ingen samarbeid passer til utvalget." in page
    assert re.search(r'href="/partner/"[^>]*>Vis alle<', page)


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_costs_the_same_however_long_it_is(
    rogaland: OfficeCast, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    copies(needs.filled(), count - 1)
    client = sit(UNNI, LATER)
    with django_assert_num_queries(17):
        page = client.get(URL)
    assert len(re.findall(r'href="/partner/samarbeid/', page.content.decode())) == count


def test_the_list_is_narrowed_by_office_scheme_and_year_and_sorted_in_the_address(rogaland: OfficeCast) -> None:
    needs.filled(title="Eitt år", asked_nok=1_200_000)
    needs.filled("collective", title="Neste ordning")
    needs.filled(title="To år", years=2)
    client = sit(UNNI, LATER)

    def titles(asked: str) -> list[str]:
        return re.findall(r'samarbeid/[^"]*">([^<]+)</a>', client.get(URL + asked).content.decode())

    assert titles("?aar=2024&kontor=rogaland") == ["To år"]
    assert titles("?ordning=collective") == ["Neste ordning"]
    assert titles("?ordning=regional&sorter=-belop") == ["Eitt år", "To år"]
    assert titles("?ordning=regional&sorter=belop") == ["To år", "Eitt år"]
    assert titles("?sorter=tiltak") == ["Eitt år", "Neste ordning", "To år"]
    assert sorted(titles("?aar=tull&kontor=andre&sorter=hei")) == ["Eitt år", "Neste ordning", "To år"]
    assert "Alle 2 Venter på svaret deres 2" in words(client.get(f"{URL}?ordning=regional&status=confirmed"))


def test_a_deputy_sees_the_same_list_answers_and_is_named_with_the_last_day(rogaland: OfficeCast) -> None:
    needs.filled()
    Person.objects.create(id=id_of("une"), subject="cast:une", name="Une Vik")
    Assignment.objects.create(
        person_id=id_of("une"), organisation_id=id_of("hiv"), role=Role.PARTNER_CONFIRMER, since=SINCE,
        until=date(2023, 3, 31),
    )  # fmt: skip
    une = sit(replace(UNNI, person_id=id_of("une")), LATER)
    own, deputys = words(sit(UNNI, LATER).get(URL)), words(une.get(URL))
    assert "Disse kan svare for dere: Une Vik (til og med 31. mars 2023), Unni Haug." in own
    assert own == deputys
    row = Partnership.objects.get()
    sent = une.post("/partner/svar/", {"svar": "nei", "valgt": str(row.pk), "reason": "Unni er borte."})
    assert (sent.status_code, Partnership.objects.get().state) == (302, "declined")
    assert Entry.objects.get(act="needs.decline").person_id == id_of("une")
    after = sit(replace(UNNI, person_id=id_of("une")), needs.when("2021", month=4))
    assert after.get(URL).status_code == 302


def test_a_long_list_has_pages_that_keep_the_state(rogaland: OfficeCast) -> None:
    copies(needs.filled(), 50)
    client = sit(UNNI, LATER)
    page = client.get(f"{URL}?status=invited&side=2").content.decode()
    assert "status=invited&amp;side=1" in page
    assert len(re.findall(r'href="/partner/samarbeid/', page)) == 1


def test_other_desks_do_not_come_in(rogaland: OfficeCast) -> None:
    client = sit(KARI, LATER)
    assert client.get(URL).status_code == 403
    assert client.post(URL).status_code == 405
    client.logout()
    assert client.get(URL).headers["Location"] == f"{reverse('login')}?neste=%2Fpartner%2F"


def test_the_list_and_the_page_say_until_when_the_partner_answers(rogaland: OfficeCast) -> None:
    need = needs.filled()
    needs.handed_in(need)
    row, client = needs.partnership(need), sit(UNNI, LATER)
    page = words(client.get(f"/partner/samarbeid/{row.pk}/"))
    assert "Siste dag for" not in page and "Svar før saken går til forumet." in page
    Call.objects.update(confirm_closes_at=closes_at(date(2023, 2, 15)))
    assert "100 000 kr 15. februar 2023 kl. 23.59" in words(client.get(URL))
    page = words(client.get(f"/partner/samarbeid/{row.pk}/"))
    assert "Siste dag for svaret deres 15. februar 2023 kl. 23.59" in page
    assert "Svar før saken går til forumet. Siste dag for svar fra partnere er 15. februar 2023." in page
    late = words(sit(UNNI, needs.when("2021", 2, 20)).get(f"/partner/samarbeid/{row.pk}/"))
    assert "Siste dag for svar fra partnere var 15. februar 2023. Svar som kommer senere, blir med" in late
    assert "Bekreft vår del" in late


def test_the_list_is_sorted_by_the_day_a_partner_answers_by(rogaland: OfficeCast) -> None:
    needs.filled(title="Straks")
    other = needs.filled("collective", title="Seinare")
    Call.objects.exclude(pk=other.call_id).update(confirm_closes_at=closes_at(date(2028, 2, 15)))
    for sort, first in (("frist", "Seinare"), ("-frist", "Straks")):
        page = words(sit(UNNI, LATER).get(URL, {"sorter": sort}))
        assert min(("Seinare", "Straks"), key=page.index) == first


def test_what_was_never_sent_is_shown_as_such_and_is_neither_counted_nor_answered(rogaland: OfficeCast) -> None:
    draft, kept, gone = needs.filled(title="Ligg"), needs.confirmed(title="Stadfesta"), needs.filled(title="Nei takk")
    needs.handed_in(needs.filled(title="Sendt"))
    transitions.decline(needs.partnership(gone), reason="Ikkje tid.", by=UNNI, at=LATER)
    ends = draft.grace_ends
    assert ends
    before, after = words(sit(UNNI, ends - timedelta(minutes=1)).get(URL)), sit(UNNI, ends)
    assert "Samarbeid som venter på svar : 2" in before or "Samarbeid som venter på svar: 2" in before
    assert "Alle 4 Venter på svaret deres 2 Må bekreftes på nytt 0 Bekreftet 1 Takket nei 1 Ikke sendt 0" in before
    page = words(after.get(URL))
    assert "Samarbeid som venter på svar : 1" in page or "Samarbeid som venter på svar: 1" in page
    assert "Alle 4 Venter på svaret deres 1 Må bekreftes på nytt 0 Bekreftet 0 Takket nei 1 Ikke sendt 2" in page
    assert f"{draft.ref} Ikke sendt Fristen er ute. Utkastet ble ikke sendt." in page
    page = words(after.get(f"{URL}?status=not-sent"))
    assert "Ligg" in page and "Stadfesta" in page and "Nei takk" not in page and "Sendt" not in page
    assert f"Velg {draft.ref}" not in after.get(URL).content.decode()
    assert f"{kept.ref} Ikke sendt" in page and "2023 0 kr 100 000 kr 100 000 kr" in page
    one = words(after.get(f"/partner/samarbeid/{needs.partnership(draft).pk}/"))
    assert "Dere kan ikke svare herfra" in one and "Da er det ikke noe å svare på." in one
    assert "Bekreft vår del" not in one


def test_what_was_built_on_without_the_answer_waits_for_nobody(rogaland: OfficeCast) -> None:
    need = needs.filled()
    needs.handed_in(need)
    Need.objects.filter(pk=need.pk).update(bound_at=LATER)
    page = words(sit(UNNI, LATER).get(URL))
    assert "Samarbeid som venter på svar" not in page
    assert "Venter på svaret deres 0" in page and "Ikke besvart 1" in page
