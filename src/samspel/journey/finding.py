"""Finding needs by whatever somebody calls them: a reference, a case number, a decision, a letter, an id."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from samspel.casework.models import Case
from samspel.decisions.models import Decision
from samspel.letters.models import Letter
from samspel.needs.models import Need


def find(ref: str) -> list[Need]:
    """Give the needs that a reference names, at every office that may be seen; an office numbers its own."""
    named = Q(ref=ref) | Q(pk__in=Decision.objects.filter(number=ref).values("case__need"))
    named |= Q(pk__in=Letter.objects.filter(number=ref).values("about_need_id"))
    year, slash, number = ref.partition("/")
    if slash and all(part.isascii() and part.isdigit() and len(part) < 9 for part in (year, number)):
        named |= Q(pk__in=Case.objects.filter(year=int(year), number=int(number)).values("need"))
    if is_id(ref):
        named |= Q(pk=ref)
    needs = Need.objects.filter(named).select_related("call", "owner", "office")
    return list(needs.order_by("office__slug", "ref"))


def is_id(text: str) -> bool:
    """Tell whether a text is the id of something."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True
