"""The parts of the round file up to what is asked for: office, people, organisations, call, frames, needs, partners."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field, StringConstraints

from samspel.kit.deadlines import oslo_day
from samspel.rounds.document.basis import Deed, Form, Nok, OneLine, Orgnr, Part, Positive, Ref, Text, Year
from samspel.tenancy.by import Role


class Office(Part):
    """The office whose round it is."""

    orgnr: Orgnr
    name: OneLine
    slug: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,60}$")]
    written_form: Form
    email: OneLine = ""
    address: Text = ""
    phone: OneLine = ""


class Unit(Part):
    """A kindergarten, a school or a PPT of an organisation."""

    orgnr: Orgnr
    name: OneLine
    kind: Literal["kindergarten", "school", "upper-secondary", "ppt", "other"]
    kommune_number: Annotated[str, StringConstraints(pattern=r"^([0-9]{4})?$")] = ""


class Organisation(Part):
    """An owner, a partner or a body in the forum; `ref` where it has no organisation number."""

    orgnr: Orgnr | None = None
    ref: Ref | None = None
    name: OneLine
    kind: Literal[
        "kommune", "fylkeskommune", "private-owner", "university", "vocational-college", "union", "ks", "pbl", "other"
    ]
    written_form: Form = "nb"
    kommune_number: Annotated[str, StringConstraints(pattern=r"^([0-9]{4})?$")] = ""
    synthetic: bool = False
    units: tuple[Unit, ...] = ()

    @property
    def key(self) -> str:
        """Give what the rest of the file calls it."""
        return self.orgnr or self.ref or ""


class NetworkMember(Part):
    """An owner in a network, for one period of it; it counts once it has consented.

    Without `since` it was in it from the day of its consent on; who leads the network now is its `coordinator`, and
    `coordinated` says that it did so in a period that has ended.
    """

    organisation: Ref
    consented_at: AwareDatetime | None = None
    since: date | None = None
    until: date | None = None
    coordinated: bool = False

    @property
    def begins(self) -> date | None:
        """Give the first day of the period; None before there is a consent."""
        return self.since or (oslo_day(self.consented_at) if self.consented_at else None)


class Network(Part):
    """Owners that report a need together, led by one of them."""

    ref: Ref
    name: OneLine
    written_form: Form = "nb"
    coordinator: Ref
    members: tuple[NetworkMember, ...]


class PersonRole(Part):
    """A role of a person: for an organisation, at the office, or for the one in the other's forum."""

    role: Role
    organisation: Ref | None = None
    at_office: bool = False
    since: date
    until: date | None = None


class Person(Part):
    """Somebody who did something in the round, with the roles that let them."""

    ref: Ref
    name: OneLine
    email: OneLine = ""
    roles: tuple[PersonRole, ...] = ()


class ExtraQuestion(Part):
    """A question that the office asks beside what all ask; its answers are kept under its key."""

    key: Ref
    kind: Literal["text", "yes-no", "choice"]
    question: OneLine
    help: OneLine = ""
    choices: tuple[OneLine, ...] = ()
    required: bool = False


class OwnTheme(Part):
    """A theme of this forum's own in one of the schemes of the call; needs name it by its code."""

    scheme: OneLine
    code: Ref
    name: OneLine


class Call(Part):
    """The call: what it says, and who drafted, announced and withdrew it; `announced_from` is a planned moment."""

    ref: Ref
    title: OneLine
    rule_set: OneLine
    schemes: tuple[OneLine, ...]
    budget_year: Year
    written_form: Form
    goal: Text = ""
    target_group: Text = ""
    criteria: Text = ""
    how: Text = ""
    contact: OneLine = ""
    legal_basis: OneLine = ""
    closes_at: AwareDatetime | None = None
    grace_minutes: Annotated[int, Field(strict=True, ge=0, le=1_440)] = 60
    coordinator_percent: Annotated[int, Field(strict=True, ge=0, le=100)] | None = None
    report_on: date | None = None
    answer_on: date | None = None
    confirm_closes_at: AwareDatetime | None = None
    longest_years: Annotated[int, Field(strict=True, ge=1, le=10)] = 3
    partner_must_confirm: bool = True
    extra_questions: tuple[ExtraQuestion, ...] = ()
    own_themes: tuple[OwnTheme, ...] = ()
    drafted: Deed
    announced: Deed | None = None
    announced_from: AwareDatetime | None = None
    withdrawn: Deed | None = None
    withdrawn_reason: Text = ""


class Grant(Deed):
    """Money put into a frame."""

    amount_nok: Positive


class Frame(Part):
    """What the office may spend on one scheme in one year from one kap./post."""

    scheme: OneLine
    year: Year
    chapter_post: OneLine
    opened: Deed
    grants: tuple[Grant, ...] = ()


class TargetGroup(Part):
    """How many of one group are to learn."""

    group: OneLine
    participants: Annotated[int, Field(strict=True, ge=0, le=1_000_000)]


class Indicator(Part):
    """How it will be seen that the measure has helped."""

    what: OneLine
    baseline: OneLine = ""
    target: OneLine = ""
    measured_how: OneLine = ""
    measured_in: Literal["", "percent", "count", "score"] = ""
    measured_by: OneLine = ""


class BudgetLine(Part):
    """What is asked for in one year, for one kind of use, to one receiver."""

    year: Year
    category: OneLine
    recipient: Ref
    amount_nok: Positive


class Cost(Part):
    """What one kind of thing costs in one year."""

    year: Year
    kind: OneLine
    amount_nok: Positive


class ExtraAnswer(Part):
    """The answer to one of the office's own questions."""

    key: Ref
    text: Text


class PrivateUnit(Part):
    """Whether one private kindergarten or school has been invited, where it is not as for all of them."""

    orgnr: Orgnr
    invited: bool


class UnitAssessment(Part):
    """What one unit was asked and has answered, on the page that it came to by a link; the link is in no file."""

    unit: Orgnr
    email: OneLine = ""
    sees: Text = ""
    was_with: Text = ""
    was_with_on: date | None = None
    wants: Text = ""
    answered_by: OneLine = ""
    confirmed_by: OneLine = ""
    remark: Text = ""
    asked: Deed
    answered: Deed | None = None
    confirmed: Deed | None = None


class Handover(Deed):
    """A need handed in; the key is the form's own, so that one press is one submission."""

    key: UUID


class Reopening(Deed):
    """A deadline of its own that the office gave a need, with the reason."""

    until: AwareDatetime
    reason: Text


class Attachment(Part):
    """A file that belongs to a need: what it is called and shows, and the digest that its bytes have in the store.

    The bytes are not in the file, which is read whole into memory: they go with the folder or the bucket of documents.
    A file that was taken away is not told.
    """

    name: Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f/\\\\]{1,100}$")]
    note: OneLine = ""
    media_type: OneLine
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    attached: Deed
    cleared: Deed | None = None
    stopped: Deed | None = None
    found: OneLine = ""


class Need(Part):
    """A need as it stands, and what has been done with it.

    `written` is when its answers were last changed, `budgeted` when its budget was.
    """

    ref: Ref
    scheme: OneLine
    owner: Ref
    title: Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]*$", max_length=120)] = ""
    contact_name: OneLine = ""
    contact_email: OneLine = ""
    assessment: Text = ""
    assessment_sources: tuple[OneLine, ...] = ()
    own_source: OneLine = ""
    involvement: Text = ""
    involved_on: date | None = None
    anchoring: Text = ""
    anchoring_ref: OneLine = ""
    plan_fit: Literal["", "in-plan", "partly", "outside"] = ""
    plan_link: Text = ""
    measure: Text = ""
    sami: Text = ""
    collective: bool | None = None
    themes: tuple[OneLine, ...] = ()
    goal: Text = ""
    evaluation: Text = ""
    starts_on: date | None = None
    ends_on: date | None = None
    milestones: Text = ""
    partner_reason: Text = ""
    minimum_nok: Nok | None = None
    coordinator_position_percent: Annotated[int, Field(strict=True, ge=0, le=1_000)] | None = None
    own_contribution_nok: Nok | None = None
    own_contribution_how: Text = ""
    other_money: bool | None = None
    other_money_what: Text = ""
    other_money_nok: Nok | None = None
    other_counties: bool | None = None
    other_counties_what: Text = ""
    light: bool = False
    private_invited: bool | None = None
    private_units: tuple[PrivateUnit, ...] = ()
    special_reason: Text = ""
    extra_answers: tuple[ExtraAnswer, ...] = ()
    units: tuple[Orgnr, ...] = ()
    unit_assessments: tuple[UnitAssessment, ...] = ()
    target_groups: tuple[TargetGroup, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    budget: tuple[BudgetLine, ...] = ()
    costs: tuple[Cost, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    drafted: Deed
    written: Deed | None = None
    budgeted: Deed | None = None
    reopened: tuple[Reopening, ...] = ()
    submitted: tuple[Handover, ...] = ()
    withdrawn: Deed | None = None
    withdrawn_reason: Text = ""


class Confirmation(Part):
    """A partner in a need: invited, and what it answered."""

    need: Ref
    partner: Ref
    contact: OneLine = ""
    back_to_education: Text = ""
    own_benefit: Text = ""
    capacity: Text = ""
    binding_agreement: bool = False
    invited: Deed
    confirmed: Deed | None = None
    lapsed: Deed | None = None
    declined: Deed | None = None
    declined_reason: Text = ""
    cancelled: Deed | None = None
