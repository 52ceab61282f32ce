"""Who asks, with whom, and who takes part (VR02, VR03, VR04, VR14 to VR18, VR21, VR34)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime

from django.utils.translation import gettext as _

from samspel.actors import queries as actors
from samspel.actors.models import Organisation, Unit
from samspel.kit.deadlines import oslo_day
from samspel.needs.models import Partnership
from samspel.needs.rules import deadline
from samspel.needs.rules.findings import Finding, Who, error, hint, of_fact, of_rule, warning
from samspel.needs.sheet import Sheet
from samspel.places import lookups as places
from samspel.rules import rule

UNITS_IN_THE_AREA = rule("needs.units_in_the_area", of=bool)
NETWORK_MAY_APPLY = rule("needs.network_may_apply", of=bool)
PARTNER_CONFIRMS = rule("needs.partner_confirms", of=bool)
UNIT_ONCE = rule("needs.unit_counts_once", of=bool)
UNITS_OF_THE_OWNER = rule("needs.units_of_the_owner", of=bool)
FORM_OF_RECIPIENT = rule("decisions.letter_in_the_form_of_the_recipient", of=bool)
THREE_KINDS: dict[frozenset[str], Callable[[], str]] = {
    frozenset({Unit.Kind.KINDERGARTEN}): lambda: _("barnehage"),
    frozenset({Unit.Kind.SCHOOL, Unit.Kind.UPPER_SECONDARY}): lambda: _("skole"),
    frozenset({Unit.Kind.PPT}): lambda: _("PP-tjeneste"),
}


def owner_kind(sheet: Sheet, at: datetime) -> Iterator[Finding]:
    """VR02: the scheme is open to this kind of owner."""
    if sheet.need.owner.kind not in sheet.scheme.owner_kinds:
        text = _("Ordningen er ikke åpen for denne typen eier.")
        yield error("VR02", "owner", text, of_fact(sheet.scheme.owner_kinds))


def partner_kind(sheet: Sheet, at: datetime) -> Iterator[Finding]:
    """VR03: there is a partner of a kind that the scheme takes."""
    if not any(row.partner.kind in sheet.scheme.partner_kinds for row in sheet.active):
        text = _("Inviter minst én partner. Tiltaket skal gjennomføres i partnerskap.")
        yield error("VR03", "partners", text, of_fact(sheet.scheme.partner_kinds))


def binding_agreement(sheet: Sheet, at: datetime) -> Iterator[Finding]:
    """VR03: with some kinds of partner the cooperation is a binding one, which the partner tells when it confirms."""
    kinds = sheet.scheme.agreement_kinds
    for row in sheet.active:
        asked = row.partner.kind in kinds and row.state == Partnership.State.CONFIRMED
        if asked and not row.binding_agreement:
            text = _(
                "%(partner)s har bekreftet, men ikke at et forpliktende samarbeid er avtalt. "
                "Be dem krysse av for avtalen i sitt svar."
            )
            yield warning("VR03", "partners", text % {"partner": row.partner.name}, of_fact(kinds), Who.PARTNER)


def partner_confirms(sheet: Sheet, at: datetime) -> Iterator[Finding]:
    """VR04: the partner confirms before the forum; the sending does not wait for it."""
    basis, last = of_rule(PARTNER_CONFIRMS, oslo_day(at)), deadline.last_day_for_partners(sheet.need, at)
    if last:
        basis += "; " + _("siste dag er satt i utlysningen")
    for row in sheet.active:
        if row.state == Partnership.State.CONFIRMED:
            continue
        found, text = warning, _("%(partner)s har ikke bekreftet ennå. Dere kan sende inn uten å vente.")
        if not sheet.need.call.partner_must_confirm:
            found, text = hint, _("%(partner)s har ikke bekreftet.")
        elif row.state == Partnership.State.CHANGED:
            text = _("%(partner)s må bekrefte på nytt, fordi noe er endret. Dere kan sende inn uten å vente.")
        text = f"{text % {'partner': row.partner.name}} {last}".strip()
        yield found("VR04", "partners", text, basis, Who.PARTNER)


def local_partner(sheet: Sheet, at: datetime) -> Iterator[Finding]:
    """A partner from elsewhere than the area of the office is chosen for a reason; what is not known is not asked."""
    if sheet.need.partner_reason.strip() or not sheet.asks("other-partner"):
        return
    basis = of_fact(sheet.scheme.questions)
    near = {row.partner: is_local(row.partner, sheet.need.office.orgnr, oslo_day(at)) for row in sheet.active}
    for partner, local in near.items():
        if local is False:
            text = _("%(partner)s holder ikke til hos dette embetet. Skriv hvorfor dere har valgt den.")
            yield warning("local-partner", "partner_reason", text % {"partner": partner.name}, basis)
        elif local is None and (seat := places.seat_of(partner.orgnr)):
            text = _(
                "%(partner)s har hovedsetet i %(fylke)s. Er det ikke den lokale partneren, bør dere skrive hvorfor "
                "dere har valgt den."
            )
            told = {"partner": partner.name, "fylke": seat.name.partition(" - ")[0]}
            yield hint("local-partner", "partner_reason", text % told, basis)


def is_local(partner: Organisation, office_orgnr: str, day: date) -> bool | None:
    """Tell whether a partner has its seat where an office covers; None where that is not known.

    Of a university we may know the fylke of its head seat alone: one from elsewhere may teach here all the same.
    """
    if not places.ever(partner.kommune_number):
        seat = places.seat_of(partner.orgnr)
        return True if seat and seat.office_orgnr == office_orgnr else None
    return partner.kommune_number in places.covered_by(office_orgnr, day)


def back_to_education(sheet: Sheet, at: datetime) -> Iterator[Finding]:
    """VR21: the university says how experience returns to teacher education; it does so when it confirms."""
    for row in sheet.active:
        if row.partner.kind == Organisation.Kind.UNIVERSITY and not row.back_to_education.strip():
            text = _("%(partner)s har ikke skrevet hvordan erfaringene går tilbake til lærerutdanningen.")
            basis = of_fact(sheet.scheme.criteria)
            yield warning("VR21", "partners", text % {"partner": row.partner.name}, basis, Who.PARTNER)


def three_kinds(sheet: Sheet, at: datetime) -> Iterator[Finding]:
    """VR14: kindergarten, school and PPT preferably all take part; a reason is enough where they do not."""
    if "all-three-kinds" not in sheet.scheme.duties or sheet.need.special_reason.strip():
        return
    there = {unit.kind for unit in sheet.units}
    absent = [name() for kinds, name in THREE_KINDS.items() if not kinds & there]
    if absent and sheet.units:
        text = _("%(absent)s er ikke med. Skriv hvorfor, eller ta dem med.")
        told = {"absent": ", ".join(absent).capitalize()}
        yield warning("VR14", "units", text % told, of_fact(sheet.scheme.duties))


def kommune_leads(sheet: Sheet, at: datetime) -> Iterator[Finding]:
    """VR15: the kommune reports or leads, and has invited each private unit; a reason is enough where it has not."""
    if "kommune-leads" not in sheet.scheme.duties or sheet.need.special_reason.strip():
        return
    basis = of_fact(sheet.scheme.duties)
    lead = next((row.member for row in sheet.members if row.coordinates), sheet.need.owner)
    if lead.kind != Organisation.Kind.KOMMUNE:
        text = _("Vanligvis melder kommunen behovet eller leder nettverket. Skriv hvorfor det er annerledes her.")
        yield warning("VR15", "special_reason", text, basis)
    elif text := _not_invited(sheet):
        yield warning("VR15", "private_invited", text, basis)


def _not_invited(sheet: Sheet) -> str:
    """Say how many private units have not been invited, and of how many that is not told; nothing where all are."""
    if sheet.private_units is None:
        text = _("Private barnehager og skoler i kommunen bør være invitert. Skriv hvorfor de ikke er det.")
        return "" if sheet.need.private_invited else text
    invited = [one.invited for one in sheet.private_units]
    told = {"all": len(invited), "uninvited": invited.count(False), "silent": invited.count(None)}
    text = ""
    if told["uninvited"] and told["silent"]:
        text = _(
            "Av %(all)d private barnehager og skoler er %(uninvited)d ikke invitert, og for %(silent)d har dere ikke "
            "svart. Svar for dem, og skriv hvorfor noen ikke er invitert."
        )
    elif told["uninvited"]:
        text = _("Av %(all)d private barnehager og skoler er %(uninvited)d ikke invitert. Skriv hvorfor.")
    elif told["silent"]:
        text = _(
            "Av %(all)d private barnehager og skoler har dere ikke svart for %(silent)d. Svar om de er invitert, eller "
            "skriv hvorfor de ikke er det."
        )
    return text % told


def units_belong(sheet: Sheet, at: datetime) -> Iterator[Finding]:
    """VR17: a unit that has got another owner since it was chosen wants a look."""
    owner = sheet.need.owner
    if owner.kind == Organisation.Kind.NETWORK:
        return  # a network's units are its members', which VR16 sees to
    for unit in sheet.units:
        if unit.owner_id != owner.pk:
            text = _("%(unit)s hører ikke lenger til %(owner)s. Ta enheten ut, eller si fra hvis registeret tar feil.")
            told = {"unit": unit.name, "owner": owner.name}
            yield warning("VR17", "units", text % told, of_rule(UNITS_OF_THE_OWNER, oslo_day(at)))


def written_form(sheet: Sheet, at: datetime) -> Iterator[Finding]:
    """VR34: form and letters are in the written form that the kommune has chosen; where ours differs, it is told."""
    owner, today = sheet.need.owner, oslo_day(at)
    if owner.kind != Organisation.Kind.KOMMUNE or not owner.kommune_number:
        return
    try:
        chosen = places.kommune(owner.kommune_number, today).written_form
    except places.Unknown:
        return
    if chosen in {"nb", "nn"} and chosen != owner.written_form:
        text = _("%(owner)s har vedtatt nynorsk, men får brev på bokmål her. Rett målformen under «Om oss».")
        if chosen == "nb":
            text = _("%(owner)s har vedtatt bokmål, men får brev på nynorsk her. Rett målformen under «Om oss».")
        yield warning("VR34", "owner", text % {"owner": owner.name}, of_rule(FORM_OF_RECIPIENT, today))


def in_the_area(sheet: Sheet, at: datetime) -> Iterator[Finding]:
    """VR18: the units lie where the office is; for one that does not, the office that it belongs to is named."""
    today = oslo_day(at)
    here = places.covered_by(sheet.need.office.orgnr, today)
    for unit in sheet.units:
        if unit.kommune_number in here or not (elsewhere := _office_of(unit, today)):
            continue
        text = _("%(unit)s ligger hos %(office)s. Behov der skal som regel meldes dit.")
        told = {"unit": unit.name, "office": elsewhere}
        yield warning("VR18", "units", text % told, of_rule(UNITS_IN_THE_AREA, today))


def _office_of(unit: Unit, day: date) -> str:
    """Give the name of the office where a unit lies; nothing where its kommune is not known, or not one any more."""
    try:
        orgnr = places.office_of(unit.kommune_number, day)
    except places.Unknown:
        return ""
    return next(office.name for office in places.offices(day) if office.orgnr == orgnr)


def network(sheet: Sheet, at: datetime) -> Iterator[Finding]:
    """VR16: a network has a lead, all that were asked have consented, and each unit is a member's."""
    if sheet.need.owner.kind != Organisation.Kind.NETWORK:
        return
    basis = of_rule(NETWORK_MAY_APPLY, sheet.need.call.rules_day or oslo_day(at))
    if not any(row.coordinates for row in sheet.members):
        yield error("VR16", "owner", _("Nettverket mangler en eier som koordinerer."), basis, Who.OFFICE)
    for owner in actors.unanswered(sheet.need.owner, at):
        text = _("%(member)s har ikke samtykket til å være med i nettverket. Vent på svaret, eller trekk spørsmålet.")
        yield error("VR16", "owner", text % {"member": owner.name}, basis)
    inside = {row.member_id for row in sheet.members}
    for unit in sheet.units:
        if unit.owner_id not in inside:
            text = _("%(unit)s hører ikke til noen av eierne i nettverket. Ta enheten ut.") % {"unit": unit.name}
            yield error("VR16", "units", text, basis)
