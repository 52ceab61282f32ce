"""Needs with all that belongs to them, and what members offer to a network."""

from samspel.needs.models.codes import Measured, PlanFit, Source
from samspel.needs.models.needs import (
    Attachment,
    BudgetLine,
    Cost,
    Indicator,
    Need,
    NeedRow,
    Participation,
    Partnership,
    PrivateInvitation,
    Submission,
    TargetGroup,
    UnitAssessment,
)
from samspel.needs.models.offers import Offer
from samspel.needs.models.together import Duty, Revision, Sitting

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
    "PlanFit",
    "PrivateInvitation",
    "Revision",
    "Sitting",
    "Source",
    "Submission",
    "TargetGroup",
    "UnitAssessment",
]
