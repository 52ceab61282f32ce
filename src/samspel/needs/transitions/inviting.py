"""Which of the private owners' kindergartens and schools have been invited, where it is not the same for all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from samspel.flow.journal import Facts
from samspel.flow.transition import refuse, transition
from samspel.needs.models import Need, PrivateInvitation, Sitting
from samspel.needs.rules import answers, guards
from samspel.needs.transitions import together
from samspel.needs.transitions.writing import WRITTEN
from samspel.tenancy.by import By

INVITED = "invited-"


@transition(source=WRITTEN, guards=[guards.edits, guards.is_not_decided], may_go_on=True)
def set_invited(
    need: Need,
    *,
    invited: Mapping[UUID, bool | None],
    version: int | None = None,
    sitting: Sitting | None = None,
    by: By,
    at: datetime,
) -> Facts:
    """Say of some private units whether they are invited; None where what is said of all holds. The rest stay."""
    rows = PrivateInvitation.objects.filter(need=need)
    there = dict(rows.values_list("unit_id", "invited"))
    refuse(answers.invited_fit(need, {one for one, said in invited.items() if said is not None} - there.keys(), at))
    written: dict[str, bool | None] = {f"{INVITED}{unit_id}": said for unit_id, said in invited.items()}
    standing = {f"{INVITED}{unit_id}": there.get(unit_id) for unit_id in invited}
    changes = together.merged(need, written, standing, version=version, sitting=sitting)
    if changes:
        now = {UUID(name.removeprefix(INVITED)): after for name, (_before, after) in changes.items()}
        rows.filter(unit_id__in=now).delete()
        PrivateInvitation.objects.bulk_create(
            PrivateInvitation(office_id=need.office_id, need=need, unit_id=unit_id, invited=said)
            for unit_id, said in now.items()
            if said is not None
        )
    return together.noted(need, changes, sitting=sitting, by=by, at=at)
