"""An office sees what the registers answered, and its administrator decides what a person must judge."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from samspel.actors.models import Organisation, Ownership, RegisterQuestion, RegisterRun, Unit
from samspel.actors.registers import answers, checking
from samspel.adapters.registers import units
from samspel.adapters.registers.asking import Client
from samspel.adapters.registers.klass import Klass
from samspel.adapters.registers.owners import Enhetsregisteret
from samspel.flow.models import Entry
from tests.cast import AGDER, KARI, ROGALAND, OfficeCast
from tests.stories import registers
from tests.web.desk import read, sit, words, write

NOW = registers.LOADED + timedelta(days=1)
PAGE = "/kontor/registre/"
REASON = "Bekreftet i brev fra kommunen"


def test_what_came_of_asking_is_told_with_the_questions_of_the_office_alone(rogaland: OfficeCast) -> None:
    registers.placed()
    registers.asked(owner="Eventyrbarnehagene AS")
    registers.held()
    RegisterRun.objects.create(
        loaded_at=NOW, source="nsr", outcome="silent", refused="x", findings=[{"code": "silent", "why": "x"}]
    )
    page = words(sit(ROGALAND.payer, NOW).get(PAGE))
    for told in (
        "Nasjonalt skoleregister svarte ikke 2. september 2026.", "Eventyrbarnehagene AS", "Solsida barnehage",
        "2770 av 5541 enheter ville blitt nedlagt.", "En administrator ved embetet avgjør.", "Holdt tilbake",
    ):  # fmt: skip
        assert told in page
    other = words(sit(AGDER.admin, NOW).get(PAGE))
    assert "Ingen endringer venter." in other
    assert "Solsida" not in other


def test_an_administrator_hands_a_unit_over_from_a_day_with_a_reason(rogaland: OfficeCast) -> None:
    question = registers.asked()
    admin = sit(ROGALAND.admin, NOW)
    assert write(admin, "office-register-question", question.pk, act="accept").status_code == 422
    sent = {"act": "accept", "reason": REASON, "since": "1.8.2026"}
    assert write(admin, "office-register-question", question.pk, **sent).url == PAGE
    unit = Unit.objects.select_related("owner").get(orgnr="310000019")
    assert unit.owner is not None
    assert unit.owner.orgnr == "210000062"
    assert list(
        Ownership.objects.filter(unit=unit).order_by("since").values_list("owner__orgnr", "since", "until")
    ) == [
        ("210000011", date(2020, 1, 1), date(2026, 7, 31)),
        ("210000062", date(2026, 8, 1), None),
    ]
    assert Entry.objects.get(act="actors.accept_change").facts["reason"] == REASON
    page = words(admin.get(f"{PAGE}endringer/{question.pk}/"))
    assert "Godtatt" in page
    assert "Godta endringen" not in page


def test_what_is_known_may_be_kept_and_a_day_to_come_is_refused(rogaland: OfficeCast) -> None:
    question = registers.asked()
    admin = sit(ROGALAND.admin, NOW)
    refused = write(admin, "office-register-question", question.pk, act="accept", reason=REASON, since="1.8.2027")
    assert refused.status_code == 422
    assert "kan ikke være fram i tid" in words(refused)
    assert not Ownership.objects.filter(unit=question.unit).exists()
    assert write(admin, "office-register-question", question.pk, act="reject", reason=REASON).status_code == 302
    question.refresh_from_db()
    assert (question.state, question.reason) == ("rejected", REASON)
    assert write(admin, "office-register-question", question.pk, act="accept", reason=REASON).status_code == 422


@pytest.mark.parametrize("act", ["accept", "reject"])
def test_only_an_administrator_of_the_office_decides(rogaland: OfficeCast, act: str) -> None:
    question = registers.asked()
    sent = {"act": act, "reason": REASON}
    assert write(sit(ROGALAND.caseworker, NOW), "office-register-question", question.pk, **sent).status_code == 403
    assert write(sit(AGDER.admin, NOW), "office-register-question", question.pk, **sent).status_code == 404
    assert "Godta endringen" not in read(sit(ROGALAND.decider, NOW), "office-register-question", question.pk)
    assert RegisterQuestion.objects.get().state == "open"


def test_a_unit_that_somebody_changed_meanwhile_is_not_changed_by_an_old_question(rogaland: OfficeCast) -> None:
    question = registers.asked()
    Unit.objects.filter(pk=question.unit_id).update(owner=None)
    sent = {"act": "accept", "reason": REASON}
    refused = write(sit(ROGALAND.admin, NOW), "office-register-question", question.pk, **sent)
    assert "er endret siden spørsmålet ble stilt" in words(refused)


@pytest.mark.parametrize(("act", "outcome", "closed"), [("release", "released", 1), ("drop", "dropped", 0)])
def test_a_held_answer_is_let_in_or_turned_down_by_an_administrator(
    rogaland: OfficeCast, act: str, outcome: str, closed: int
) -> None:
    registers.placed()
    Unit.objects.filter(orgnr="310000027").update(register="nbr")
    run = registers.held()
    sent = {"act": act, "reason": REASON}
    assert write(sit(ROGALAND.decider, NOW), "office-register-run", run.pk, **sent).status_code == 403
    assert write(sit(ROGALAND.admin, NOW), "office-register-run", run.pk, act=act).status_code == 422
    assert write(sit(ROGALAND.admin, NOW), "office-register-run", run.pk, **sent).url == PAGE
    run.refresh_from_db()
    assert (run.outcome, run.reason) == (outcome, REASON)
    assert Unit.objects.filter(closed_on=NOW.date()).count() == closed
    assert "Avgjort av Statsforvaltaren i Rogaland" in words(sit(AGDER.admin, NOW).get(f"{PAGE}kjoringer/{run.pk}/"))
    assert write(sit(ROGALAND.admin, NOW), "office-register-run", run.pk, **sent).status_code == 422


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_the_same_however_long(
    rogaland: OfficeCast, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    registers.many(rows)
    for number in range(rows):
        registers.asked(f"39{number:07}")
        registers.held(at=NOW - timedelta(minutes=number))
    client = sit(ROGALAND.caseworker, NOW)
    with django_assert_num_queries(13):
        client.get(PAGE)


def test_with_every_register_down_people_go_on_working_and_it_is_said(
    rogaland: OfficeCast, monkeypatch: pytest.MonkeyPatch
) -> None:
    registers.placed()
    nobody = Client("http://127.0.0.1:1", sleep=lambda seconds: None)
    for name, words_of in ((answers.NBR, units.KINDERGARTENS), (answers.NSR, units.SCHOOLS)):
        monkeypatch.setitem(answers.registers, name, units.Register(nobody, words_of))
    monkeypatch.setitem(answers.organisations, answers.BRREG, Enhetsregisteret(nobody))
    monkeypatch.setitem(answers.places, answers.KLASS, Klass(nobody))
    Organisation.objects.create(ref="964965226", orgnr="964965226", name="Stavanger kommune", kind="kommune")
    before = list(Unit.objects.order_by("pk").values())
    for name in checking.names():
        assert checking.ask(name, at=NOW, tell=lambda line: None).outcome == "silent"
    assert list(Unit.objects.order_by("pk").values()) == before
    page = words(sit(ROGALAND.caseworker, NOW).get(PAGE))
    for called in ("barnehageregister", "skoleregister", "Enhetsregisteret", "Statistisk sentralbyrå"):
        assert f"{called} svarte ikke 2. september 2026." in page
    assert sit(ROGALAND.caseworker, NOW).get("/kontor/").status_code == 200
    assert sit(KARI, NOW).get("/eier/").status_code == 200
    assert "Nasjonalt barnehageregister svarte ikke" in words(sit(KARI, NOW).get("/enheter/310000019/"))
