"""The whole need before it is sent: everything found links to its page, and the button makes one submission."""

from __future__ import annotations

import re
from datetime import timedelta
from types import ModuleType
from uuid import uuid4

import pytest
from django.urls import reverse

from samspel.actors.models import Reach
from samspel.flow.models import Outbox
from samspel.needs import content, queries, transitions
from samspel.needs import sheet as sheets
from samspel.needs.models import Need, Participation, Submission
from samspel.tenancy.context import offices
from samspel.web.owner import (
    about,
    assessment,
    check_answers,
    contribution,
    follow_up,
    goals,
    measure,
    participants,
    timetable,
)
from tests.cast import AGDER, KARI, KNUT, PIA, ROGALAND, OfficeCast
from tests.stories import attachments, needs
from tests.web.desk import hidden, read, sit, write
from tests.web.owner.pages import NOW, address

pytestmark = pytest.mark.submit


def key_of(page: str) -> str:
    """The key that the form sends."""
    found = re.search(r'name="key" value="([0-9a-f-]{36})"', page)
    assert found
    return found.group(1)


def test_everything_that_is_missing_links_to_its_page(rogaland: OfficeCast) -> None:
    need = needs.drafted(title="")
    page = read(sit(KARI, NOW), "owner-check", need.pk)
    assert "Dette må rettes før dere kan sende inn" in page
    for part in ("om", "vurdering", "tiltak", "deltakere", "maal", "tid", "partnere", "budsjett"):
        assert f'href="{address(need, part)}/?fra=kontroll"' in page
    assert "Ikke svart" in page
    assert 'name="sure"' not in page


def test_what_was_found_stands_in_the_order_of_the_form(rogaland: OfficeCast) -> None:
    need = needs.drafted(title="")
    page = read(sit(KARI, NOW), "owner-check", need.pk)
    found = page[page.index("Dette må rettes") : page.index('class="sam-row sam-between"')]
    order = ["om", "vurdering", "tiltak", "deltakere", "maal", "tid", "partnere", "budsjett"]
    for level in re.split("Se over dette|Til opplysning", found):
        parts = [part for part in re.findall(rf'href="{address(need, "")}([a-z]+)/', level) if part in order]
        assert parts and parts == sorted(parts, key=order.index)


@pytest.mark.parametrize(
    "subject", [about, assessment, measure, participants, goals, timetable, follow_up, contribution]
)
def test_the_order_of_what_was_found_is_that_of_the_questions_on_each_page(
    rogaland: OfficeCast, subject: ModuleType
) -> None:
    form = subject.SUBJECT.form(sheet=sheets.of(needs.with_everything(), NOW))
    names = [name for name in form.fields if content.page_of(name)]
    assert names and names == sorted(names, key=check_answers.place_of)


def test_a_whole_need_is_sent_and_gets_its_receipt(rogaland: OfficeCast) -> None:
    need = needs.confirmed()
    page = read(sit(KARI, NOW), "owner-check", need.pk)
    assert "Dette må rettes" not in page
    answer = write(sit(KARI, NOW), "owner-check", need.pk, key=key_of(page), sure="on")
    assert (answer.status_code, answer.url) == (302, address(need, "kvittering/"))
    assert Submission.objects.get().sender_id == KARI.person_id


def test_what_was_changed_since_the_page_was_shown_is_looked_over_before_it_is_sent(rogaland: OfficeCast) -> None:
    need = needs.confirmed()
    client = sit(KARI, NOW)
    page = client.get(address(need, "kontroll/"))
    sent = {"key": key_of(page.text), "seen": hidden(page, "seen"), "sure": "on"}
    transitions.fill(need, content={"title": "Noko heilt anna"}, by=KNUT, at=NOW)
    answer = write(client, "owner-check", need.pk, **sent)
    assert answer.status_code == 422
    assert "Se over det som står her nå, og send på nytt." in answer.text and "Noko heilt anna" in answer.text
    assert not Submission.objects.exists()
    again = write(client, "owner-check", need.pk, **sent | {"seen": hidden(answer, "seen")})
    assert (again.status_code, Submission.objects.get().content["title"]) == (302, "Noko heilt anna")
    assert write(client, "owner-check", need.pk, **sent).url == again.url  # the first page once more


def test_a_file_that_came_since_the_page_was_shown_is_looked_over_and_a_partners_answer_is_not(
    rogaland: OfficeCast,
) -> None:
    need = needs.filled()
    client = sit(KARI, NOW)
    page = client.get(address(need, "kontroll/"))
    sent = {"key": key_of(page.text), "seen": hidden(page, "seen"), "sure": "on"}
    attachments.clean(need)
    answer = write(client, "owner-check", need.pk, **sent)
    assert answer.status_code == 422 and not Submission.objects.exists()
    needs.confirm(needs.partnership(need))
    without = write(client, "owner-check", need.pk, **sent | {"seen": "x", "sure": ""})
    sent["seen"] = hidden(without, "seen")
    assert write(client, "owner-check", need.pk, **sent).status_code == 302


def test_two_presses_are_one_submission(rogaland: OfficeCast) -> None:
    need = needs.confirmed()
    client = sit(KARI, NOW)
    sent = {"key": key_of(read(client, "owner-check", need.pk)), "sure": "on"}
    answers = [write(client, "owner-check", need.pk, **sent) for _ in range(2)]
    assert [answer.url for answer in answers] == [address(need, "kvittering/")] * 2
    assert (Submission.objects.count(), Outbox.objects.filter(kind="receipt").count()) == (1, 1)


def test_a_warning_stops_nothing_and_names_who_it_waits_for(rogaland: OfficeCast) -> None:
    need = needs.filled()
    page = read(sit(KARI, NOW), "owner-check", need.pk)
    assert "Høgskulen i vest har ikke bekreftet ennå." in page
    assert "Kan rettes av: partneren" in page
    assert "av: eieren" not in page, "the reader is the owner"
    assert write(sit(KARI, NOW), "owner-check", need.pk, key=str(uuid4()), sure="on").status_code == 302


def test_what_only_tells_has_its_basis_its_page_and_whom_it_is_for(rogaland: OfficeCast) -> None:
    need = needs.confirmed("decentralised")
    page = read(sit(KARI, NOW), "owner-check", need.pk)
    told = page.partition("Til opplysning")[2].partition("</div>")[0]
    assert f'href="{address(need, "egenandel/")}?fra=kontroll"' in told
    assert "Egenandelen er regnet av hele tilskuddet" in told
    assert '<span class="sam-basis">Grunnlag:' in told
    assert "Angår: Statsforvalteren" in told


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"key": str(uuid4())}, "Kryss av for at opplysningene er riktige"),
        ({"sure": "on"}, ""),
        ({"key": "tull", "sure": "on"}, ""),
    ],
)
def test_a_sending_that_is_not_confirmed_is_not_sent(rogaland: OfficeCast, sent: dict[str, str], told: str) -> None:
    need = needs.confirmed()
    answer = write(sit(KARI, NOW), "owner-check", need.pk, **sent)
    assert answer.status_code == 422
    assert told in answer.text
    assert not Submission.objects.exists()


def test_a_sending_that_is_refused_says_every_reason(rogaland: OfficeCast) -> None:
    need = needs.confirmed()
    transitions.fill(need, content={"goal": "", "title": ""}, by=KARI, at=NOW)
    answer = write(sit(KARI, NOW), "owner-check", need.pk, key=str(uuid4()), sure="on")
    assert answer.status_code == 422
    assert "Behovsmeldingen ble ikke sendt" in answer.text
    assert "Skriv en tittel på tiltaket." in answer.text
    assert "Skriv hva tiltaket skal føre til." in answer.text


def test_after_the_deadline_the_page_says_so(rogaland: OfficeCast) -> None:
    need = needs.confirmed()
    closes = need.call.closes_at
    assert closes is not None
    after = closes + timedelta(hours=1)
    assert "Fristen for å melde behov gikk ut 1.\xa0februar 2023." in read(sit(KARI, after), "owner-check", need.pk)
    answer = write(sit(KARI, after), "owner-check", need.pk, key=str(uuid4()), sure="on")
    assert answer.status_code == 422
    assert Need.objects.get(pk=need.pk).state == "draft"


@pytest.mark.deadline
def test_in_the_time_of_grace_it_is_sent_and_everybody_sees_that_it_was_late(rogaland: OfficeCast) -> None:
    need = needs.confirmed()
    closes = need.call.closes_at
    assert closes is not None
    kari = sit(KARI, closes + timedelta(minutes=20))
    for name in ("owner-need", "owner-check"):
        page = read(kari, name, need.pk)
        assert "Dere kan likevel sende inn før 2.\xa0februar 2023 kl.\xa001.00." in page
    assert write(kari, "owner-check", need.pk, key=str(uuid4()), turn="1", sure="on").status_code == 302
    assert "Statsforvalteren avgjør om den tas med" in read(kari, "owner-receipt", need.pk)
    assert "Etter frist" in read(kari, "owner-status", need.pk)
    amir = sit(ROGALAND.caseworker, closes + timedelta(hours=9))
    assert "Etter fristen" in read(amir, "office-inbox")


def test_two_pages_with_two_keys_are_one_submission_and_one_receipt(rogaland: OfficeCast) -> None:
    need = needs.confirmed()
    pages = [sit(KARI, NOW), sit(KARI, NOW)]
    sent = []
    for client in pages:
        page = client.get(reverse("owner-check", args=[need.pk]))
        sent.append({"key": hidden(page, "key"), "turn": hidden(page, "turn"), "sure": "on"})
    assert len({one["key"] for one in sent}) == 2
    answers = [write(client, "owner-check", need.pk, **one) for client, one in zip(pages, sent, strict=True)]
    assert [answer.url for answer in answers] == [address(need, "kvittering/")] * 2
    assert (Submission.objects.count(), Outbox.objects.filter(kind="receipt").count()) == (1, 1)


def test_the_back_button_to_a_page_from_before_it_was_sent_back_sends_nothing(rogaland: OfficeCast) -> None:
    need = needs.confirmed()
    client = sit(KARI, NOW)
    page = client.get(reverse("owner-check", args=[need.pk]))
    sent = {"key": hidden(page, "key"), "turn": hidden(page, "turn"), "sure": "on"}
    write(client, "owner-check", need.pk, **sent)
    until = NOW + timedelta(days=20)
    fresh = queries.need_of(KARI, need.pk)
    transitions.send_back(fresh, reason="Meir", answer_by=until, by=ROGALAND.caseworker, at=NOW)
    for key in (sent["key"], str(uuid4())):
        assert write(client, "owner-check", need.pk, **{**sent, "key": key}).url == address(need, "kvittering/")
    assert (Submission.objects.count(), Need.objects.get(pk=need.pk).state) == (1, "returned")
    ahead = write(client, "owner-check", need.pk, key=str(uuid4()), turn="3", sure="on")
    assert (ahead.status_code, "Se over og send på nytt." in ahead.text) == (422, True)


def test_one_who_cannot_sign_is_told_and_sends_nothing(rogaland: OfficeCast) -> None:
    need = needs.confirmed()
    page = read(sit(KNUT, NOW), "owner-check", need.pk)
    assert "Bare den som kan signere for eieren, kan gjøre dette." in page
    assert 'name="sure"' not in page
    answer = write(sit(KNUT, NOW), "owner-check", need.pk, key=str(uuid4()), sure="on")
    assert answer.status_code == 422
    assert not Submission.objects.exists()


def test_the_need_of_another_cannot_be_sent(rogaland: OfficeCast) -> None:
    need = needs.confirmed()
    assert write(sit(PIA, NOW), "owner-check", need.pk, key=str(uuid4()), sure="on").status_code == 404
    assert queries.need_of(KARI, need.pk).state == "draft"


def test_a_unit_counted_under_another_office_is_told_the_owner_that_takes_part_there(rogaland: OfficeCast) -> None:
    there, here = needs.submitted(title="Hos det andre embetet"), needs.confirmed()
    with offices([rogaland.office, AGDER.office]):
        Participation.objects.filter(need=there).update(office_id=AGDER.office)
        Need.objects.filter(pk=there.pk).update(office_id=AGDER.office)
    said, later = f"er med i behovsmeldingen {there.ref} fra Fjordvik kommune til", NOW + timedelta(days=4)
    assert said not in read(sit(KARI, later), "owner-check", here.pk)
    Reach.objects.create(organisation_id=here.owner_id, office_id=AGDER.office)
    assert said in read(sit(KARI, later), "owner-check", here.pk)
    assert said in read(sit(KARI, later), "api-need-check", here.pk)
    needs.handed_in(here, at=later)
    assert said not in read(sit(rogaland.caseworker, later), "office-case", here.pk)
    assert said not in read(sit(rogaland.caseworker, later), "api-need-check", here.pk)
