"""What the law says on a given day, as data with its basis; and what holds for each scheme under its rule set."""

from samspel.rules.reports import RuleLine, report
from samspel.rules.schemes import (
    Fact,
    RuleSet,
    SchemeRules,
    Term,
    Terms,
    rule_set_on,
    rule_sets,
    scheme,
    schemes_of,
    terms,
    word,
)
from samspel.rules.sources import TO_BE_VERIFIED, Basis, Source, sources
from samspel.rules.values import NoRule, Rule, codes, rule

__all__ = [
    "TO_BE_VERIFIED",
    "Basis",
    "Fact",
    "NoRule",
    "Rule",
    "RuleLine",
    "RuleSet",
    "SchemeRules",
    "Source",
    "Term",
    "Terms",
    "codes",
    "report",
    "rule",
    "rule_set_on",
    "rule_sets",
    "scheme",
    "schemes_of",
    "sources",
    "terms",
    "word",
]
