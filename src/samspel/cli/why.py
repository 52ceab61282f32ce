"""`samspel why REF`: everything about one need in plain text: acts, guards, rule values, letters, movements."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from samspel.cli import database
from samspel.cli.docs import STEPS

if TYPE_CHECKING:
    from datetime import datetime

    from samspel.journey.story import Story
    from samspel.needs.models import Need

USAGE = "samspel why REF    REF is the reference of a need, a case (2023/1), a decision or a letter, or an id"


def run(arguments: list[str]) -> int:
    """Tell about the need that a reference names; 1 when there is none, 2 for wrong use."""
    if len(arguments) != 1:
        print(USAGE, file=sys.stderr)
        return 2
    with database.visit(reading=True):
        from django.utils import timezone

        from samspel.journey.finding import find

        found = find(arguments[0])
        for need in found:
            print("\n".join(told(need, timezone.now())))
    if not found:
        print(f"samspel why: nothing is called {arguments[0]!r}", file=sys.stderr)
    return 0 if found else 1


def told(need: Need, at: datetime) -> Iterator[str]:
    """Give everything about one need, line by line; Django must have been set up."""
    for step in STEPS:
        importlib.import_module(f"samspel.{step}.transitions")
    from samspel.journey.story import story

    whole = story(need)
    yield from head(need, at)
    yield from ["", "HANDLINGER", *acts(whole)]
    yield from ["", "HVA SOM KAN GJØRES NÅ, OG HVORFOR NOE IKKE KAN", *reasons(need, at)]
    yield from ["", "REGLENE SAKEN FØLGER", *rules(need)]
    yield from ["", "BREV", *(letters(whole) or ["  ingen"])]
    yield from ["", "PENGER", *(movements(whole) or ["  ingen"]), ""]


def head(need: Need, at: datetime) -> Iterator[str]:
    """Say what the need is and where it is now."""
    from samspel.journey.where import where
    from samspel.rules import scheme

    now = where([need.pk], at)[need.pk]
    rules = scheme(need.scheme, need.call.rule_set)
    yield f"{need.ref}  {need.title or '(uten tittel)'}"
    yield f"{need.owner.name} · {rules.short} · regelsett {need.call.rule_set} · {need.office.name}"
    by_on = f" Innen {now.by_on.isoformat()}." if now.by_on else ""
    yield f"Nå: {now.label}{f' ({now.who})' if now.who else ''}. {now.next}{by_on}"


def acts(whole: Story) -> Iterator[str]:
    """Tell every act: when, what, by whom in which role, from which state to which, and what it wrote down."""
    from samspel.kit.deadlines import OSLO

    for entry in whole.entries:
        who = ", ".join(name for name in (entry.who, entry.for_whom) if name) or "Samspel"
        moved = f"{entry.source} → {entry.target}" if entry.source != entry.target and entry.source else entry.target
        number = f"  journal {entry.journal_year}/{entry.journal_number}" if entry.journal_number else ""
        at = f"{entry.at.astimezone(OSLO):%Y-%m-%d %H.%M}"
        yield f"  {entry.sequence:>5}  {at}  {entry.act:<26} {who} ({entry.role})  {moved}{number}"
        if entry.facts:
            yield f"         {json.dumps(entry.facts, ensure_ascii=False, sort_keys=True)}"


def reasons(need: Need, at: datetime) -> Iterator[str]:
    """Tell what could be done with each record now and by whom, and every reason why the rest cannot."""
    from samspel.journey.reasons import possible

    for one in possible(need, at):
        what = f"{one.record._meta.label_lower} {one.record.pk}: {one.act}"
        yield f"  {'kan' if one.roles else 'kan ikke':<9}{what}  {', '.join(one.roles)}".rstrip()
        for reason in one.reasons:
            basis = f" [{reason.basis}]" if reason.basis else ""
            yield f"             – {reason.text}{basis}"


def rules(need: Need) -> Iterator[str]:
    """Tell the rules of the need's scheme, which it keeps for its whole life, each with its basis."""
    from samspel.rules import report

    mine = (f"schemes.{need.call.rule_set}.{need.scheme}.", f"schemes.{need.call.rule_set}.")
    for line in report(need.call.rules_day):
        shared = line.key.startswith(mine[1]) and line.key.count(".") == mine[1].count(".")
        if line.key.startswith(mine[0]) or shared:
            mark = "" if line.verified else ", ikke bekreftet"
            yield f"  {line.title}: {line.value}  [{line.basis}, fra {line.since.isoformat()}{mark}]"


def letters(whole: Story) -> list[str]:
    """Tell every letter: to whom, when it was sent and came, and the digest of its very bytes."""
    from samspel.letters.models import Letter

    return [
        f"  {letter.number}  {letter.recipient.name}  {Letter.State(letter.state).label}"
        f"  sendt {moment(letter.sent_at)}, levert {moment(letter.delivered_at)}  sha256 {letter.document.sha256}"
        for letter in whole.letters
    ]


def moment(at: datetime | None) -> str:
    """Write a moment; a dash where there is none."""
    from samspel.kit.deadlines import OSLO

    return f"{at.astimezone(OSLO):%Y-%m-%d %H.%M}" if at else "–"


def movements(whole: Story) -> list[str]:
    """Tell how the money moved, under which frame."""
    from samspel.kit.money import format_nok

    return [
        f"  {moment(one.at)}  {one.get_kind_display():<18} {format_nok(one.amount_nok):>16}"
        f"  {one.frame.scheme} {one.frame.year}, kap./post {one.frame.chapter_post}"
        for one in whole.movements
    ]
