"""A need at each of its stages, for each of the four schemes; three quarters of the money is the owner's."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

from samspel.actors import queries as actors
from samspel.actors.models import Organisation
from samspel.calls.models import Call
from samspel.kit.deadlines import closes_at
from samspel.needs import handing, queries, transitions
from samspel.needs import sheet as sheets
from samspel.needs.models import BudgetLine, Need, Partnership, Submission
from samspel.needs.transitions import BudgetAmount, Content, CostAmount, Sign
from samspel.rules import scheme as rules_of
from samspel.tenancy.by import By
from tests.cast import FILIP, KARI, PIA, UNNI, id_of
from tests.stories import calls

RULE_SET = {"regional": "2021", "decentralised": "2021", "competence-boost": "2021", "collective": "2026"}
SCHEMES = tuple(RULE_SET)
SIGNERS = {"fjordvik": KARI, "trollskogen": PIA, "vidda": KARI}
CONFIRMERS = {"hiv": UNNI, "fagskulen": FILIP}
UNIT_KINDS = {
    "regional": ["kindergarten"],
    "decentralised": ["school"],
    "competence-boost": ["kindergarten", "school", "ppt"],
    "collective": ["kindergarten", "school"],
}
WORDS: Content = {
    "contact_name": "Kari Fjord",
    "contact_email": "kari@fjordvik.example",
    "assessment": "Personalet er usikre på korleis dei skal støtte språket til barna i leiken.",
    "assessment_sources": ["staff-talks", "survey"],
    "involvement": "Drøfta på personalmøte i kvar eining i oktober, med dei tillitsvalde til stades.",
    "measure": "Fire samlingar i året med rettleiing mellom, der personalet prøver ut og vurderer saman.",
    "collective": True,
    "themes": ["language"],
    "goal": "Alle tilsette brukar leiken medvite til å styrkje språket.",
    "anchoring": "Vedteke i oppvekstutvalet, sak 14/22.",
    "plan_link": "Språk er ei av hovudlinjene i planen.",
    "evaluation": "Leiargruppa ser på framdrifta annankvar månad.",
    "other_money": False,
    "own_contribution_nok": 120_000,
    "own_contribution_how": "Vikarar og møtetid.",
    "private_invited": True,
}


def when(rule_set: str, month: int = 1, day: int = 10, hour: int = 9) -> datetime:
    """A moment early in the budget year, while the call is open."""
    return datetime(calls.BUDGET_YEAR[rule_set], month, day, hour, tzinfo=UTC)


def call_of(rule_set: str) -> Call:
    """The announced call of a rule set, made when it is not there."""
    found = Call.objects.filter(rule_set=rule_set, state=Call.State.ANNOUNCED).first()
    return found or calls.announced(rule_set)


def drafted(scheme: str = "regional", *, owner: str = "fjordvik", title: str = "Språk i leiken") -> Need:
    """A need with its title only."""
    rule_set = RULE_SET[scheme]
    organisation = Organisation.objects.get(pk=id_of(owner))
    made = transitions.draft(
        call_of(rule_set), scheme=scheme, owner=organisation, title=title, by=SIGNERS[owner], at=when(rule_set)
    )
    return queries.need_of(SIGNERS[owner], made.pk)


def with_time(need: Need) -> Need:
    """A need that its office has given time until long after today, for pages served by a real clock."""
    need.own_closes_at = closes_at(date(2098, 12, 31))
    Need.objects.filter(pk=need.pk).update(own_closes_at=need.own_closes_at)
    return need


def units(need: Need) -> list[UUID]:
    """The units of the owner that the scheme is for."""
    kinds = UNIT_KINDS[need.scheme]
    return list(actors.units_of(need.owner).filter(kind__in=kinds).values_list("pk", flat=True))


def filled(
    scheme: str = "regional",
    *,
    owner: str = "fjordvik",
    partner: str = "hiv",
    title: str = "Språk i leiken",
    asked_nok: int = 400_000,
    years: int = 1,
) -> Need:
    """A need with all answers and its partner invited: the same amount each year, a quarter of it to the partner."""
    need = drafted(scheme, owner=owner, title=title)
    by, at = SIGNERS[owner], when(RULE_SET[scheme], day=12)
    first = need.call.budget_year
    period: Content = {"starts_on": date(first, 8, 1), "ends_on": date(first + years - 1, 12, 31)}
    transitions.fill(need, content={**WORDS, **period}, by=by, at=at)
    transitions.set_units(need, unit_ids=units(need), by=by, at=at)
    group = rules_of(scheme, need.call.rule_set).target_groups.codes[0]
    transitions.set_target_groups(need, groups={group: 24}, by=by, at=at)
    sign = Sign("Samtalar med barna om språk", "2 av 8 avdelingar", "8 av 8 avdelingar", "Observasjon vår og haust")
    transitions.set_indicators(need, indicators=[sign], by=by, at=at)
    transitions.invite_partner(
        need, partner=Organisation.objects.get(pk=id_of(partner)), contact="Unni Haug", by=by, at=at
    )
    lines = [
        BudgetAmount(first + year, "carry-out", recipient, amount_nok)
        for year in range(years)
        for recipient, amount_nok in (
            (recipient_of(need), asked_nok - asked_nok // 4),
            (id_of(partner), asked_nok // 4),
        )
    ]
    transitions.set_budget(need, lines=lines, by=by, at=at)
    return queries.need_of(by, need.pk)


def with_everything() -> Need:
    """A need with an answer to everything that may be asked, its partner's own part and a unit's answer too."""
    calls.announced(extra_questions=calls.EXTRA)
    need = filled()
    at = when("2021", day=13)
    said: Content = {
        "own_source": "Foreldremøte.", "involved_on": date(2022, 10, 19), "anchoring_ref": "sak 14/22",
        "plan_fit": "partly", "milestones": "Uke 36: oppstart.", "partner_reason": "Fagfolk.",
        "minimum_nok": 90_000, "coordinator_position_percent": 20, "other_money": True,
        "other_money_what": "Språkløyper.", "other_money_nok": 60_000, "other_counties": True,
        "other_counties_what": "Agder.",
    }  # fmt: skip
    transitions.fill(need, content=said, extra={"1": "Lite.", "3": "Haust"}, by=KARI, at=at)
    sign = Sign("Les kvar dag", "20", "70", "Logg i to veker", measured_in="percent", measured_by="Styraren")
    transitions.set_indicators(need, indicators=[sign], by=KARI, at=at)
    lines = [BudgetAmount(2023, "carry-out", id_of("fjordvik"), 100_000)]
    costs = [CostAmount(2023, "placement", 12_000)]
    transitions.set_budget(need, lines=lines, costs=costs, by=KARI, at=at)
    row = partnership(need)
    transitions.confirm(
        row, shown=shown(row), back_to_education="Studentar er med.", own_benefit="Ei praksisgruppe.",
        capacity="To fagfolk, 15 prosent kvar.", by=UNNI, at=at,
    )  # fmt: skip
    return queries.need_of(KARI, need.pk)


def recipient_of(need: Need) -> UUID:
    """Who gets the owner's money: the owner, or the one that leads its network."""
    if need.owner.kind != Organisation.Kind.NETWORK:
        return need.owner_id
    return next(row.member_id for row in actors.members(need.owner) if row.coordinates)


def copied(former: Need, scheme: str = "", partners: bool = True) -> Need:
    """A need begun from a former one of the same owner, under the open call of the scheme."""
    scheme = scheme or former.scheme
    by, at = SIGNERS[former.owner.ref if former.owner.ref in SIGNERS else "fjordvik"], when(RULE_SET[scheme], day=20)
    call = call_of(RULE_SET[scheme])
    made = transitions.begin_from(
        former, call, scheme=scheme, owner=former.owner, title="", partners=partners, by=by, at=at
    )
    return queries.need_of(by, made.pk)


def partnership(need: Need, partner: str = "hiv") -> Partnership:
    """The partnership of a need with one of the partners."""
    return Partnership.objects.get(need=need, partner_id=id_of(partner))


def shown(row: Partnership) -> str:
    """The digest of what the partner is asked to confirm."""
    return sheets.confirm_digest(row.need, row.partner_id, BudgetLine.objects.filter(need=row.need))


def confirm(row: Partnership, by: By = UNNI, at: datetime | None = None) -> None:
    """Let the partner confirm what stands there now."""
    transitions.confirm(
        row,
        shown=shown(row),
        back_to_education="Studentane er med på to samlingar og skriv oppgåve om dei.",
        by=by,
        at=at or when(row.need.call.rule_set, day=16),
    )


def confirmed(
    scheme: str = "regional",
    *,
    owner: str = "fjordvik",
    partner: str = "hiv",
    title: str = "Språk i leiken",
    asked_nok: int = 400_000,
    years: int = 1,
) -> Need:
    """A need whose partner has confirmed its part."""
    need = filled(scheme, owner=owner, partner=partner, title=title, asked_nok=asked_nok, years=years)
    confirm(partnership(need, partner), CONFIRMERS[partner])
    return queries.need_of(SIGNERS[owner], need.pk)


def submitted(
    scheme: str = "regional",
    *,
    owner: str = "fjordvik",
    partner: str = "hiv",
    title: str = "Språk i leiken",
    asked_nok: int = 400_000,
    years: int = 1,
) -> Need:
    """A need that has been handed in, with its receipt."""
    need = confirmed(scheme, owner=owner, partner=partner, title=title, asked_nok=asked_nok, years=years)
    handed_in(need)
    return queries.need_of(SIGNERS[owner], need.pk)


def handed_in(need: Need, *, key: UUID | None = None, by: By = KARI, at: datetime | None = None) -> Submission:
    """Hand a need in."""
    signer = by if by != KARI else next((by for name, by in SIGNERS.items() if id_of(name) == need.owner_id), KARI)
    return handing.hand_in(need, key=key or uuid4(), by=signer, at=at or when(need.call.rule_set, day=20))
