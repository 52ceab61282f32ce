"""The guards and checks of a need: who may do what, what an answer may be, and what is missing or odd."""

from samspel.needs.rules.check import check, check_for, check_sheet, errors, missing
from samspel.needs.rules.findings import Finding, Level, Who

__all__ = ["Finding", "Level", "Who", "check", "check_for", "check_sheet", "errors", "missing"]
