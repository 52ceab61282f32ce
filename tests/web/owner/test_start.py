"""A need is begun from what is open to the owner, and what is not open is explained with its basis."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from samspel.actors.models import Organisation, Unit
from samspel.flow.refusal import Refused
from samspel.needs import transitions
from samspel.needs.models import Need
from tests.cast import KARI, KNUT, PIA, OfficeCast, id_of
from tests.stories import calls, needs
from tests.web.desk import read, sit, write
from tests.web.owner.pages import NOW, address


def offer(scheme: str = "regional") -> str:
    """What the form calls one scheme of the call."""
    return f"{needs.call_of(needs.RULE_SET[scheme]).pk}:{scheme}"


def test_a_need_is_begun_and_its_tasks_open(rogaland: OfficeCast) -> None:
    page = read(sit(KNUT, NOW), "owner-start")
    assert "Ingen utlysninger er åpne for dere nå." in page
    chosen = offer()
    page = read(sit(KNUT, NOW), "owner-start")
    assert "Regional ordning for 2023. Statsforvaltaren i Rogaland, frist 1.\xa0februar 2023 kl.\xa023.59" in page
    answer = write(sit(KNUT, NOW), "owner-start", owner=str(id_of("fjordvik")), offer=chosen, title="Språk")
    need = Need.objects.get()
    assert (answer.status_code, answer.url) == (302, address(need))
    assert (need.title, need.scheme, need.owner_id) == ("Språk", "regional", id_of("fjordvik"))


@pytest.mark.parametrize(("schemes", "chosen"), [(["regional"], 1), (["regional", "decentralised"], 0)])
def test_the_only_offer_is_chosen_and_of_several_none(rogaland: OfficeCast, schemes: list[str], chosen: int) -> None:
    calls.announced(schemes=schemes)
    found = re.findall(r'<input[^>]*name="offer"[^>]*>', read(sit(KNUT, NOW), "owner-start"))
    assert (len(found), sum("checked" in one for one in found)) == (len(schemes), chosen)


def test_one_who_leads_a_network_chooses_for_whom(rogaland: OfficeCast) -> None:
    chosen = offer()
    assert "Vidda barnehagenettverk" in read(sit(KARI, NOW), "owner-start")
    write(sit(KARI, NOW), "owner-start", owner=str(id_of("vidda")), offer=chosen)
    assert Need.objects.get().owner_id == id_of("vidda")
    assert "Hvem melder dere behov for?" not in read(sit(PIA, NOW), "owner-start")
    write(sit(PIA, NOW), "owner-start", offer=chosen)
    assert Need.objects.filter(owner_id=id_of("trollskogen")).count() == 1


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({}, "Velg et svar under «Hvilken ordning gjelder det?»."),
        ({"offer": "tull"}, "Velg et av svarene under «Hvilken ordning gjelder det?»."),
        ({"offer": "ok", "title": "a" * 121}, "Teksten har 121 tegn."),
        ({"offer": "ok", "owner": str(id_of("utvik"))}, "Velg et av svarene under «Hvem melder dere behov for?»."),
    ],
)
def test_a_choice_that_is_none_is_told(rogaland: OfficeCast, sent: dict[str, str], told: str) -> None:
    chosen = {"owner": str(id_of("fjordvik")), **sent}
    if sent.get("offer") == "ok":
        chosen["offer"] = offer()
    offer()
    answer = write(sit(KARI, NOW), "owner-start", **chosen)
    assert answer.status_code == 422
    assert told in answer.text
    assert not Need.objects.exists()


def test_an_owner_that_the_scheme_left_is_told_why_and_pointed_on(rogaland: OfficeCast) -> None:
    Organisation.objects.filter(pk=id_of("trollskogen")).update(kind="fylkeskommune")
    calls.announced("2026")
    page = read(sit(PIA, needs.when("2026")), "owner-start")
    assert "Kollektiv kompetanseutvikling er ikke åpen for denne typen eier." in page
    assert "Grunnlag:" in page
    assert "Videregående opplæring har en egen ordning fra 2026." in page
    assert 'type="radio"' not in page


def test_an_owner_of_nothing_but_upper_secondary_is_pointed_on_before_it_starts(rogaland: OfficeCast) -> None:
    Unit.objects.filter(pk=id_of("troll")).update(kind="upper-secondary")
    call, at = calls.announced("2026"), needs.when("2026")
    pia = sit(PIA, at)
    page = read(pia, "owner-start")
    alert = page.partition('<div class="ds-alert"')[2].partition("</div>")[0]
    assert "ikke for den typen enheter dere har: videregående skole." in alert
    assert '<span class="sam-basis">Grunnlag:' in alert
    assert "Private skoler kan spørre fylkeskommunen." in alert
    assert 'href="https://www.udir.no/' in alert and f'href="{reverse("party-message-new")}"' in alert
    assert "<details" not in page.partition("<main")[2].partition("</main>")[0]
    assert 'type="radio"' not in page
    answer = write(pia, "owner-start", offer=f"{call.pk}:collective")
    assert (answer.status_code, Need.objects.exists()) == (422, False)
    assert "Private skoler kan spørre fylkeskommunen." in answer.text


@pytest.mark.parametrize(("kinds", "begun"), [(["upper-secondary"], 0), (["upper-secondary", "school"], 1), ([], 1)])
def test_one_unit_that_the_scheme_is_for_is_enough_and_none_known_asks_nothing(
    rogaland: OfficeCast, kinds: list[str], begun: int
) -> None:
    call, at = calls.announced("2026"), needs.when("2026")
    Unit.objects.filter(pk=id_of("troll")).update(owner_id=id_of("utvik"))
    for number, kind in enumerate(kinds):
        Unit.objects.create(
            orgnr=f"39900000{number}", name=f"Eining {number}", kind=kind, owner_id=id_of("trollskogen")
        )
    write(sit(PIA, at), "owner-start", offer=f"{call.pk}:collective", title="Språk")
    assert Need.objects.count() == begun
    closed = Unit.objects.filter(owner_id=id_of("trollskogen"), kind="school")
    closed.update(closed_on=at.date() - timedelta(days=1))
    told = "ikke for den typen enheter" in read(sit(PIA, at), "owner-start")
    assert told == bool(kinds), "a school that is closed is no unit to take with"


def test_a_scheme_for_other_units_is_not_offered_while_another_is(rogaland: OfficeCast) -> None:
    call = calls.announced(schemes=["regional", "decentralised"])
    page = read(sit(PIA, NOW), "owner-start")
    assert f'value="{call.pk}:regional"' in page and f'value="{call.pk}:decentralised"' not in page
    assert "Desentralisert ordning er ikke for den typen enheter dere har: barnehage." in page
    assert "Videregående opplæring har en egen ordning" not in page


def test_the_act_refuses_what_the_screen_does_not_offer(rogaland: OfficeCast) -> None:
    call, owner = calls.announced(), Organisation.objects.get(pk=id_of("trollskogen"))
    with pytest.raises(Refused) as refused:
        transitions.draft(call, scheme="decentralised", owner=owner, title="", by=PIA, at=NOW)
    assert [(one.code, one.field, bool(one.basis)) for one in refused.value.refusals] == [("unit-kind", "scheme", True)]


def test_a_call_that_closed_while_the_page_stood_open_is_not_answered(rogaland: OfficeCast) -> None:
    chosen = offer()
    closes = needs.call_of("2021").closes_at
    assert closes is not None
    answer = write(sit(KARI, closes), "owner-start", owner=str(id_of("fjordvik")), offer=chosen)
    assert answer.status_code == 422
    assert not Need.objects.exists()


def test_a_draft_for_the_same_call_and_scheme_is_shown_before_another_is_begun(rogaland: OfficeCast) -> None:
    need = needs.drafted(title="Språk i leken")
    sent = {"owner": str(id_of("fjordvik")), "offer": f"{need.call_id}:regional", "title": "Språk ute"}
    answer = write(sit(KNUT, NOW), "owner-start", **sent)
    assert answer.status_code == 200
    assert "Er dette et annet tiltak?" in answer.text
    assert f'href="/eier/behov/{need.pk}/"' in answer.text
    assert 'name="title" value="Språk ute"' in answer.text
    assert Need.objects.count() == 1
    assert write(sit(KNUT, NOW), "owner-start", **sent, another="1").status_code == 302
    other = {**sent, "offer": f"{need.call_id}:decentralised"}
    assert write(sit(KNUT, NOW), "owner-start", **other).status_code == 302
    assert Need.objects.count() == 3


def test_whoever_leads_a_network_that_a_scheme_is_open_to_gets_the_form_for_it(rogaland: OfficeCast) -> None:
    Unit.objects.filter(owner_id=id_of("fjordvik")).update(kind="upper-secondary")
    call, at = calls.announced("2026"), needs.when("2026")
    kari = sit(KARI, at)
    page = read(kari, "owner-start")
    (field,) = re.findall(r'<input[^>]*name="offer"[^>]*>', page)
    assert f'value="{call.pk}:collective"' in field and "checked" in field
    assert "Bare for Vidda barnehagenettverk" in page
    assert [id_of("vidda").hex in one.replace("-", "") for one in re.findall(r'<input[^>]*name="owner"[^>]*>', page)
            if "checked" in one] == [True]  # fmt: skip
    assert "Fjordvik kommune: Kollektiv kompetanseutvikling er ikke for den typen enheter" in page
    sent = {"offer": f"{call.pk}:collective", "title": "Felles"}
    answer = write(kari, "owner-start", owner=str(id_of("fjordvik")), **sent)
    assert (answer.status_code, Need.objects.count()) == (422, 0)
    assert "ikke for den typen enheter dere har" in answer.text and 'value="Felles"' in answer.text
    assert write(kari, "owner-start", owner=str(id_of("vidda")), **sent).status_code == 302
    assert Need.objects.get().owner_id == id_of("vidda")


def test_offers_that_are_open_to_all_owners_name_none(rogaland: OfficeCast) -> None:
    offer()
    assert "Bare for" not in read(sit(KARI, NOW), "owner-start")


def test_a_need_of_the_same_title_that_has_been_sent_is_shown_before_another_is_begun(rogaland: OfficeCast) -> None:
    need = needs.submitted(title="Språk i leken")
    sent = {"owner": str(id_of("fjordvik")), "offer": f"{need.call_id}:regional", "title": "  språk i LEKEN "}
    answer = write(sit(KNUT, NOW), "owner-start", **sent)
    assert (answer.status_code, Need.objects.count()) == (200, 1)
    assert "sendt inn en behovsmelding med den samme tittelen" in answer.text
    assert f'href="/eier/behov/{need.pk}/status/"' in answer.text
    assert "Dere skriver allerede på dette" not in answer.text
    assert write(sit(KNUT, NOW), "owner-start", **sent, another="1").status_code == 302


@pytest.mark.parametrize("how", ["title", "withdrawn", "none", "year"])
def test_another_title_another_call_and_what_was_withdrawn_ask_nothing(rogaland: OfficeCast, how: str) -> None:
    need = needs.submitted(title="Språk i leken")
    call = calls.of_another_year(need.call, 2024) if how == "year" else need.call
    if how == "withdrawn":
        transitions.withdraw(need, reason="Nei", by=KARI, at=NOW)
    title = {"title": "Noe annet", "none": ""}.get(how, "Språk i leken")
    sent = {"owner": str(id_of("fjordvik")), "offer": f"{call.pk}:regional", "title": title}
    assert write(sit(KNUT, NOW), "owner-start", **sent).status_code == 302


def test_earlier_needs_stand_with_those_handed_in_first_and_without_what_was_withdrawn_empty(
    rogaland: OfficeCast,
) -> None:
    sent, empty, full, draft = (
        needs.submitted(title="Sendt"), needs.drafted(title="Tomt"), needs.filled(title="Fullt"),
        needs.drafted(title="Utkastet"),
    )  # fmt: skip
    old = needs.submitted(title="Eldst")
    Need.objects.filter(pk=old.pk).update(call=calls.of_another_year(old.call, 2022))
    for need in (empty, full):
        transitions.withdraw(need, reason="Nei", by=KARI, at=NOW)
    page = read(sit(KARI, NOW), "owner-start").partition('name="former"')[2].partition("</select>")[0]
    assert re.findall(r'value="[^"]+"[^>]*>([^<]+)<', page) == [
        f"{sent.ref} Sendt", f"{old.ref} Eldst", f"{draft.ref} Utkastet (utkast)", f"{full.ref} Fullt (trukket)",
    ]  # fmt: skip
