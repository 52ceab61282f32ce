"""The part of the round file in which networks take in what their members have offered."""

from __future__ import annotations

from typing import Annotated

from pydantic import AwareDatetime, Field

from samspel.rounds.document.basis import Deed, Part, Positive, Ref, Text


class Offer(Part):
    """A member's need that it offered to a network: its place while it stands, and what became of it."""

    need: Ref
    position: Annotated[int, Field(strict=True, ge=1, le=32_767)] | None = None
    reason: Text = ""
    left_out_reason: Text = ""
    offered: Deed
    taken_in: Deed | None = None
    left_out: Deed | None = None
    withdrawn: Deed | None = None

    @property
    def since(self) -> AwareDatetime:
        """Give when it was offered, which tells it from an earlier one that was withdrawn."""
        return self.offered.at


class Intake(Part):
    """What the members offered to one need of a network, and when it was put in order and given a frame."""

    need: Ref
    frame_nok: Positive | None = None
    framed: Deed | None = None
    prioritised: Deed | None = None
    offers: tuple[Offer, ...] = ()
