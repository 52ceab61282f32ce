"""What every part of the round file is made of: refs, texts, kroner, and who did something when."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from samspel.tenancy.by import Role

Ref = Annotated[str, StringConstraints(pattern=r"^[a-zA-Z0-9][a-zA-Z0-9._:-]{0,59}$")]
Orgnr = Annotated[str, StringConstraints(pattern=r"^[0-9]{9}$")]
# No control characters but tab and line ends: PostgreSQL refuses NUL, and people cannot see the others.
Text = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$", max_length=20_000)]
OneLine = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]*$", max_length=200)]
Nok = Annotated[int, Field(strict=True, ge=0, le=10**12)]
Positive = Annotated[int, Field(strict=True, gt=0, le=10**12)]
Year = Annotated[int, Field(strict=True, ge=2017, le=2099)]
Form = Literal["nb", "nn"]


class Part(BaseModel):
    """A part of the file; a name that does not belong there is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Deed(Part):
    """Who did something and when.

    `by` is absent when the system did it, `organisation` (the one acted for) when the office's own staff did.
    """

    by: Ref | None = None
    role: Role
    organisation: Ref | None = None
    at: AwareDatetime


class Share(Part):
    """What one receiver gets in one year."""

    recipient: Ref
    year: Year
    amount_nok: Positive
