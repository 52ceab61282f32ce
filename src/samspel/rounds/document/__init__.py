"""The round file: one document that holds a round, or as much of one as there is.

Amounts are whole kroner, days and moments ISO 8601, organisations are named by organisation number or by a `ref` of
their own, people and needs by a `ref` that is unique in the file. What was done carries who did it and when, because
loading a file does the acts again.
"""

from __future__ import annotations

from typing import Literal

from samspel.rounds.document.asking import Call, Confirmation, Frame, Need, Network, Office, Organisation, Person
from samspel.rounds.document.basis import Part, Text
from samspel.rounds.document.handling import Assessment, Decision, Forum, Instalment, Payment, Recommendation, Report
from samspel.rounds.document.intake import Intake


class Round(Part):
    """The whole file; every part after the office may be absent."""

    samspel_round: Literal[1]
    attribution: Text = ""
    office: Office
    people: tuple[Person, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    networks: tuple[Network, ...] = ()
    call: Call | None = None
    frames: tuple[Frame, ...] = ()
    needs: tuple[Need, ...] = ()
    confirmations: tuple[Confirmation, ...] = ()
    intakes: tuple[Intake, ...] = ()
    forum: Forum | None = None
    assessments: tuple[Assessment, ...] = ()
    recommendation: Recommendation | None = None
    decisions: tuple[Decision, ...] = ()
    instalments: tuple[Instalment, ...] = ()
    payments: tuple[Payment, ...] = ()
    reports: tuple[Report, ...] = ()
