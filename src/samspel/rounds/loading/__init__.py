"""Loading a round file: its deeds are done again by the acts themselves, in the order of their times."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils.translation import gettext as _

from samspel.flow.refusal import NotVisible, Refused
from samspel.rounds.canonical import canonical
from samspel.rounds.comparing import differences
from samspel.rounds.document import Round
from samspel.rounds.dumping import dump
from samspel.rounds.faults import Fault, Faulty
from samspel.rounds.loading import asking, handling, intake, money, surroundings
from samspel.rounds.loading.world import Step, World
from samspel.tenancy.context import offices


def load(document: Round, *, at: datetime) -> int:
    """Do the deeds of a file that have not been done, and give how many deeds it holds; Faulty when anything is wrong.

    `at` is when organisations and people become known; everything else has its own time in the file. What is stored
    afterwards is compared with the file: a file that says something else about what is there already is refused.
    """
    with transaction.atomic():
        office = surroundings.office_of(document)
        world = World(document, office)
        with offices([office.pk]):
            surroundings.make_known(world, at=at)
            world.remember()
            steps = sorted(all_steps(world), key=lambda step: step.deed.at)
            if faults := do_all(world, steps):
                raise Faulty(faults)
            if document.call is not None:
                stored = dump(office, document.call.ref)
                # How an office can be reached changes with time, and an old file does not know it.
                told = stored.model_copy(update={"office": document.office})
                if faults := list(differences(canonical(document), canonical(told))):
                    raise Faulty(faults)
    return len(steps)


def all_steps(world: World) -> Iterator[Step]:
    """Give the deeds of the whole file, part by part along the journey."""
    yield from asking.call_steps(world)
    yield from handling.forum_steps(world)
    yield from asking.need_steps(world)
    yield from intake.intake_steps(world)
    yield from handling.case_steps(world)
    yield from handling.meeting_steps(world)
    yield from money.decision_steps(world)
    yield from money.payment_steps(world)
    yield from money.report_steps(world)


def do_all(world: World, steps: list[Step]) -> list[Fault]:
    """Do deeds one after the other, and give what is wrong with the file; of a sound one nothing, without looking."""
    try:
        with transaction.atomic():
            for step in steps:
                step.do(world.by(step.deed))
    except (Refused, NotVisible, ObjectDoesNotExist):
        return do_each(world, steps)
    return []


def do_each(world: World, steps: list[Step]) -> list[Fault]:
    """Do deeds one by one, each for itself; what follows on a refused one, about the same thing, is left out."""
    faults: list[Fault] = []
    stuck: set[str] = set()
    for step in steps:
        if step.about in stuck:
            continue
        try:
            with transaction.atomic():
                step.do(world.by(step.deed))
        except Refused as refused:
            faults += [
                Fault(step.place, described(refusal.text, refusal.basis), refusal.field) for refusal in refused.refusals
            ]
            stuck.add(step.about)
        except (NotVisible, ObjectDoesNotExist):
            faults.append(Fault(step.place, _("Det dette gjelder, finnes ikke.")))
            stuck.add(step.about)
    return faults


def described(text: str, basis: str) -> str:
    """Give a refusal in one line, with its basis where it has one."""
    return f"{text} ({basis})" if basis else text
