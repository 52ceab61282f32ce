"""What a person decides about a run that was held: let it in, or turn it down."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samspel.actors.models import RegisterRun
from samspel.actors.registers import loading, syncing
from samspel.flow import journal
from samspel.flow.refusal import NotVisible, Refusal
from samspel.flow.transition import NOT_YOURS, refuse
from samspel.tenancy.by import By, Role

Outcome = RegisterRun.Outcome


def refusals(run: RegisterRun, *, by: By) -> Iterable[Refusal]:
    """Give every reason why somebody cannot decide about a run; empty means that it can be done."""
    if by.role != Role.OFFICE_ADMIN:
        yield Refusal("wrong-role", str(NOT_YOURS))
    if run.outcome != Outcome.HELD:
        yield Refusal("not-held", _("Kjøringen venter ikke på noen avgjørelse."))
    elif newer(run):
        yield Refusal("newer", _("Registeret har svart på nytt siden. Ta stilling til det nyeste svaret."))


def newer(run: RegisterRun) -> bool:
    """Tell whether the register has given an answer since that was taken in or held."""
    later = RegisterRun.objects.filter(source=run.source, loaded_at__gt=run.loaded_at)
    return later.filter(outcome__in=(Outcome.DONE, Outcome.HELD)).exists()


def release(run: RegisterRun, *, reason: str, by: By, at: datetime) -> RegisterRun:
    """Let a held run in, for all offices: the registers are shared. What it did is a run of its own."""
    with transaction.atomic():
        _decide(run, Outcome.RELEASED, "actors.release_run", reason=reason, by=by, at=at)
        return syncing.let_in(run, at=at)


def drop(run: RegisterRun, *, reason: str, by: By, at: datetime) -> None:
    """Turn a held run down: everything stays as it is known, and the register is asked again the next night."""
    with transaction.atomic():
        _decide(run, Outcome.DROPPED, "actors.drop_run", reason=reason, by=by, at=at)


def _decide(run: RegisterRun, outcome: RegisterRun.Outcome, act: str, *, reason: str, by: By, at: datetime) -> None:
    loading.alone()
    held = RegisterRun.objects.select_for_update().filter(pk=run.pk).first()
    if held is None:
        raise NotVisible
    refuse(refusals(held, by=by))
    held.outcome, held.reason, held.decided_at, held.decided_by_id = outcome, reason, at, by.at_office
    held.save(update_fields=["outcome", "reason", "decided_at", "decided_by"])
    journal.write(act, held, by=by, at=at, office_id=by.at_office, facts={"source": held.source, "reason": reason})
    run.refresh_from_db()
