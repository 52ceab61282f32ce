"""The fields that a record and its part of the file have in common, by the same names."""

from __future__ import annotations

TEXTS = (
    "title", "contact_name", "contact_email", "assessment", "assessment_sources", "own_source", "involvement",
    "involved_on", "anchoring_ref", "plan_fit",
    "measure", "collective", "themes", "goal", "starts_on", "ends_on", "own_contribution_nok", "own_contribution_how",
    "private_invited", "special_reason", "anchoring", "plan_link", "sami", "evaluation", "other_money",
    "other_money_what", "light", "milestones", "partner_reason", "minimum_nok", "coordinator_position_percent",
    "other_money_nok", "other_counties", "other_counties_what",
)  # fmt: skip
CALL_TEXTS = (
    "title", "rule_set", "schemes", "budget_year", "written_form", "goal", "target_group", "criteria", "how", "contact",
    "legal_basis", "closes_at", "grace_minutes", "coordinator_percent", "report_on", "answer_on", "confirm_closes_at",
    "longest_years", "partner_must_confirm",
)  # fmt: skip
REASONS = ("reason_rule", "reason_facts", "reason_considerations", "departure_reason", "conditions", "advice", "ground")
