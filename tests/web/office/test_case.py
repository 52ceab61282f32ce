"""The case page: everything about a need, each act, and every refusal where it belongs with what was typed kept."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from samspel.casework import transitions
from samspel.casework.models import Case, SupplementRequest
from samspel.needs import transitions as acts
from samspel.needs.models import Need, Partnership, Submission
from tests.cast import AGDER, KARI, MONA, ROGALAND, SYSTEM, OfficeCast, id_of
from tests.stories import attachments, casework, needs, samples
from tests.web.desk import read, sit, write

AMIR, DAGNY, ANNA = ROGALAND.caseworker, ROGALAND.decider, ROGALAND.admin
NOW = needs.when("2021", 2, 15)


def test_the_page_holds_the_whole_need_the_checks_the_receipt_and_the_history(rogaland: OfficeCast) -> None:
    case = casework.opened()
    page = read(sit(AMIR, NOW), "office-case", case.need_id)
    for words in (
        "Personalet er usikre på korleis", "Fire samlingar i året", "Bekreftet", "Søknadssum", "Kontroll",
        "Ordningen krever ikke egenandel", "Innholdet her er nøyaktig det som ble sendt inn.", "Sak 2023/1",
        "Saken ble åpnet", "Behovsmeldingen ble sendt inn", "Kari Fjord, Fjordvik kommune", "Journalnummer 2023/",
    ):  # fmt: skip
        assert words in page
    assert "Fristen for å melde behov gikk ut" not in page


def test_what_the_check_finds_has_the_number_of_its_rule_and_no_word_of_ours(rogaland: OfficeCast) -> None:
    case = casework.opened()
    Need.objects.filter(pk=case.need_id).update(anchoring="", plan_link="")
    page = read(sit(AMIR, NOW), "office-case", case.need_id)
    assert "VR20 · Grunnlag:" in page
    assert '<span class="sam-basis">Grunnlag:' in page and "missing" not in page


def test_what_the_check_finds_says_who_else_can_put_it_right(rogaland: OfficeCast) -> None:
    case = casework.opened()
    other = {"other_money": True, "other_money_what": "Språkløyper", "other_money_nok": 1}
    Need.objects.filter(pk=case.need_id).update(plan_link="", own_contribution_nok=1, **other)
    Partnership.objects.filter(need=case.need_id).update(back_to_education="")
    page = read(sit(AMIR, NOW), "office-case", case.need_id)
    found = [strip_tags(one) for one in re.findall(r"<li data-level.*?</li>", page, re.DOTALL)]
    said = {number: next(one for one in found if f"{number} ·" in one) for number in ("VR10", "VR20", "VR21")}
    assert "Kan rettes av: eieren" in said["VR20"]
    assert "Kan rettes av: partneren" in said["VR21"]
    assert "Angår: eieren" in said["VR10"]
    assert any("Se at ingen får betalt to ganger." in one for one in found)
    assert "Angår: Statsforvalteren" not in page, "the reader is the office"


def test_the_whole_preparation_goes_through_the_page(rogaland: OfficeCast) -> None:
    need = needs.submitted()
    amir = sit(AMIR, NOW)

    def does(**sent: str) -> None:
        assert write(amir, "office-case", need.pk, **sent).status_code == 302

    does(act="open")
    assert "Skriv embetets vurdering av behovet først." in read(amir, "office-case", need.pk)
    does(act="assess", assessment="Godt grunngitt.")
    does(act="ready")
    assert Case.objects.get().state == "ready"
    does(act="take_back", reason="Budsjettet.")
    does(act="ask", text="Skriv meir.", answer_by="1.3.2023")
    assert str(SupplementRequest.objects.get().answer_by) == "2023-03-01 23:00:00+00:00"
    page = read(amir, "office-case", need.pk)
    assert "Venter på svar fra eieren" in page
    assert "Svarfrist: 1.\xa0mars 2023 kl.\xa023.59." in page
    does(act="take")
    does(act="assign", caseworker=str(id_of("amir")))


def test_a_button_says_forum_only_where_the_scheme_has_one(rogaland: OfficeCast) -> None:
    with_forum = casework.assessed()
    without = casework.assessed(needs.submitted("collective"))
    amir = sit(AMIR, needs.when("2026", 2, 15))
    assert "Legg fram for forumet" in read(amir, "office-case", with_forum.need_id)
    assert "Gjør klar for vedtak" in read(amir, "office-case", without.need_id)
    for case in (with_forum, without):
        transitions.make_ready(case, by=AMIR, at=needs.when("2026", 2, 15))
    assert "Forbered vedtak" not in read(amir, "office-case", with_forum.need_id)
    assert "Forbered vedtak" in read(amir, "office-case", without.need_id)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"act": "assess", "assessment": ""}, "Fyll ut «Hva mener embetet om behovet?»."),
        ({"act": "ask", "text": "Behald meg", "answer_by": "31.2.2023"}, "Skriv en dato som finnes"),
        ({"act": "ask", "text": "Behald meg", "answer_by": "1.2.2023"}, "Svarfristen må være fram i tid. Grunnlag:"),
        ({"act": "ready"}, "Skriv embetets vurdering av behovet først."),
        ({"act": "assign", "caseworker": str(id_of("dagny"))}, "Velg et av svarene"),
        ({"act": "take_back", "reason": "Behald meg"}, "Dette kan ikke gjøres nå. Status er «Under arbeid»."),
    ],
)
def test_a_refused_act_is_told_at_its_question_and_nothing_typed_is_lost(
    rogaland: OfficeCast, sent: dict[str, str], words: str
) -> None:
    case = casework.opened()
    answer = write(sit(AMIR, NOW), "office-case", case.need_id, **sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "ds-error-summary" in page
    if "Behald meg" in sent.values() and sent["act"] == "ask":
        assert "Behald meg" in page
    assert Case.objects.get().version == case.version


def test_an_unknown_act_and_one_without_a_case_are_not_there(rogaland: OfficeCast) -> None:
    need = needs.submitted()
    amir = sit(AMIR, NOW)
    assert write(amir, "office-case", need.pk, act="burn").status_code == 404
    assert write(amir, "office-case", need.pk, act="assess", assessment="Ja").status_code == 404


def test_those_who_do_not_prepare_read_and_are_refused(rogaland: OfficeCast) -> None:
    case = casework.opened()
    dagny = sit(DAGNY, NOW)
    page = read(dagny, "office-case", case.need_id)
    assert "Saksbehandleren gjør endringer i saken." in page
    assert 'name="act"' not in page
    answer = write(dagny, "office-case", case.need_id, act="assess", assessment="Ja")
    assert (answer.status_code, "Rollen din gir ikke rett" in answer.content.decode()) == (422, True)


def test_a_need_that_is_not_the_offices_is_not_there(rogaland: OfficeCast) -> None:
    need, draft = needs.submitted(), needs.drafted()
    read(sit(AGDER.caseworker, NOW), "office-case", need.pk, status=404)
    read(sit(AMIR, NOW), "office-case", draft.pk, status=404)
    read(sit(AMIR, NOW), "office-case", id_of("none"), status=404)
    for by in (KARI, MONA):
        read(sit(by, NOW), "office-case", need.pk, status=403)


def test_a_bound_or_dismissed_case_has_no_buttons(rogaland: OfficeCast) -> None:
    case = casework.ready()
    amir = sit(AMIR, NOW)
    assert "Ta saken tilbake" in read(amir, "office-case", case.need_id)
    transitions.bind(case, by=DAGNY, at=NOW)
    assert "Ta saken tilbake" not in read(amir, "office-case", case.need_id)
    gone = casework.supplement_asked(needs.submitted(title="Avvist"))
    transitions.close_as_dismissed(gone, ground="no-answer", by=DAGNY, at=NOW.replace(month=3))
    page = read(amir, "office-case", gone.need_id)
    assert "Mangler ble ikke rettet innen fristen" in page
    assert 'name="act"' not in page


@pytest.mark.deadline
def test_somebody_decides_whether_a_late_need_is_taken_in(rogaland: OfficeCast) -> None:
    case = casework.assessed()
    received_late(case)
    amir = sit(AMIR, NOW)
    answer = write(amir, "office-case", case.need_id, act="ready")
    assert (answer.status_code, "Behovet kom etter fristen." in answer.content.decode()) == (422, True)
    assert "Skal behovet tas med?" in read(amir, "office-case", case.need_id)
    assert write(amir, "office-case", case.need_id, act="late", accepted="nei", late_reason=" ").status_code == 422
    write(amir, "office-case", case.need_id, act="late", accepted="nei", late_reason="Ingen grunn er oppgjeven.")
    page = read(amir, "office-case", case.need_id)
    assert "Embetet har avgjort at behovet ikke tas med" in page
    assert "Forbered avvisning" in page
    assert write(amir, "office-case", case.need_id, act="ready").status_code == 422
    write(amir, "office-case", case.need_id, act="late", accepted="ja", late_reason="Straumbrot.")
    page = read(amir, "office-case", case.need_id)
    assert "Forbered avvisning" not in page
    assert write(amir, "office-case", case.need_id, act="ready").status_code == 302
    told = read(sit(KARI, NOW), "owner-status", case.need_id)
    assert ("Straumbrot." in told, "Etter frist" in told) == (True, True)


def received_late(case: Case) -> None:
    first = Submission.objects.get()
    Submission.objects.create(
        office_id=first.office_id, need=first.need, key=id_of("late"), content=first.content, digest=first.digest,
        received_at=first.received_at.replace(hour=1), late=True, receipt=first.receipt,
    )  # fmt: skip


def test_what_changed_after_the_submission_is_told(rogaland: OfficeCast) -> None:
    need = needs.filled()
    needs.handed_in(need)
    case = casework.opened(Need.objects.get())
    amir = sit(AMIR, NOW)
    needs.confirm(needs.partnership(need), at=NOW)
    assert "Etter innsendingen har partnere svart." in read(amir, "office-case", case.need_id)
    Need.objects.update(goal="Noko anna")
    assert "Innholdet er endret etter denne innsendingen." in read(amir, "office-case", case.need_id)


@pytest.mark.parametrize(("owner", "most"), [("fjordvik", 17), ("vidda", 19)])
def test_the_page_takes_few_queries_and_one_more_for_the_members_of_a_network(
    rogaland: OfficeCast, owner: str, most: int
) -> None:
    case = casework.assessed(needs.submitted(owner=owner))
    amir = sit(AMIR, NOW)
    read(amir, "office-case", case.need_id)
    with CaptureQueriesContext(connection) as seen:
        read(amir, "office-case", case.need_id)
    asked = [one["sql"] for one in seen if one["sql"].startswith(("SELECT", "UPDATE", "INSERT"))]
    assert len(asked) <= most, "\n".join(asked)


def test_the_files_of_the_need_are_listed_with_where_the_scanner_stands(rogaland: OfficeCast) -> None:
    need = needs.confirmed()
    clean, waits = attachments.clean(need, note="Planen vår"), attachments.waiting(need, "Venter", name="venter.pdf")
    needs.handed_in(need)
    case = casework.opened(need)
    page = read(sit(AMIR, NOW), "office-case", case.need_id)
    for text in ("plan.pdf", "Planen vår", "Kontrollert", "venter.pdf", "Venter på viruskontroll"):
        assert text in page
    assert "Viruskontrollen er ikke ferdig med venter.pdf." in page and "uten å vente" not in page
    assert (f"/vedlegg/{clean.pk}.fil" in page, f"/vedlegg/{waits.pk}.fil" in page) == (True, False)
    answer = sit(AMIR, NOW).get(f"/kontor/saker/{need.pk}/vedlegg/{clean.pk}.fil")
    assert (answer.status_code, answer.content) == (200, samples.pdf())
    assert sit(AMIR, NOW).get(f"/kontor/saker/{need.pk}/vedlegg/{waits.pk}.fil").status_code == 422


def test_what_was_stopped_after_it_came_in_is_told_and_stops_nothing(rogaland: OfficeCast) -> None:
    need = needs.confirmed()
    virus = attachments.waiting(need)
    needs.handed_in(need)
    case = casework.assessed(need)
    acts.stop(virus, found="Eicar-Test-Signature", by=SYSTEM, at=NOW)
    page = read(sit(AMIR, NOW), "office-case", case.need_id)
    assert "ble stanset i viruskontrollen. Be eieren om en ny fil." in page
    assert transitions.make_ready.refusals(case, by=AMIR, at=NOW) == []


def test_the_office_reads_the_files_as_they_came_in_while_the_owner_works_on_an_answer(rogaland: OfficeCast) -> None:
    need = needs.confirmed()
    first = attachments.clean(need)
    needs.handed_in(need)
    case = casework.supplement_asked(need)
    need.refresh_from_db()
    acts.detach(first, by=KARI, at=NOW)
    new = attachments.clean(need, "Ny", name="ny.pdf", at=NOW)
    page = read(sit(AMIR, NOW), "office-case", case.need_id)
    assert (f"{first.pk}.fil" in page, f"{new.pk}.fil" in page) == (True, False)
    assert sit(AMIR, NOW).get(f"/kontor/saker/{need.pk}/vedlegg/{first.pk}.fil").status_code == 200
    assert sit(AMIR, NOW).get(f"/kontor/saker/{need.pk}/vedlegg/{new.pk}.fil").status_code == 404
