"""The providers that people may log in with: finding them, and writing their rows."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from samspel.people.models import Provider

FIELDS = {field.name for field in Provider._meta.local_fields} - {"id", "slug"}
TAKEN = {"cast"}  # what the demo calls its own people


class WrongProvider(ValueError):
    """A row that cannot be a provider; the text says why."""


def open_ones() -> QuerySet[Provider]:
    """Give the providers that people may log in with now, by name."""
    return Provider.objects.filter(is_active=True).order_by("kind", "name_nb")


def everyone() -> QuerySet[Provider]:
    """Give all the providers, those that are closed too."""
    return Provider.objects.order_by("slug")


def named(slug: str) -> Provider | None:
    """Give the open provider with an address name, if there is one."""
    return Provider.objects.filter(slug=slug, is_active=True).first()


def put(slug: str, told: Mapping[str, object]) -> Provider:
    """Make a provider's row, or bring it up to date; WrongProvider for what cannot be."""
    if unknown := sorted(set(told) - FIELDS):
        raise WrongProvider(f"{slug}: unknown: {', '.join(unknown)}")
    provider = Provider.objects.filter(slug=slug).first() or Provider(slug=slug)
    for name, value in told.items():
        setattr(provider, name, value)
    try:
        provider.full_clean(exclude=["id"], validate_constraints=False)
    except ValidationError as fault:
        raise WrongProvider(f"{slug}: {'; '.join(fault.messages)}") from fault
    if slug in TAKEN:
        raise WrongProvider(f"{slug}: the demo's own name")
    if provider.kind == Provider.Kind.ANSATTPORTEN and not provider.resource.startswith("urn:altinn:resource:"):
        raise WrongProvider(f"{slug}: resource must be a urn:altinn:resource:…")
    if provider.kind != Provider.Kind.PLAIN and not (provider.level and provider.levels):
        raise WrongProvider(f"{slug}: levels and level must say how surely people log in")
    provider.save()
    return provider


def close(slug: str) -> bool:
    """Close a provider: nobody logs in with it any more; tell whether there was one."""
    return bool(Provider.objects.filter(slug=slug).update(is_active=False))
