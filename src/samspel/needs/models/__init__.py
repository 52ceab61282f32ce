"""Needs with all that belongs to them, and what members offer to a network."""

from samspel.needs.models.codes import Measured, Source
from samspel.needs.models.needs import (
    Attachment,
    BudgetLine,
    Cost,
    Duty,
    Indicator,
    Need,
    NeedRow,
    Participation,
    Partnership,
    Revision,
    Sitting,
    Submission,
    TargetGroup,
    UnitAssessment,
)
from samspel.needs.models.offers import Offer

__all__ = [
    "Attachment",
    "BudgetLine",
    "Cost",
    "Duty",
    "Indicator",
    "Measured",
    "Need",
    "NeedRow",
    "Offer",
    "Participation",
    "Partnership",
    "Revision",
    "Sitting",
    "Source",
    "Submission",
    "TargetGroup",
    "UnitAssessment",
]
