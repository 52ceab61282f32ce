"""Every page of a need keeps what is written and goes on; what cannot be kept comes back with every word of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from samspel.actors.models import Unit
from samspel.flow.models import Entry
from samspel.flow.refusal import Refused
from samspel.needs import queries, transitions
from samspel.needs import sheet as sheets
from samspel.needs.models import Need, Sitting
from samspel.web.owner import subject
from tests.cast import CHARLIE, KARI, KNUT, PIA, ROGALAND, UNNI, OfficeCast, id_of
from tests.stories import needs
from tests.web.desk import read, sit, write
from tests.web.owner.pages import FILLED, NOW, address, money

PAGES = ("about", "assessment", "measure", "participants", "goals", "timetable", "follow-up", "budget")
AFTER = ["vurdering/", "tiltak/", "deltakere/", "maal/", "tid/", "oppfolging/", "partnere/"]
NEXT = dict(zip(PAGES[:7], AFTER, strict=True))


def now(need: Need) -> Need:
    return queries.need_of(KARI, need.pk)


@pytest.mark.parametrize("page", NEXT)
def test_what_is_written_is_kept_and_the_next_page_opens(rogaland: OfficeCast, page: str) -> None:
    need = needs.drafted(title="")
    answer = write(sit(KNUT, NOW), f"owner-{page}", need.pk, **FILLED[page])
    assert (answer.status_code, answer.url) == (302, address(need, NEXT[page]))
    shown = read(sit(KNUT, NOW), f"owner-{page}", need.pk)
    for value in FILLED[page].values():
        for text in value if isinstance(value, list) else [value]:
            wanted = {"1 200": "1200", "1. august 2023": "1.8.2023"}.get(str(text), str(text))
            assert wanted in shown


def test_the_pages_together_fill_the_need(rogaland: OfficeCast) -> None:
    need = needs.drafted(title="")
    for page, sent in FILLED.items():
        write(sit(KARI, NOW), f"owner-{page}", need.pk, **sent)
    sheet = sheets.of(now(need))
    assert (sheet.need.title, sheet.need.collective, sheet.need.themes) == ("Språk i leken", True, ["language"])
    assert (sheet.need.starts_on, sheet.need.ends_on) == (date(2023, 8, 1), date(2023, 12, 31))
    assert [unit.name for unit in sheet.units] == ["Solsida barnehage"]
    assert [(row.group, row.participants) for row in sheet.target_groups] == [("teachers", 1_200)]
    assert [(row.what, row.target) for row in sheet.indicators] == [("Samtaler", "100")]


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_page_is_kept_too_for_a_draft_may_lack_anything(rogaland: OfficeCast, page: str) -> None:
    need = needs.drafted(title="")
    assert write(sit(KARI, NOW), f"owner-{page}", need.pk).status_code == 302


def test_one_may_go_to_the_list_or_back_to_the_check(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    client = sit(KARI, NOW)
    sent = FILLED["about"]
    assert client.post(address(need, "om/"), {**sent, "liste": "1"}).url == address(need)  # type: ignore[attr-defined]
    assert client.post(address(need, "om/?fra=kontroll"), sent).url == address(need, "kontroll/")  # type: ignore[attr-defined]
    assert "Lagre og gå tilbake til kontrollen" in client.get(address(need, "om/?fra=kontroll")).text


@pytest.mark.parametrize(
    ("page", "sent", "told"),
    [
        ("about", {"title": "a" * 121}, "Teksten har 121 tegn. Den kan ha høyst 120."),
        ("about", {"contact_name": "a\x00b"}, "Tegn nummer 2 i teksten kan ikke lagres."),
        ("about", {"contact_email": "kari(at)fjordvik"}, "Skriv en e-postadresse"),
        ("assessment", {"assessment": "a" * 8_001}, "Teksten har 8001 tegn."),
        ("assessment", {"assessment_sources": ["gossip"]}, "Velg et av svarene"),
        ("measure", {"themes": ["weather"]}, "Velg et av svarene"),
        ("measure", {"collective": "kanskje"}, "Velg et av svarene"),
        ("participants", {"group-teachers": "mange"}, "Skriv et helt tall, for eksempel 12."),
        ("participants", {"group-teachers": "-1"}, "Skriv et helt tall, for eksempel 12."),
        ("participants", {"group-teachers": "12,5"}, "Skriv et helt tall, for eksempel 12."),
        ("participants", {"group-teachers": "9999999999999999999999"}, "Tallet kan være høyst 100"),
        ("participants", {"units": [str(id_of("utsyn"))]}, "Velg et av svarene"),
        ("goals", {"target-2": "8 av 8"}, "Skriv hva som skal bli bedre."),
        ("goals", {"what-1": "a" * 201}, "Teksten har 201 tegn."),
        ("timetable", {"starts_on": "31.2.2023"}, "Skriv en dato som finnes"),
        ("timetable", {"ends_on": "snart"}, "Skriv en dato som finnes"),
        ("timetable", {"starts_on": "1.8.2023", "ends_on": "1.7.2023"}, "Sluttdatoen er før startdatoen."),
        ("timetable", {"starts_on": "1.1.1900"}, "Skriv et år mellom 2000 og 2100."),
    ],
)
def test_bad_input_is_told_at_its_question_and_nothing_typed_is_lost(
    rogaland: OfficeCast, page: str, sent: dict[str, object], told: str
) -> None:
    need = needs.drafted(title="")
    before = Entry.objects.count()
    more = {"goal": "Det vi skrev.", "involvement": "Det vi skrev.", "measure": "Det vi skrev.", **sent}
    answer = write(sit(KARI, NOW), f"owner-{page}", need.pk, **more)
    assert answer.status_code == 422
    assert told in answer.text
    assert "<title>Feil:" in answer.text
    assert answer.text.count("ds-error-summary") == 1
    for value in sent.values():
        if isinstance(value, str) and "\x00" not in value and page != "measure":
            assert value in answer.text
    assert Entry.objects.count() == before


def test_two_who_write_at_once_each_see_what_the_other_wrote(rogaland: OfficeCast) -> None:
    need = needs.filled()
    mine = sit(KNUT, NOW)
    version = str(now(need).version)
    write(sit(KARI, NOW), "owner-measure", need.pk, measure="Det Kari skrev.", collective="ja", version=version)
    sent = {"measure": "Det Knut skrev.", "collective": "ja"}
    answer = write(mine, "owner-measure", need.pk, **sent, version=version)
    assert answer.status_code == 422
    assert "Dette er endret et annet sted mens du skrev." in answer.text
    assert "Det Kari skrev." in answer.text
    assert "Det Knut skrev." in answer.text
    later = str(now(need).version)
    assert f'name="version" value="{later}"' in answer.text
    assert write(mine, "owner-measure", need.pk, **sent, version=later).status_code == 302
    assert now(need).measure == "Det Knut skrev."


def test_two_who_write_on_different_pages_do_not_meet(rogaland: OfficeCast) -> None:
    need = needs.filled()
    version = str(now(need).version)
    write(sit(KARI, NOW), "owner-about", need.pk, **FILLED["about"], version=version)
    answer = write(sit(KNUT, NOW), "owner-timetable", need.pk, **FILLED["timetable"], version=version)
    assert answer.status_code == 302


def test_half_a_page_is_never_kept(rogaland: OfficeCast) -> None:
    need = needs.filled()
    version = str(now(need).version)
    transitions.set_target_groups(need, groups={"teachers": 7}, by=KARI, at=NOW)
    answer = write(sit(KNUT, NOW), "owner-participants", need.pk, **{"group-teachers": "9", "version": version})
    assert answer.status_code == 422
    assert len(sheets.of(now(need)).units) == 2


def test_what_is_asked_follows_the_scheme(rogaland: OfficeCast) -> None:
    regional, lift = needs.drafted(), needs.drafted("competence-boost")
    assert "Fjordskulen" not in read(sit(KARI, NOW), "owner-participants", regional.pk)
    page = read(sit(KARI, NOW), "owner-participants", lift.pk)
    assert "Fjordskulen (grunnskole)" in page
    sent = {"units": [str(id_of("ppt"))], "private_invited": "nei", "special_reason": "Ingen private her."}
    assert write(sit(KARI, NOW), "owner-participants", lift.pk, **sent).status_code == 302
    assert (now(lift).private_invited, now(lift).special_reason) == (False, "Ingen private her.")


def test_the_budget_is_kept_and_amounts_are_read_as_people_write_them(rogaland: OfficeCast) -> None:
    need = needs.filled()
    sent = {money(): "12 500", money(recipient="hiv"): "kr 100.000,-"}
    answer = write(sit(KARI, NOW), "owner-budget", need.pk, **sent)
    assert (answer.status_code, answer.url) == (302, address(need, "vedlegg/"))
    assert [line.amount_nok for line in sheets.of(now(need)).lines] == [12_500, 100_000]
    assert "112\xa0500\xa0kr" in read(sit(KARI, NOW), "owner-budget", need.pk)


@pytest.mark.parametrize("typed", ["12 500,50", "-5", "mye", "1 2 3", "٣٠٠"])
def test_an_amount_that_is_none_comes_back_as_it_was_typed(rogaland: OfficeCast, typed: str) -> None:
    need = needs.filled()
    answer = write(sit(KARI, NOW), "owner-budget", need.pk, **{money(): typed, money(recipient="hiv"): "5 000"})
    assert answer.status_code == 422
    assert f'value="{typed}"' in answer.text
    assert 'value="5 000"' in answer.text
    assert sheets.of(now(need)).total_nok == 400_000


def test_more_uses_are_shown_without_storing_anything(rogaland: OfficeCast) -> None:
    need = needs.filled()
    before = Entry.objects.count()
    page = write(sit(KARI, NOW), "owner-budget", need.pk, **{money(): "700", "mer": "assess"})
    assert page.status_code == 200
    assert 'value="700"' in page.text
    assert money(category="assess") in page.text
    assert Entry.objects.count() == before
    sent = {"formaal": ["carry-out", "assess"], money(): "700", money(category="assess"): "300"}
    assert write(sit(KARI, NOW), "owner-budget", need.pk, **sent).status_code == 302
    assert {(line.category, line.amount_nok) for line in sheets.of(now(need)).lines} == {
        ("carry-out", 700),
        ("assess", 300),
    }
    assert "Vurdere behov" in read(sit(KARI, NOW), "owner-budget", need.pk)


def test_the_own_contribution_is_told_in_words_and_figures(rogaland: OfficeCast) -> None:
    need = needs.filled("decentralised", asked_nok=400_000)
    page = read(sit(KARI, NOW), "owner-contribution", need.pk)
    told = "Av 400\xa0000\xa0kr i tilskudd må dere selv stille med minst 120\xa0000\xa0kr. Det er 30 prosent."
    assert told in page
    assert told in read(sit(KARI, NOW), "owner-budget", need.pk)
    assert "Grunnlag:" in page
    sent = {"own_contribution_nok": "130 000", "own_contribution_how": "Timar"}
    assert write(sit(KARI, NOW), "owner-contribution", need.pk, **sent).url == address(need, "vedlegg/")
    assert now(need).own_contribution_nok == 130_000
    empty = needs.drafted("decentralised")
    assert "Fyll ut budsjettet først" in read(sit(KARI, NOW), "owner-contribution", empty.pk)


@pytest.mark.parametrize("page", [*PAGES, "partners", "check", "need"])
def test_a_need_that_was_handed_in_is_read_and_not_written(rogaland: OfficeCast, page: str) -> None:
    need = needs.submitted()
    answer = sit(KARI, NOW).get(address(need, {"need": "", "check": "kontroll/"}.get(page, "om/")))
    assert answer.headers["Location"] == address(need, "status/")


@pytest.mark.parametrize("page", PAGES)
def test_a_need_of_somebody_else_is_not_there(rogaland: OfficeCast, page: str) -> None:
    need = needs.drafted()
    for by in (PIA, CHARLIE):
        assert write(sit(by, NOW), f"owner-{page}", need.pk, title="Min").status_code == 404
    for other in (UNNI, ROGALAND.caseworker):
        assert write(sit(other, NOW), f"owner-{page}", need.pk, title="Min").status_code == 403
    assert now(need).title == "Språk i leiken"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_costs_the_same_for_a_small_and_a_large_need(
    rogaland: OfficeCast, django_assert_max_num_queries: DjangoAssertNumQueries, page: str
) -> None:
    need = needs.filled(years=3)
    client = sit(KARI, NOW)
    with django_assert_max_num_queries(24):  # one for each kind of row that a need has
        client.get(address(need, {"about": "om/", "assessment": "vurdering/"}.get(page, "budsjett/")))


def test_a_closed_unit_is_offered_only_where_it_was_chosen_and_says_that_it_is_closed(rogaland: OfficeCast) -> None:
    need, client = needs.drafted(), sit(KARI, NOW)
    Unit.objects.filter(pk=id_of("solsida")).update(closed_on=NOW.date() + timedelta(days=1))
    assert "Solsida barnehage (barnehage)" in read(client, "owner-participants", need.pk)
    Unit.objects.filter(pk=id_of("solsida")).update(closed_on=NOW.date())
    assert "Solsida barnehage" not in read(client, "owner-participants", need.pk)
    answer = write(client, "owner-participants", need.pk, units=[str(id_of("solsida"))])
    assert answer.status_code == 422 and "Velg et av svarene under" in answer.text
    with pytest.raises(Refused) as refused:
        transitions.set_units(need, unit_ids=[id_of("solsida")], by=KARI, at=NOW)
    assert [(one.code, one.field, one.text) for one in refused.value.refusals] == [
        ("closed", "units", "Solsida barnehage er nedlagt.")
    ]
    transitions.set_units(need, unit_ids=[id_of("solsida")], by=KARI, at=NOW - timedelta(days=1))
    page = read(client, "owner-participants", need.pk)
    assert "Solsida barnehage (barnehage, nedlagt)" in page
    assert write(client, "owner-participants", need.pk, units=[str(id_of("solsida"))]).status_code == 302
    assert [one.name for one in sheets.of(now(need)).units] == ["Solsida barnehage"]
    assert write(client, "owner-participants", need.pk).status_code == 302
    assert "Solsida barnehage" not in read(client, "owner-participants", need.pk)


def test_the_summary_of_what_is_wrong_says_which_indicator(rogaland: OfficeCast) -> None:
    need, client = needs.drafted(), sit(KARI, NOW)
    answer = write(client, "owner-goals", need.pk, **{"target-1": "8 av 8", "baseline-2": "a" * 121, "what-2": "Ord"})
    assert ">Kjennetegn 1: Hva skal bli bedre? Skriv hva som skal bli bedre.<" in answer.text
    assert ">Kjennetegn 2: Hvordan er det nå? Teksten har 121 tegn." in answer.text


def test_what_is_typed_while_a_colleague_withdraws_the_need_that_very_moment_is_shown_and_not_lost(
    rogaland: OfficeCast, monkeypatch: pytest.MonkeyPatch
) -> None:
    need, held = needs.drafted(), subject.sat_down

    def meanwhile(*read: Any) -> Sitting | None:
        transitions.withdraw(Need.objects.get(pk=need.pk), reason="Ikkje i år.", by=KARI, at=NOW)
        return held(*read)

    monkeypatch.setattr(subject, "sat_down", meanwhile)
    typed = {"measure": "Mykje skrive.", "endret": ["measure"], "tab": str(uuid4()), "seq": "1"}
    answer = write(sit(KARI, NOW), "owner-measure", need.pk, **typed)
    assert answer.status_code == 422
    assert "Mykje skrive." in answer.text
    assert Need.objects.get(pk=need.pk).measure == ""
