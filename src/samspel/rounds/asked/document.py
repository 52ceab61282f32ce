"""What an owner's system says of a need: drawn from the round file's own, so that the two never differ."""

from __future__ import annotations

from typing import Annotated, Any, Protocol, get_type_hints

from pydantic import Field, StringConstraints, create_model

from samspel.rounds.document.asking import BudgetLine, Cost, ExtraAnswer, Indicator, Need, PrivateUnit, TargetGroup
from samspel.rounds.document.basis import OneLine, Part, Ref

# Who did something and when, and what is done in other ways than by writing: files, units' own answers, handing in.
LEFT_OUT = frozenset({
    "ref", "unit_assessments", "attachments", "drafted", "written", "budgeted", "reopened", "submitted", "withdrawn",
    "withdrawn_reason",
})  # fmt: skip
CallName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,60}/[a-zA-Z0-9][a-zA-Z0-9._:-]{0,59}$")]
CALL = "The call, named by its office and its own reference, as in `rogaland/behov-2027`"
OWNER = "The owner: your own organisation, which it is when nothing is said, or a network that it leads"


class AskedPartner(Part):
    """A partner that is asked to take part."""

    partner: Ref
    contact: OneLine = ""


class Told(Protocol):
    """What a need says that is made or changed here, for whoever writes it; its texts go by the names of `TEXTS`."""

    scheme: str
    owner: str | None
    title: str
    units: tuple[str, ...]
    private_units: tuple[PrivateUnit, ...]
    target_groups: tuple[TargetGroup, ...]
    indicators: tuple[Indicator, ...]
    budget: tuple[BudgetLine, ...]
    costs: tuple[Cost, ...]
    extra_answers: tuple[ExtraAnswer, ...]
    partners: tuple[AskedPartner, ...]


class ToldUnder(Told, Protocol):
    """The same, with the call that it is under."""

    call: str


def fields() -> dict[str, Any]:
    """Give the fields of a need that its owner writes, as they are in the round file."""
    hints = get_type_hints(Need, include_extras=True)
    kept = {name: field for name, field in Need.model_fields.items() if name not in LEFT_OUT}
    return {name: (hints[name], ... if field.is_required() else field.default) for name, field in kept.items()}


ANSWERS = fields() | {
    "owner": (Ref | None, Field(None, description=OWNER)),
    "partners": (tuple[AskedPartner, ...], ()),
}
AskedNeed: Any = create_model("AskedNeed", __base__=Part, call=(CallName, Field(description=CALL)), **ANSWERS)
AskedNeed.__doc__ = "A need as its owner's system tells it."
