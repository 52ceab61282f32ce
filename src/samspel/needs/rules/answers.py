"""What an answer may be, whoever sends it and however: lengths, codes, numbers and whom money may go to."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspel.actors import queries as actors
from samspel.actors.models import Organisation, Unit
from samspel.calls.rules.themes import scheme_of
from samspel.flow.refusal import Refusal
from samspel.kit.deadlines import oslo_day
from samspel.kit.money import LARGEST_NOK
from samspel.kit.text import readable
from samspel.needs import membership
from samspel.needs import sheet as sheets
from samspel.needs.models import Measured, Need, PlanFit, Source
from samspel.needs.rules import measuring
from samspel.needs.rules.findings import of_fact, of_rule
from samspel.needs.sheet import Sheet
from samspel.rules import NoRule, SchemeRules, rule, scheme

LONGEST_TEXT = 8_000
LONGEST_REASON = 2_000
LONGEST = {
    "title": 120,
    "contact_name": 120,
    "contact_email": 254,
    "contact": 120,
    "answered_by": 120,
    "name": 120,
    "note": 200,
    "what": 200,
    "baseline": 120,
    "target": 120,
    "measured_how": 200,
    "measured_by": 120,
    "own_source": 200,
    "anchoring_ref": 120,
}
EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")
MOST_INDICATORS = rule("needs.most_indicators", of=int)
LIGHT_FORM_UNITS = rule("needs.light_form_units", of=int)
MOST_PARTICIPANTS = 100_000
MOST_POSITION = 1_000  # percent: ten people who do nothing else
YES_NO = ("ja", "nei")
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)


def texts_fit(content: Mapping[str, object]) -> Iterator[Refusal]:
    """A text is no longer than its question allows, and has nothing in it that cannot be shown."""
    for field, value in content.items():
        if not isinstance(value, str):
            continue
        longest = LONGEST.get(field.partition("-")[0], LONGEST_TEXT)
        if len(value) > longest:
            text = _("Teksten har %(length)d tegn. Den kan ha høyst %(longest)d. Kort den ned.")
            yield Refusal("too-long", text % {"length": len(value), "longest": longest}, field=field)
        if not readable(value):
            yield Refusal("control-character", _("Teksten har et tegn som ikke kan lagres."), field=field)


def answers_fit(content: Mapping[str, object], need: Need) -> Iterator[Refusal]:
    """Codes are among those of the scheme, dates make a period, amounts are amounts."""
    rules = scheme_of(need.call, need.scheme)
    email = content.get("contact_email")
    if isinstance(email, str) and email and not EMAIL.fullmatch(email):
        yield Refusal("email", _("Skriv e-posten slik: navn@eksempel.no."), field="contact_email")
    yield from _codes(content.get("themes"), rules.themes.codes, "themes")
    yield from _codes(content.get("assessment_sources"), Source.values, "assessment_sources")
    yield from _codes([content.get("plan_fit", "")], ["", *PlanFit.values], "plan_fit")
    yield from _period(content, need)
    if content.get("light") and not may_be_short(need):
        text = _("Det korte skjemaet er for eiere med få enheter. Bruk det fulle skjemaet.")
        yield Refusal("too-many-units", text, field="light")
    for field in ("own_contribution_nok", "minimum_nok", "other_money_nok"):
        amount_nok = content.get(field)
        if isinstance(amount_nok, int) and not 0 <= amount_nok <= LARGEST_NOK:
            yield Refusal("amount", _("Beløpet må være null eller mer."), field=field)
    percent = content.get("coordinator_position_percent")
    if isinstance(percent, int) and not 0 <= percent <= MOST_POSITION:
        text = _("Skriv en prosent fra 0 til %(most)d.") % {"most": MOST_POSITION}
        yield Refusal("percent", text, field="coordinator_position_percent")


def may_be_short(need: Need) -> bool:
    """Tell whether the owner of a need may choose the short form: it has units, and few of them."""
    assert need.call.rules_day is not None
    return 1 <= actors.units_of(need.owner).count() <= LIGHT_FORM_UNITS.on(need.call.rules_day)


def _codes(chosen: object, known: Collection[str], field: str) -> Iterator[Refusal]:
    if isinstance(chosen, Sequence) and not set(chosen) <= set(known):
        yield Refusal("unknown-code", _("Velg blant svarene på siden."), field=field)


def _period(content: Mapping[str, object], need: Need) -> Iterator[Refusal]:
    starts_on, ends_on = content.get("starts_on", need.starts_on), content.get("ends_on", need.ends_on)
    days = {"starts_on": starts_on, "ends_on": ends_on, "involved_on": content.get("involved_on")}
    for field, day in days.items():
        if isinstance(day, date) and not EARLIEST <= day <= LATEST:
            yield Refusal("day", _("Skriv et år mellom 2000 og 2100."), field=field)
    if isinstance(starts_on, date) and isinstance(ends_on, date) and ends_on < starts_on:
        yield Refusal("ends-before", _("Sluttdatoen er før startdatoen."), field="ends_on")


def may_answer(
    scheme_code: str, call_schemes: Collection[str], rule_set: str, owner: Organisation, kinds: Collection[str] = ()
) -> Iterator[Refusal]:
    """VR02: the call asks for this scheme, which is open to this kind of owner and to one of the `kinds` of its units.

    The registers know of no unit of some owners; those are asked nothing.
    """
    rules = known_scheme(scheme_code, rule_set) if scheme_code in call_schemes else None
    if rules is None:
        yield Refusal("scheme", _("Velg en av ordningene i utlysningen."), field="scheme")
    elif owner.kind not in rules.owner_kinds:
        text = _("%(scheme)s er ikke åpen for denne typen eier.") % {"scheme": rules.short}
        yield Refusal("VR02", text, of_fact(rules.owner_kinds), "scheme")
    elif owner.kind == Organisation.Kind.NETWORK and owner.closed_on is not None:
        yield Refusal("dissolved", _("Nettverket er oppløst."), field="owner")
    elif kinds and not any(kind in rules.unit_kinds for kind in kinds):
        told = {"scheme": rules.short_in(get_language() or "nb"), "kinds": ", ".join(in_words(kinds))}
        text = _("%(scheme)s er ikke for den typen enheter dere har: %(kinds)s.") % told
        yield Refusal("unit-kind", text, of_fact(rules.unit_kinds), "scheme")


def in_words(kinds: Collection[str]) -> Iterator[str]:
    """Name kinds of units as they are named inside a sentence, each once."""
    yield from (str(Unit.Kind(kind).label).lower() for kind in Unit.Kind.values if kind in kinds)


def known_scheme(code: str, rule_set: str) -> SchemeRules | None:
    """Give the rules of a scheme, or None where the rule set has no such scheme."""
    try:
        return scheme(code, rule_set)
    except NoRule:
        return None


def partner_fits(need: Need, partner: Organisation) -> Iterator[Refusal]:
    """VR03: the scheme takes partners of some kinds only."""
    kinds = scheme(need.scheme, need.call.rule_set).partner_kinds
    if partner.kind not in kinds:
        text = _("%(partner)s kan ikke være partner i denne ordningen.") % {"partner": partner.name}
        yield Refusal("VR03", text, of_fact(kinds), "partner")


def units_fit(need: Need, unit_ids: Collection[UUID], at: datetime) -> Iterator[Refusal]:
    """VR17: the units belong to the owner, or to the members of its network, and are of kinds the scheme is for.

    A unit that is closed is not chosen anew; one that was chosen while it was open may stand.
    """
    rules = scheme(need.scheme, need.call.rule_set)
    own = {unit.pk: unit for unit in membership.own_units(need, oslo_day(at))}
    if set(unit_ids) - own.keys():
        yield Refusal("VR17", _("Velg blant enhetene til eieren."), field="units")
    for unit in (own[unit_id] for unit_id in unit_ids if unit_id in own):
        if unit.kind not in rules.unit_kinds:
            text = _("Ordningen er ikke for %(unit)s.") % {"unit": unit.name}
            yield Refusal("unit-kind", text, of_fact(rules.unit_kinds), "units")
    closed = [own[one] for one in unit_ids if one in own and sheets.is_closed(own[one], oslo_day(at))]
    there = set(sheets.units_in(need)) if closed else set()
    for unit in closed:
        if unit.pk not in there:
            yield Refusal("closed", _("%(unit)s er nedlagt.") % {"unit": unit.name}, field="units")


def invited_fit(need: Need, unit_ids: Collection[UUID], at: datetime) -> Iterator[Refusal]:
    """VR15: who has been invited is told of the private units where the applicant is."""
    if not unit_ids:
        return
    _members, behind = membership.network_of(need, oslo_day(at))
    rules = scheme(need.scheme, need.call.rule_set)
    listed = membership.private_units(need, rules, members=behind, day=oslo_day(at), own={}) or ()
    if set(unit_ids) - {one.unit.pk for one in listed}:
        text = _("Velg blant de private barnehagene og skolene i kommunen.")
        yield Refusal("VR15", text, of_fact(rules.duties), "private_invited")


def groups_fit(need: Need, groups: Mapping[str, int]) -> Iterator[Refusal]:
    """Target groups are those of the scheme, counted in whole people."""
    rules = scheme(need.scheme, need.call.rule_set)
    yield from _codes(list(groups), rules.target_groups.codes, "target_groups")
    for code, participants in groups.items():
        if not 0 <= participants <= MOST_PARTICIPANTS:
            text = _("Skriv et antall fra 0 til %(most)d.") % {"most": MOST_PARTICIPANTS}
            yield Refusal("participants", text, field=f"group-{code}")


def indicators_fit(indicators: Sequence[Mapping[str, str]], at: datetime) -> Iterator[Refusal]:
    """A need has a few indicators, and each says what is to become better."""
    today = oslo_day(at)
    most = MOST_INDICATORS.on(today)
    if len(indicators) > most:
        text = _("Skriv høyst %(most)d kjennetegn.") % {"most": most}
        yield Refusal("indicators", text, of_rule(MOST_INDICATORS, today), "indicators")
    for position, said in enumerate(indicators, start=1):
        yield from texts_fit({f"{field}-{position}": text for field, text in said.items()})
        if not said["what"].strip():
            yield Refusal("indicators", _("Skriv hva som skal bli bedre."), field=f"what-{position}")
        yield from _numbers_fit(said, position)


def _numbers_fit(said: Mapping[str, str], position: int) -> Iterator[Refusal]:
    """What is measured in a number says a number, also where it is to end."""
    measured_in = said.get("measured_in", "")
    yield from _codes([measured_in], Measured.values, f"measured_in-{position}")
    for part in ("baseline", "target"):
        if measured_in and said.get(part, "").strip() and measuring.number(measured_in, said[part]) is None:
            yield Refusal("number", measuring.wanted(measured_in), field=f"{part}-{position}")


def lines_fit(sheet: Sheet, lines: Sequence[tuple[int, str, UUID, int]]) -> Iterator[Refusal]:
    """VR12 and VR13: each year, use and receiver stands once, is allowed, and has an amount.

    What stands there already is not refused: the check tells that it must be put right before it is sent.
    """
    stands = {(line.year, line.category, line.recipient_id, line.amount_nok) for line in sheet.lines}
    categories, recipients = sheet.scheme.budget_categories, {recipient.pk for recipient in sheet.recipients}
    if len({line[:3] for line in lines}) < len(lines):
        yield Refusal("twice", _("Samme år, formål og mottaker står to ganger i budsjettet."), field="budget")
    for year, category, recipient_id, amount_nok in set(lines) - stands:
        if year not in sheet.years:
            yield Refusal("VR13", _("Tiltaket varer ikke i %(year)d.") % {"year": year}, field="budget")
        if category not in categories:
            text = _("Tilskuddet kan ikke brukes til «%(category)s».") % {"category": category}
            yield Refusal("VR12", text, of_fact(categories), "budget")
        if recipient_id not in recipients:
            yield Refusal("VR13", _("Velg en mottaker som er med i behovsmeldingen."), field="budget")
        if not 0 < amount_nok <= LARGEST_NOK:
            yield Refusal("amount", _("Beløpet må være større enn null."), field="budget")


def extra_fit(need: Need, extra: Mapping[str, str]) -> Iterator[Refusal]:
    """An answer to one of the office's own questions is to a question that the call has, and one of its choices."""
    asked = {one["key"]: one for one in need.call.extra_questions}
    for key, text in extra.items():
        allowed = YES_NO if key in asked and asked[key]["kind"] == "yes-no" else asked.get(key, {}).get("choices")
        if key not in asked:
            yield Refusal("unknown-question", _("Velg blant spørsmålene i utlysningen."), field=f"extra-{key}")
        elif allowed and text and text not in allowed:
            yield Refusal("unknown-code", _("Velg blant svarene på siden."), field=f"extra-{key}")


def costs_fit(sheet: Sheet, costs: Sequence[tuple[int, str, int]]) -> Iterator[Refusal]:
    """What things cost is told once for each year and kind, in years of the measure, by the kinds of the scheme."""
    kinds, stands = sheet.scheme.cost_kinds, {(row.year, row.kind, row.amount_nok) for row in sheet.costs}
    if len({cost[:2] for cost in costs}) < len(costs):
        yield Refusal("twice", _("Samme år og post står to ganger i kostnadene."), field="costs")
    for year, kind, amount_nok in set(costs) - stands:
        if year not in sheet.years:
            yield Refusal("VR13", _("Tiltaket varer ikke i %(year)d.") % {"year": year}, field="costs")
        if kind not in kinds:
            text = _("Kostnadene kan ikke føres på «%(kind)s».") % {"kind": kind}
            yield Refusal("cost-kind", text, of_fact(kinds), "costs")
        if not 0 < amount_nok <= LARGEST_NOK:
            yield Refusal("amount", _("Beløpet må være større enn null."), field="costs")


def reason_fits(reason: str) -> Iterator[Refusal]:
    """A reason for an act is short enough to be told, and can be read."""
    if len(reason) > LONGEST_REASON:
        text = _("Teksten har %(length)d tegn. Den kan ha høyst %(longest)d. Kort den ned.")
        yield Refusal("too-long", text % {"length": len(reason), "longest": LONGEST_REASON}, field="reason")
    if not readable(reason):
        yield Refusal("control-character", _("Teksten har et tegn som ikke kan lagres."), field="reason")


def given(text: str, field: str, words: str) -> Iterator[Refusal]:
    """A text must be there; `words` says which."""
    if not text.strip():
        yield Refusal("missing", words, field=field)
