"""What some answers of a need are chosen among, whatever the scheme."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Source(models.TextChoices):
    """What a local assessment of needs may build on."""

    STAFF_TALKS = "staff-talks", _("Samtaler og drøfting blant de ansatte")
    SURVEY = "survey", _("Undersøkelse blant ansatte, foreldre eller elever")
    ANALYSIS = "analysis", _("Egen analyse, som ståstedsanalyse")
    RESULTS = "results", _("Resultater og kvalitetsrapport")
    PLAN = "plan", _("Lokale planer")
    SUPERVISION = "supervision", _("Tilsyn eller veiledning")
    OTHER = "other", _("Annet")


class PlanFit(models.TextChoices):
    """Whether a measure is part of the long-term plan of the forum, as its owner sees it."""

    IN_PLAN = "in-plan", _("Ja, det følger opp en hovedlinje")
    PARTLY = "partly", _("Delvis")
    OUTSIDE = "outside", _("Nei")


class Measured(models.TextChoices):
    """In what an indicator is measured: in words, or in a number that can be set beside that of others."""

    WORDS = "", _("Ord")
    PERCENT = "percent", _("Prosent")
    COUNT = "count", _("Antall")
    SCORE = "score", _("Poeng fra 1 til 5")
