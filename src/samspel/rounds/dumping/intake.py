"""Writing down what members offered to the networks' needs, and what became of it."""

from __future__ import annotations

from samspel.needs.models import Need, Offer
from samspel.rounds.document import intake
from samspel.rounds.dumping.source import Source


def intakes(source: Source) -> tuple[intake.Intake, ...]:
    """Give the intake of each need that has one."""
    rows: dict[Need, list[Offer]] = {}
    for row in Offer.objects.filter(network_need_id__in=source.needs).order_by("position", "offered_at"):
        rows.setdefault(source.needs[row.network_need_id], []).append(row)
    for need in source.needs.values():
        if need.intake_frame_nok is not None:
            rows.setdefault(need, [])
    return tuple(
        intake.Intake(
            need=need.ref,
            frame_nok=need.intake_frame_nok,
            framed=source.last_if(need.intake_frame_nok is not None, need.pk, "needs.frame_intake"),
            prioritised=source.last(need.pk, "needs.prioritise"),
            offers=tuple(offer(source, row) for row in found),
        )
        for need, found in rows.items()
    )


def offer(source: Source, row: Offer) -> intake.Offer:
    """Give what one member offered."""
    return intake.Offer(
        need=source.needs[row.need_id].ref,
        position=row.position,
        reason=row.reason,
        left_out_reason=row.left_out_reason,
        offered=source.first(row.pk, "needs.offer"),
        taken_in=source.last(row.pk, "needs.take_in"),
        left_out=source.last(row.pk, "needs.leave_out"),
        withdrawn=source.last(row.pk, "needs.withdraw_offer"),
    )
