"""The parts of the round file from the office's desk on: cases, forum, decisions, money, reports."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AwareDatetime, Field, StringConstraints

from samspel.rounds.document.basis import Deed, Nok, OneLine, Part, Positive, Ref, Share, Text, Year


class Seat(Part):
    """A seat in the forum."""

    person: Ref
    organisation: Ref | None = None
    group: OneLine
    duty: OneLine = "member"
    since: date
    until: date | None = None
    seated: Deed


class Tie(Part):
    """A member's tie to a need's case, and what the body decided about it.

    `claimed` is absent for a tie that was found from roles when the meeting was convened.
    """

    need: Ref
    person: Ref
    why: Text = ""
    claimed: Deed | None = None
    upheld: bool | None = None
    decided_why: Text = ""
    took_part: tuple[Ref, ...] = ()
    decided: Deed | None = None


class Forum(Part):
    """The forum of the round: groups and members in `seats`, and its ties."""

    ref: Ref
    name: OneLine
    schemes: tuple[OneLine, ...]
    established: Deed
    seats: tuple[Seat, ...] = ()
    ties: tuple[Tie, ...] = ()


class Supplement(Deed):
    """What the office asked the owner to supply, and by when."""

    text: Text
    answer_by: AwareDatetime


class Assessment(Part):
    """The office's case about a need."""

    need: Ref
    caseworker: Ref | None = None
    text: Text = ""
    late_accepted: bool | None = None
    late_reason: Text = ""
    opened: Deed
    supplements: tuple[Supplement, ...] = ()
    assigned: Deed | None = None
    assessed: Deed | None = None
    judged: Deed | None = None
    ready: Deed | None = None


class RecommendationLine(Part):
    """The forum's place and money for one need, with its reason."""

    need: Ref
    rank: Annotated[int, Field(strict=True, ge=1, le=10_000)] | None = None
    shares: tuple[Share, ...] = ()
    reason: Text = ""
    criteria: tuple[OneLine, ...] = ()
    proposed: Deed | None = None
    taken_out: Deed | None = None
    taken_out_reason: Text = ""


class Recommendation(Part):
    """The meeting and the innstilling that came of it."""

    ref: Ref
    held_on: date
    present: tuple[Ref, ...] = ()
    agreement: Text = ""
    lines: tuple[RecommendationLine, ...] = ()
    convened: Deed
    ordered: Deed | None = None
    held: Deed | None = None
    adopted: Deed | None = None


class ConfirmedYear(Deed):
    """A later year of a decision, bound once Stortinget had given the money."""

    year: Year


class Acceptance(Part):
    """A receiver's answer to the terms."""

    recipient: Ref
    account_number: Annotated[str, StringConstraints(pattern=r"^([0-9]{11})?$")] = ""
    own_contribution_nok: Nok | None = None
    accepted: Deed | None = None
    declined: Deed | None = None


class Decision(Part):
    """The office's decision about a need."""

    need: Ref
    kind: OneLine
    shares: tuple[Share, ...] = ()
    reason_rule: Text
    reason_facts: Text
    reason_considerations: Text
    departure_reason: Text = ""
    conditions: Text = ""
    advice: Text = ""
    ground: OneLine = ""
    drafted: Deed
    made: Deed | None = None
    sent: Deed | None = None
    confirmed_years: tuple[ConfirmedYear, ...] = ()
    acceptances: tuple[Acceptance, ...] = ()


class Instalment(Part):
    """A payment of a share, as far as it has come."""

    need: Ref
    recipient: Ref
    year: Year
    position: Annotated[int, Field(strict=True, ge=1, le=100)]
    amount_nok: Positive
    due_on: date
    planned: Deed
    attested: Deed | None = None
    approved: Deed | None = None
    stopped: Deed | None = None
    stopped_reason: Text = ""


class PaymentLine(Part):
    """An instalment in a basis, named by what makes it one, and when it was paid."""

    need: Ref
    recipient: Ref
    year: Year
    position: Annotated[int, Field(strict=True, ge=1, le=100)]
    paid_on: date | None = None
    paid: Deed | None = None


class Payment(Part):
    """A numbered basis that was handed over."""

    exported: Deed
    lines: tuple[PaymentLine, ...]


class Result(Part):
    """Where one indicator stands when the year is over; `indicator` is its place in the need, from 1."""

    indicator: Annotated[int, Field(strict=True, ge=1, le=20)]
    reached: OneLine


class Report(Part):
    """A receiver's report of one year; `requested` is absent when the system asked for it by itself."""

    need: Ref
    recipient: Ref
    year: Year
    spent_nok: Nok | None = None
    unspent_plan: Text = ""
    participants: Annotated[int, Field(strict=True, ge=0, le=1_000_000)] | None = None
    outcome: Text = ""
    results: tuple[Result, ...] = ()
    requested: Deed | None = None
    submitted: Deed | None = None
    returned: Deed | None = None
    returned_reason: Text = ""
    approved: Deed | None = None
