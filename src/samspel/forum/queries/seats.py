"""Who sits in a forum, and which groups of the mandate have nobody there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from samspel.actors.alphabet import alphabetical
from samspel.actors.models import Invitation
from samspel.actors.queries import office_of
from samspel.actors.roles.queries import WAITING
from samspel.flow.refusal import NotVisible
from samspel.forum.models import Forum, PublishedSeat, Seat
from samspel.kit.deadlines import oslo_day
from samspel.rules import codes
from samspel.tenancy.by import FORUM, By, Role

GROUPS = codes("forum.required_groups")


GROUPS_FOR_REGIONAL = codes("forum.groups_for_regional")


def seat_of(by: By, forum: Forum, at: datetime) -> Seat | None:
    """Give the seat that a person has in a forum that day."""
    seats = Seat.objects.in_force(oslo_day(at)).filter(forum=forum, person_id=by.somebody)
    return seats.select_related("organisation", "person").first() if by.role in FORUM else None


def seats_in(forum: Forum, day: date) -> QuerySet[Seat]:
    """Give those who have seats in a forum on a day: the leader and secretary first, then by group and name."""
    seats = Seat.objects.in_force(day).filter(forum=forum).select_related("person", "organisation")
    return seats.order_by("duty", "group", alphabetical("person__name"))


def seats_by_id(ids: Iterable[UUID]) -> QuerySet[Seat]:
    """Give seats by their ids, with the people and organisations, by group and name."""
    seats = Seat.objects.filter(pk__in=list(ids)).select_related("person", "organisation")
    return seats.order_by("group", alphabetical("person__name"))


def published_seats(office_slug: str, day: date) -> QuerySet[PublishedSeat]:
    """Give the seats that are held in an office's forums on a day, as anybody may read them: by forum and group."""
    in_force = Q(until__isnull=True) | Q(until__gte=day)
    found = PublishedSeat.objects.filter(in_force, office__slug=office_slug, since__lte=day)
    return found.order_by("forum_name", "group", alphabetical("organisation_name"))


def missing_groups(forum: Forum, day: date) -> list[str]:
    """Give the groups that the mandate asks for and that have no seat in the forum on a day (VR25)."""
    wanted = list(GROUPS.on(day))
    if "regional" in forum.schemes:
        wanted += GROUPS_FOR_REGIONAL.on(day)
    seats = Seat.objects.in_force(day).filter(forum=forum).exclude(duty=Seat.Duty.INVITED)
    seated = set(seats.values_list("group", flat=True))
    return [group for group in wanted if group not in seated]


def groups_basis(day: date) -> str:
    """Name the basis of which groups a forum must have."""
    return GROUPS.basis_on(day).text(get_language() or "nb")


def forums_of(by: By, at: datetime) -> QuerySet[Forum]:
    """Give the forums in which somebody sits that day for the one acted for; who is only invited sits in none."""
    seats = own_seats(by, at).exclude(duty=Seat.Duty.INVITED)
    return Forum.objects.filter(pk__in=seats.values("forum_id")).order_by("name")


def seated_by(by: By, at: datetime) -> QuerySet[Forum]:
    """Give the forums whose seats somebody gives: those that one is secretary of, or every one of the own office's."""
    if by.role not in FORUM:
        return forums(by)
    kept = own_seats(by, at).filter(duty=Seat.Duty.SECRETARY)
    return Forum.objects.filter(pk__in=kept.values("forum_id")).order_by("name")


def forums(by: By) -> QuerySet[Forum]:
    """Give the forums of the office."""
    return Forum.objects.filter(office_id=office_of(by)).order_by("name")


def forum_for(by: By, forum_id: UUID, at: datetime) -> Forum:
    """Give one of those; NotVisible for any other."""
    found = seated_by(by, at).select_related("office").filter(pk=forum_id).first()
    if found is None:
        raise NotVisible
    return found


def own_seats(by: By, at: datetime) -> QuerySet[Seat]:
    """Give the seats that somebody has at the office that day, in the role and for the one acted for, by forum."""
    mine = Seat.objects.in_force(oslo_day(at)).filter(person_id=by.somebody, office_id=by.at_office)
    return mine.filter(organisation=by.organisation_id).select_related("forum", "organisation").order_by("forum__name")


def own_seat(by: By, seat_id: UUID, at: datetime) -> Seat:
    """Give one of those; NotVisible for any other."""
    found = own_seats(by, at).filter(pk=seat_id).first()
    if found is None:
        raise NotVisible
    return found


def seat_in(forum: Forum, seat_id: UUID, day: date) -> Seat:
    """Give one of the seats in a forum that are held on a day; NotVisible for any other."""
    found = seats_in(forum, day).filter(pk=seat_id).first()
    if found is None:
        raise NotVisible
    return found


def invitations_to(forum: Forum) -> QuerySet[Invitation]:
    """Give the invitations into a forum that nobody has answered, the newest first."""
    found = Invitation.objects.filter(forum_id=forum.pk, office_id=forum.office_id, state__in=WAITING)
    return found.select_related("organisation").order_by("-invited_at", "-pk")


def invitation_to(forum: Forum, invitation_id: UUID) -> Invitation:
    """Give one of those; NotVisible for any other."""
    found = invitations_to(forum).filter(pk=invitation_id).first()
    if found is None:
        raise NotVisible
    return found


def invited_actors(forum: Forum, day: date) -> QuerySet[Seat]:
    """Give those who sit in a forum to be heard in single cases alone, by group and name."""
    return seats_in(forum, day).filter(duty=Seat.Duty.INVITED)


def records(by: By) -> bool:
    """Tell whether somebody comes as the one who writes down what the forum agrees on."""
    return by.role in {Role.FORUM_SECRETARY, Role.FORUM_LEADER}
