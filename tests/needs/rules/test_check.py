"""The one check of a need: each validation rule turns up when it should, with its level and who can put it right."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import translation

from samspel.actors.models import Membership, Network, Organisation, Unit
from samspel.actors.networks import transitions as networks
from samspel.flow.refusal import Refused
from samspel.kit.deadlines import closes_at
from samspel.needs import queries, transitions
from samspel.needs.models import BudgetLine, Need, Participation
from samspel.needs.rules import Finding, check, errors
from samspel.needs.transitions import BudgetAmount
from tests.cast import KARI, UNNI, OfficeCast, id_of
from tests.stories import needs, private_units

NOW = needs.when("2021", day=20)


def found(need: Need, code: str) -> list[Finding]:
    at = NOW if need.call.rule_set == "2021" else needs.when("2026", day=20)
    return [finding for finding in check(queries.need_of(KARI, need.pk), at) if finding.code == code]


def told(need: Need, code: str) -> list[tuple[str, str, str]]:
    return [(finding.level.value, finding.field, finding.who.value) for finding in found(need, code)]


@pytest.mark.parametrize("scheme", needs.SCHEMES)
def test_a_whole_and_confirmed_need_has_no_error_and_no_warning(rogaland: OfficeCast, scheme: str) -> None:
    need = needs.confirmed(scheme)
    levels = {finding.level for finding in check(need, needs.when(needs.RULE_SET[scheme], day=20))}
    assert levels <= {"hint"}


def test_vr01_a_passed_deadline_is_an_error_that_the_office_can_answer(rogaland: OfficeCast) -> None:
    need = needs.confirmed()
    assert told(need, "VR01") == []
    late = [finding for finding in check(need, NOW + timedelta(days=20)) if finding.code == "VR01"]
    assert [(finding.level, finding.who) for finding in late] == [("error", "office")]
    assert "1.\u00a0februar 2023" in late[0].text


def test_vr02_a_kind_of_owner_the_scheme_is_closed_to(rogaland: OfficeCast) -> None:
    need = needs.confirmed()
    Organisation.objects.filter(pk=need.owner_id).update(kind="other")
    assert told(need, "VR02") == [("error", "owner", "owner")]
    assert "rogaland" in found(need, "VR02")[0].basis.lower()


def test_vr03_a_partner_that_has_left_is_none(rogaland: OfficeCast) -> None:
    need = needs.filled()
    assert told(need, "VR03") == []
    transitions.decline(needs.partnership(need), reason="Nei", by=UNNI, at=NOW)
    assert told(need, "VR03") == [("error", "partners", "owner")]
    assert told(need, "VR13") == [("error", "budget", "owner")]


def test_vr04_a_partner_that_has_not_confirmed_is_a_warning_and_stops_nothing(rogaland: OfficeCast) -> None:
    need = needs.filled()
    assert told(need, "VR04") == [("warning", "partners", "partner")]
    assert told(need, "VR21") == [("warning", "partners", "partner")]
    assert errors(check(need, NOW)) == []
    needs.confirm(needs.partnership(need))
    assert told(need, "VR04") == told(need, "VR21") == []
    transitions.fill(need, content={"measure": "Noko anna"}, by=KARI, at=NOW)
    assert "på nytt" in found(need, "VR04")[0].text


def test_vr04_is_a_hint_where_the_call_does_not_ask_for_it(rogaland: OfficeCast) -> None:
    need = needs.filled()
    type(need.call).objects.filter(pk=need.call_id).update(partner_must_confirm=False)
    assert told(need, "VR04") == [("hint", "partners", "partner")]


def test_vr04_names_the_last_day_that_the_call_has_set_and_where_it_is_from(rogaland: OfficeCast) -> None:
    need = needs.filled()
    (without,) = found(need, "VR04")
    type(need.call).objects.filter(pk=need.call_id).update(confirm_closes_at=closes_at(date(2023, 2, 15)))
    (finding,) = found(need, "VR04")
    assert finding.text == f"{without.text} Siste dag for svar fra partnere er 15.\u00a0februar 2023."
    assert finding.basis == f"{without.basis}; siste dag er satt i utlysningen"
    need = queries.need_of(KARI, need.pk)
    for at, word in (
        (closes_at(date(2023, 2, 15)) - timedelta(seconds=1), "er"),
        (closes_at(date(2023, 2, 15)), "var"),
    ):
        (finding,) = [one for one in check(need, at) if one.code == "VR04"]
        assert f"fra partnere {word} 15." in finding.text and finding.level == "warning"


def test_vr05_a_measure_lasts_no_longer_than_the_call_allows(rogaland: OfficeCast) -> None:
    need = needs.confirmed(years=3)
    transitions.fill(need, content={"starts_on": date(2023, 8, 1), "ends_on": date(2026, 7, 31)}, by=KARI, at=NOW)
    assert told(need, "VR05") == []
    transitions.fill(need, content={"ends_on": date(2026, 8, 1)}, by=KARI, at=NOW)
    assert told(need, "VR05") == [("error", "ends_on", "owner")]
    assert found(need, "VR05")[0].basis


def test_vr05_a_measure_does_not_end_before_the_budget_year(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    transitions.fill(need, content={"starts_on": date(2022, 1, 1), "ends_on": date(2022, 6, 1)}, by=KARI, at=NOW)
    assert ("error", "ends_on", "owner") in told(need, "VR05")


def test_vr08_studies_for_one_person_are_pointed_on(rogaland: OfficeCast) -> None:
    need = needs.confirmed()
    transitions.fill(need, content={"collective": False}, by=KARI, at=NOW)
    assert told(need, "VR08") == [("error", "collective", "owner")]
    assert "videreutdanning" in found(need, "VR08")[0].text


def test_vr09_an_own_contribution_under_thirty_per_cent_is_a_warning(rogaland: OfficeCast) -> None:
    need = needs.confirmed("decentralised", asked_nok=400_001)
    assert told(need, "VR09") == [("warning", "own_contribution_nok", "owner")]
    assert "120\u00a0001\u00a0kr" in found(need, "VR09")[0].text
    transitions.fill(need, content={"own_contribution_nok": 120_001}, by=KARI, at=NOW)
    assert told(need, "VR09") == []
    transitions.fill(need, content={"own_contribution_nok": None}, by=KARI, at=NOW)
    assert len(told(need, "VR09")) == 1


def test_vr10_an_own_contribution_that_is_not_asked_for_is_a_hint(rogaland: OfficeCast) -> None:
    need = needs.confirmed()
    assert told(need, "VR10") == [("hint", "own_contribution_nok", "owner")]
    transitions.fill(need, content={"own_contribution_nok": 0}, by=KARI, at=NOW)
    assert told(need, "VR10") == []


def test_vr12_and_vr13_a_line_that_no_longer_fits_is_an_error(rogaland: OfficeCast) -> None:
    need = needs.confirmed(years=2)
    transitions.fill(need, content={"ends_on": date(2023, 12, 31)}, by=KARI, at=NOW)
    assert told(need, "VR13") == [("error", "budget", "owner")]
    BudgetLine.objects.filter(need=need, year=2023).update(category="party")
    assert told(need, "VR12") == [("error", "budget", "owner")]


def test_vr14_all_three_kinds_take_part_or_a_reason_is_given(rogaland: OfficeCast) -> None:
    need = needs.confirmed("competence-boost")
    transitions.set_units(need, unit_ids=[id_of("solsida"), id_of("fjordskulen")], by=KARI, at=NOW)
    assert told(need, "VR14") == [("warning", "units", "owner")]
    assert found(need, "VR14")[0].text.startswith("Pp-tjeneste")
    transitions.fill(need, content={"special_reason": "PPT er med neste år."}, by=KARI, at=NOW)
    assert told(need, "VR14") == []


def test_vr15_the_kommune_leads_and_invites_the_private_owners_or_says_why(rogaland: OfficeCast) -> None:
    need = needs.confirmed("competence-boost")
    assert told(need, "VR15") == []
    transitions.fill(need, content={"private_invited": False}, by=KARI, at=NOW)
    assert told(need, "VR15") == [("warning", "private_invited", "owner")]
    transitions.fill(need, content={"special_reason": "Det er ingen her."}, by=KARI, at=NOW)
    assert told(need, "VR15") == []
    private = needs.drafted("competence-boost", owner="trollskogen")
    codes = [finding.field for finding in check(private, NOW) if finding.code == "VR15"]
    assert codes == ["special_reason"]


def test_vr15_tells_how_many_are_not_invited_and_of_how_many_nobody_has_told(rogaland: OfficeCast) -> None:
    private_units.known(3)
    need = needs.confirmed("competence-boost")
    assert found(need, "VR15") == []
    some = {id_of("troll"): False, private_units.numbered(1): True}
    transitions.set_invited(need, invited=some, by=KARI, at=NOW)
    transitions.fill(need, content={"private_invited": None}, by=KARI, at=NOW)
    assert found(need, "VR15")[0].text.startswith(
        "Av 4 private barnehager og skoler er 1 ikke invitert, og for 2 har dere ikke svart."
    )
    transitions.fill(need, content={"private_invited": False}, by=KARI, at=NOW)
    assert found(need, "VR15")[0].text == "Av 4 private barnehager og skoler er 3 ikke invitert. Skriv hvorfor."
    transitions.set_invited(need, invited=dict.fromkeys(some), by=KARI, at=NOW)
    transitions.fill(need, content={"private_invited": None}, by=KARI, at=NOW)
    assert "har dere ikke svart for 4." in found(need, "VR15")[0].text
    with translation.override("nn"):
        assert "har de ikkje svart for 4." in found(need, "VR15")[0].text
    transitions.fill(need, content={"special_reason": "Dei er spurde munnleg."}, by=KARI, at=NOW)
    assert found(need, "VR15") == []


def test_vr16_every_member_of_a_network_has_consented_and_somebody_leads_it(rogaland: OfficeCast) -> None:
    need = needs.confirmed(owner="vidda")
    assert told(need, "VR16") == []
    networks.ask_owner(Network.objects.get(), owner=Organisation.objects.get(pk=id_of("utvik")), by=KARI, at=NOW)
    assert told(need, "VR16") == [("error", "owner", "owner")]
    assert "Utvik" in found(need, "VR16")[0].text
    Membership.objects.filter(member_id=id_of("fjordvik")).update(coordinates=False)
    as_member = [finding.who for finding in check(need, NOW) if finding.code == "VR16"]
    assert "office" in as_member


def test_vr16_a_unit_is_counted_once_in_a_scheme_and_a_year(rogaland: OfficeCast) -> None:
    own = needs.submitted(title="Eigen melding")
    needs.submitted("decentralised", title="Anna ordning")
    network = needs.confirmed(owner="vidda")
    assert {level for level, *_ in told(network, "VR16")} == {"error"}
    assert all("Fjordvik kommune" in finding.text for finding in found(network, "VR16"))
    with pytest.raises(Refused, match="VR16"):
        needs.handed_in(network)
    assert [finding for finding in check(own, NOW) if finding.code == "VR16"] == []


def test_vr16_an_owner_whose_unit_is_in_a_network_is_warned(rogaland: OfficeCast) -> None:
    needs.submitted(owner="vidda")
    own = needs.confirmed()
    assert {level for level, *_ in told(own, "VR16")} == {"warning"}


def test_an_indicator_without_a_target_is_an_error_at_its_own_field(rogaland: OfficeCast) -> None:
    need = needs.confirmed()
    sign = transitions.Sign("Utan mål")
    transitions.set_indicators(need, indicators=[sign], by=KARI, at=NOW)
    assert told(need, "missing") == [("error", "target-1", "owner")]


def test_the_check_speaks_the_written_form_of_the_reader(rogaland: OfficeCast) -> None:
    need = needs.confirmed("decentralised", asked_nok=400_001)
    with translation.override("nn"):
        basis = found(need, "VR09")[0].basis
    assert basis != found(need, "VR09")[0].basis


def test_money_to_somebody_who_is_not_in_the_need_is_an_error(rogaland: OfficeCast) -> None:
    need = needs.confirmed()
    transitions.cancel_invitation(needs.partnership(need), by=KARI, at=NOW)
    assert ("error", "budget", "owner") in told(need, "VR13")
    transitions.set_budget(need, lines=[BudgetAmount(2023, "carry-out", need.owner_id, 1)], by=KARI, at=NOW)
    assert told(need, "VR13") == []


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("assessment", "Vi har sett det hos 010107 50160.", "010107 50160"),
        ("measure", "Eleven Ola skal følgjast opp.", "Eleven Ola"),
    ],
)
def test_vr31_a_text_that_tells_of_one_person_wants_a_look_and_stops_nothing(
    rogaland: OfficeCast, field: str, text: str, words: str
) -> None:
    need = needs.confirmed()
    assert told(need, "VR31") == []
    Need.objects.filter(pk=need.pk).update(**{field: text})
    assert told(need, "VR31") == [("warning", field, "owner")]
    (finding,) = found(need, "VR31")
    assert words in finding.text and "personvernforordning" in finding.basis
    assert errors([finding]) == []


def test_vr18_a_unit_elsewhere_is_told_which_office_it_belongs_to(rogaland: OfficeCast) -> None:
    need = needs.confirmed()
    assert told(need, "VR18") == []
    unit = Participation.objects.filter(need=need).order_by("unit__name")[0].unit
    Unit.objects.filter(pk=unit.pk).update(kommune_number="4601")
    assert told(need, "VR18") == [("warning", "units", "owner")]
    (finding,) = found(need, "VR18")
    assert unit.name in finding.text and "Vestland" in finding.text
    Unit.objects.filter(pk=unit.pk).update(kommune_number="")
    assert told(need, "VR18") == []


def test_vr19_other_state_money_is_told_of_and_looked_at(rogaland: OfficeCast) -> None:
    need = needs.confirmed()
    for answer, what, expected in (
        (False, "", []),
        (None, "", [("warning", "other_money", "owner")]),
        (True, "", [("error", "other_money_what", "owner")]),
        (True, "Språkløyper", [("hint", "other_money", "office")]),
    ):
        Need.objects.filter(pk=need.pk).update(other_money=answer, other_money_what=what, other_money_nok=40_000)
        assert told(need, "VR19") == expected


def test_vr20_the_plan_of_the_forum_is_asked_about_where_there_is_a_forum(rogaland: OfficeCast) -> None:
    for scheme, expected in (("regional", [("warning", "plan_link", "owner")]), ("collective", [])):
        need = needs.confirmed(scheme)
        assert told(need, "VR20") == []
        Need.objects.filter(pk=need.pk).update(plan_link="")
        assert told(need, "VR20") == expected
