"""Calls as the office, an owner and the public may see them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from samspel.calls.models import Announcement, Call
from samspel.flow.refusal import NotVisible
from samspel.tenancy.by import By


def calls_of(by: By) -> QuerySet[Call]:
    """Give all calls of the office that somebody works at, the newest first."""
    if by.office_id is None:
        raise NotVisible
    return Call.objects.filter(office_id=by.office_id).select_related("office").order_by("-budget_year", "ref")


def call_of(by: By, ref: str) -> Call:
    """Give one call of the office that somebody works at; NotVisible when there is none."""
    found = calls_of(by).filter(ref=ref).first()
    if found is None:
        raise NotVisible
    return found


def open_calls(at: datetime) -> QuerySet[Call]:
    """Give the calls that can be answered now at the offices entered, the one that closes first before the others."""
    found = Call.objects.filter(state=Call.State.ANNOUNCED, closes_at__gt=at)
    return found.select_related("office").order_by("closes_at", "office__name")


def open_call(call_id: UUID, at: datetime) -> Call:
    """Give one call that can be answered now; NotVisible when it is closed or not there for us."""
    found = open_calls(at).filter(pk=call_id).first()
    if found is None:
        raise NotVisible
    return found


def announcements(at: datetime) -> QuerySet[Announcement]:
    """Give every call that has been announced by now, as the public reads it: the last to close first."""
    found = Announcement.objects.filter(announced_at__lte=at)
    return found.select_related("office").order_by("-closes_at", "office__name")


def open_announcements(at: datetime) -> QuerySet[Announcement]:
    """Give the calls that the public may answer now, the one that closes first before the others."""
    there = announcements(at).filter(Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=at), closes_at__gt=at)
    return there.order_by("closes_at", "office__name")


def announcements_of(office_slug: str, at: datetime) -> QuerySet[Announcement]:
    """Give the calls that one office has announced by now, the last to close first."""
    return announcements(at).filter(office__slug=office_slug)


def announcement(office_slug: str, ref: str, at: datetime) -> Announcement:
    """Give one announced call as the public reads it; NotVisible when there is none."""
    found = announcements(at).filter(office__slug=office_slug, ref=ref).first()
    if found is None:
        raise NotVisible
    return found
