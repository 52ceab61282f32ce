"""A network fills its need in from what it took in: nothing typed is lost, and pressing twice changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from samspel.actors.models import Organisation, Unit
from samspel.flow.refusal import Refused
from samspel.needs import gathering, intake, queries, transitions
from samspel.needs import sheet as sheets
from samspel.needs.gathering import Kind
from samspel.needs.models import Need, Offer, Partnership
from tests.cast import KARI, PIA, OfficeCast, id_of
from tests.stories import intake as story

AT = story.AT
HIV = f"budget-carry-out-2023-{id_of('hiv')}"


def two() -> tuple[Need, Offer, Offer]:
    """The network's draft, with a need of Trollskogen and one of Bjørka that it took in, the second asking for more."""
    story.joined()
    network = story.network_need()
    first = story.taken_in(story.offered(to=network))
    theirs = story.of_member("bjorka", story.BJARNE, title="Leik ute", asked_nok=200_000)
    return network, first, story.taken_in(story.offered(theirs, network, story.BJARNE))


def shown(need: Need) -> Mapping[str, tuple[Kind, object, object]]:
    """What filling in would do, by cell."""
    found = gathering.difference(queries.need_of(KARI, need.pk), AT)
    return {one.name: (one.kind, one.standing, one.given) for one in found.cells}


def now(need: Need) -> sheets.Sheet:
    return sheets.of(queries.need_of(KARI, need.pk), AT)


def test_an_empty_need_gets_units_numbers_money_partners_and_words_under_each_name(rogaland: OfficeCast) -> None:
    network, _first, _second = two()
    assert {kind for kind, _was, _given in shown(network).values()} == {Kind.COMES}
    story.build(network)
    sheet = now(network)
    group = story.first_group(network)
    assert {unit.pk for unit in sheet.units} == {id_of("troll"), id_of("bjorka-unit")}
    assert {row.group: row.participants for row in sheet.target_groups} == {group: 20}
    assert {(line.year, line.recipient_id): line.amount_nok for line in sheet.lines} == {
        (2023, id_of("trollskogen")): 75_000, (2023, id_of("bjorka")): 150_000, (2023, id_of("hiv")): 75_000,
    }  # fmt: skip
    assert [(row.partner_id, row.state) for row in sheet.partnerships] == [(id_of("hiv"), "invited")]
    assert (sheet.need.starts_on, sheet.need.ends_on) == (date(2023, 8, 1), date(2023, 12, 31))
    assert sheet.need.own_contribution_nok == 240_000
    assert sheet.need.goal == (
        "Trollskogen barnehage SA:\nAlle tilsette brukar leiken medvite til å styrkje språket.\n\n"
        "Bjorka barnehage SA:\nAlle tilsette brukar leiken medvite til å styrkje språket."
    )


def test_pressing_twice_changes_nothing(rogaland: OfficeCast) -> None:
    network, _first, _second = two()
    story.build(network)
    before = sheets.canonical(now(network))
    assert shown(network) == {}
    story.build(queries.need_of(KARI, network.pk))
    assert sheets.canonical(now(network)) == before


def test_what_was_typed_stays_and_both_are_shown(rogaland: OfficeCast) -> None:
    network, _first, _second = two()
    group = f"group-{story.first_group(network)}"
    transitions.fill(network, content={"goal": "Vårt eige mål."}, by=KARI, at=AT)
    transitions.set_target_groups(network, groups={group.removeprefix("group-"): 7}, by=KARI, at=AT)
    told = shown(network)
    assert told[group] == (Kind.BOTH, 7, 20)
    assert told["goal"][0:2] == (Kind.STAYS, "Vårt eige mål.")
    story.build(network)
    sheet = now(network)
    assert (sheet.need.goal, sheet.target_groups[0].participants) == ("Vårt eige mål.", 7)
    story.build(queries.need_of(KARI, network.pk))
    assert now(network).target_groups[0].participants == 7
    story.build(queries.need_of(KARI, network.pk), taken=(group,))
    assert now(network).target_groups[0].participants == 20
    assert now(network).need.goal == "Vårt eige mål."


def test_what_nobody_has_typed_in_follows_the_members(rogaland: OfficeCast) -> None:
    network, first, second = two()
    story.build(network)
    story.left_out(story.again(second))
    told = shown(network)
    assert told[f"unit-{id_of('bjorka-unit')}"] == (Kind.GOES, 1, 0)
    assert told[HIV] == (Kind.CHANGES, 75_000, 25_000)
    assert told["goal"][0] == Kind.CHANGES
    transitions.fill(first.need, content={"goal": "Meir leik."}, by=PIA, at=AT)
    story.build(queries.need_of(KARI, network.pk))
    sheet = now(network)
    assert [unit.pk for unit in sheet.units] == [id_of("troll")]
    assert sheet.total_nok == 100_000
    assert sheet.need.goal == "Trollskogen barnehage SA:\nMeir leik."
    assert shown(network) == {}


def test_what_was_taken_out_by_hand_is_not_put_in_again_unless_it_is_chosen(rogaland: OfficeCast) -> None:
    network, _first, _second = two()
    story.build(network)
    unit = f"unit-{id_of('bjorka-unit')}"
    transitions.set_units(queries.need_of(KARI, network.pk), unit_ids=[id_of("troll")], by=KARI, at=AT)
    assert shown(network) == {unit: (Kind.BOTH, 0, 1)}
    story.build(queries.need_of(KARI, network.pk))
    assert len(now(network).units) == 1
    story.build(queries.need_of(KARI, network.pk), taken=(unit,))
    assert len(now(network).units) == 2


def test_a_unit_of_the_networks_own_stays_where_no_member_names_it(rogaland: OfficeCast) -> None:
    network, _first, _second = two()
    transitions.set_units(network, unit_ids=[id_of("solsida"), id_of("troll")], by=KARI, at=AT)
    assert shown(network)[f"unit-{id_of('solsida')}"] == (Kind.STAYS, 1, 0)
    story.build(network)
    assert {unit.pk for unit in now(network).units} == {id_of("solsida"), id_of("troll"), id_of("bjorka-unit")}


def test_money_for_a_partner_that_has_said_no_or_a_year_outside_is_told_and_left(rogaland: OfficeCast) -> None:
    network, _first, _second = two()
    transitions.fill(network, content={"starts_on": date(2024, 1, 1), "ends_on": date(2024, 12, 31)}, by=KARI, at=AT)
    told = shown(network)
    assert told[HIV][0] == Kind.CANNOT
    assert told["starts_on"] == (Kind.BOTH, "2024-01-01", "2023-08-01")
    story.build(network)
    assert now(network).lines == ()


def test_another_difference_than_the_one_shown_is_refused(rogaland: OfficeCast) -> None:
    network, first, _second = two()
    digest = gathering.difference(network, AT).digest
    transitions.fill(first.need, content={"goal": "Noko anna."}, by=PIA, at=AT)
    for said in ({"shown": digest}, {"shown": gathering.difference(network, AT).digest, "taken": ["goal"]}):
        with pytest.raises(Refused) as fault:
            transitions.build(network, by=KARI, at=AT, **said)
        assert [refusal.code for refusal in fault.value.refusals] == ["stale"]
    assert now(network).units == ()
    assert intake.built(network) == {}


def test_what_the_network_cannot_have_is_told_and_left(rogaland: OfficeCast, monkeypatch: pytest.MonkeyPatch) -> None:
    network, _first, _second = two()
    story.build(network)
    Unit.objects.filter(pk=id_of("bjorka-unit")).update(owner_id=id_of("hiv"))
    Partnership.objects.filter(need=network).update(state=Partnership.State.DECLINED)
    monkeypatch.setattr(gathering, "LONGEST_TEXT", 20)
    told = {name: kind for name, (kind, _was, _given) in shown(network).items()}
    assert told[f"unit-{id_of('bjorka-unit')}"] == told[f"partner-{id_of('hiv')}"] == told[HIV] == Kind.CANNOT
    assert told["goal"] == Kind.CANNOT and f"unit-{id_of('troll')}" not in told


def test_a_members_partner_that_the_scheme_does_not_take_is_left_out(
    rogaland: OfficeCast,
) -> None:
    network, _first, _second = two()
    Organisation.objects.filter(pk=id_of("hiv")).update(kind=Organisation.Kind.KOMMUNE)
    story.build(network)
    sheet = now(network)
    assert (len(sheet.units), list(sheet.partnerships)) == (2, [])
    assert id_of("hiv") not in {line.recipient_id for line in sheet.lines}


def test_a_partner_that_the_network_asked_itself_is_none_of_the_members_business(rogaland: OfficeCast) -> None:
    network = story.network_need()
    transitions.invite_partner(network, partner=Organisation.objects.get(pk=id_of("hiv")), by=KARI, at=AT)
    assert shown(network) == {}


def test_the_words_of_two_needs_of_one_owner_stand_under_the_title_of_each(rogaland: OfficeCast) -> None:
    network = story.taken_in().network_need
    story.taken_in(story.offered(story.of_member(title="Leik ute"), network))
    goal = str(shown(network)["goal"][2])
    assert "Trollskogen barnehage SA (Språk i leiken):" in goal and "Trollskogen barnehage SA (Leik ute):" in goal
