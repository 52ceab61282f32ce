"""Units are asked, answer by their own link, and are heard no longer than their owner writes the need."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from samspel.actors.roles import mail
from samspel.flow.models import Entry, Outbox
from samspel.flow.refusal import NotVisible, Refused
from samspel.needs import content, links, transitions
from samspel.needs import sheet as sheets
from samspel.needs.models import UnitAssessment
from samspel.needs.rules import check
from tests.cast import KARI, KNUT, UNNI, OfficeCast
from tests.stories import needs, units
from tests.stories.invitations import Box

AT = needs.when("2021", day=12)


def refused(act: Any, *args: Any, **kwargs: Any) -> set[str]:  # noqa: ANN401 - any act
    with pytest.raises(Refused) as caught:
        act(*args, **kwargs, at=AT)
    return {one.field or one.code for one in caught.value.refusals}


def test_a_unit_that_takes_part_is_asked_once_by_whoever_writes_the_need(rogaland: OfficeCast) -> None:
    one = units.asked()
    assert (one.state, one.email, Outbox.objects.filter(kind=links.KIND).count()) == ("asked", "", 0)
    assert refused(transitions.ask_unit, one.need, unit_id=one.unit_id, by=KARI) == {"asked"}
    assert refused(transitions.ask_unit, one.need, unit_id=one.unit_id, by=UNNI) == {"wrong-role"}
    other = needs.drafted(title="Utan einingar")
    assert refused(transitions.ask_unit, other, unit_id=one.unit_id, by=KARI) == {"not-with"}
    transitions.withdraw_unit(one, by=KNUT, at=AT)
    assert transitions.ask_unit(one.need, unit_id=one.unit_id, by=KNUT, at=AT).pk != one.pk


def test_the_link_is_kept_as_a_digest_opens_one_row_and_dies_when_a_new_one_is_made(rogaland: OfficeCast) -> None:
    one = units.asked()
    secret, staff = links.token(one), links.token(one, links.STAFF)
    assert secret not in {one.link_digest, one.staff_link_digest} and secret != staff
    found = links.behind(secret)
    assert found is not None and (found[0].pk, found[1]) == (one.pk, links.UNIT)
    assert (links.behind(staff) or ("", ""))[1] == links.STAFF
    assert links.behind("another") is None
    transitions.renew_unit_link(one, by=KARI, at=AT)
    assert links.behind(secret) is None and links.behind(staff) is None
    assert links.behind(links.token(one)) is not None
    transitions.withdraw_unit(one, by=KARI, at=AT)
    assert links.behind(links.token(one)) is None


def test_the_link_goes_by_e_mail_and_once_more_as_a_reminder(
    rogaland: OfficeCast, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = Box()
    monkeypatch.setattr(mail, "carrier", box)
    one = units.asked(email="styrar@solbakken.example")
    message = Outbox.objects.get(kind=links.KIND)
    links.on_outbox(message, AT)
    (sent,) = box.sent
    assert sent.email == "styrar@solbakken.example" and links.address(one) in sent.text
    assert "Ti minutt" in sent.title  # in the owner's written form
    transitions.remind_unit(one, by=KNUT, at=AT)
    assert Outbox.objects.filter(kind=links.KIND).count() == 2
    assert refused(transitions.remind_unit, one, by=KARI) == {"reminded"}  # once a day is enough
    units.answered(one)
    links.on_outbox(message, AT)
    assert len(box.sent) == 1  # whoever has answered is left in peace
    assert refused(transitions.remind_unit, one, by=KARI) == {"wrong-state"}


def test_nobody_answers_for_a_unit_but_whoever_comes_with_its_link(rogaland: OfficeCast) -> None:
    one = units.asked()
    by = units.by_link(one)
    for other in (KARI, UNNI, replace(by, organisation_id=UNNI.organisation_id)):
        assert refused(transitions.answer_unit, one, said=units.SAID, by=other) == {"wrong-role"}
    empty = {**units.SAID, "sees": " ", "took_part_on": None}
    assert refused(transitions.answer_unit, one, said=empty, by=by) == {"sees", "took_part_on"}
    ahead = {**units.SAID, "took_part_on": AT.date().replace(month=12)}
    assert refused(transitions.answer_unit, one, said=ahead, by=by) == {"took_part_on"}
    units.answered(one)
    entry = Entry.objects.filter(act="needs.answer_unit").get()
    assert (entry.person_id, entry.organisation_id, entry.role) == (None, one.need.owner_id, "unit-contributor")


def test_two_who_write_for_a_unit_at_once_do_not_lose_each_others_text(rogaland: OfficeCast) -> None:
    one = units.asked()
    seen = one.version
    units.answered(one)
    other = {**units.SAID, "sees": "Noko anna"}
    assert refused(transitions.answer_unit, one, said=other, version=seen, by=units.by_link(one)) == {"stale"}
    one.refresh_from_db()
    assert one.sees == units.SAID["sees"]


def test_the_staff_confirm_what_they_have_read_and_anew_when_it_changes(rogaland: OfficeCast) -> None:
    one = units.answered(units.asked())
    by, seen = units.by_link(one), one.version
    assert refused(transitions.confirm_unit, one, name=" ", version=seen, by=by) == {"name"}
    transitions.confirm_unit(one, name="Tone Tillitsvald", remark="Vi saknar tid.", version=seen, by=by, at=AT)
    assert one.confirmed_at == AT
    units.answered(one)  # the same words again: what was confirmed still stands
    assert one.confirmed_at == AT
    units.answered(one, wants="Noko heilt anna")
    one.refresh_from_db()
    assert (one.confirmed_by, one.remark) == ("", "")
    assert UnitAssessment.objects.filter(pk=one.pk, confirmed_at=None).exists()
    assert refused(transitions.confirm_unit, one, name="Tone", version=seen, by=by) == {"stale"}


def test_what_units_say_follows_the_need_and_who_is_silent_is_told(rogaland: OfficeCast) -> None:
    one = units.answered(units.asked())
    second = transitions.ask_unit(one.need, unit_id=needs.units(one.need)[-1], by=KARI, at=AT)
    sheet = sheets.of(one.need)
    told = [
        answer
        for section in content.sections(sheet)
        for answer in section.answers
        if answer.field == "unit_assessments"
    ]
    assert [units.SAID["sees"] in answer.text for answer in told] == [True, False]
    assert told[1].text == UnitAssessment.objects.get(pk=second.pk).unit.name
    kept: Any = sheets.canonical(sheet)["unit_assessments"]
    assert [said["wants"] for said in kept] == [units.SAID["wants"]]
    units.answered(one, sees="Per Olsen (4 år) strevar, nummer 01010750160.")
    assert "unit_assessments" in {finding.field for finding in check(one.need, AT) if finding.code == "VR31"}


def test_a_need_that_has_been_handed_in_takes_no_more_answers(rogaland: OfficeCast) -> None:
    need = needs.confirmed()
    one = units.answered(units.asked(need))
    needs.handed_in(need)
    one = links.unit_assessment_of(need, one.pk)
    assert refused(transitions.answer_unit, one, said=units.SAID, by=units.by_link(one)) == {"wrong-state"}
    assert refused(transitions.withdraw_unit, one, by=KARI) == {"wrong-state"}
    with pytest.raises(NotVisible):
        links.unit_assessment_of(needs.drafted(title="Ei anna"), one.pk)
