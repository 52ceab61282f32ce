"""Networks as those who are in them, lead them or are asked may see them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from samspel.actors.alphabet import alphabetical
from samspel.actors.models import Membership, Network, NetworkQuestion, Organisation
from samspel.actors.queries import in_force
from samspel.flow import journal
from samspel.flow.models import Entry
from samspel.flow.refusal import NotVisible
from samspel.tenancy.by import OWNER, By

Asked = NetworkQuestion.State.ASKED


def owner_of(by: By) -> UUID:
    """Give the owner that somebody acts for; for anybody else there is nothing to see."""
    if by.role not in OWNER or by.organisation_id is None:
        raise NotVisible
    return by.organisation_id


def coordinates(network: Network, owner_id: UUID | None) -> bool:
    """Tell whether an owner coordinates a network now."""
    now = Membership.objects.filter(network_id=network.organisation_id, coordinates=True, until=None)
    return owner_id is not None and now.filter(member_id=owner_id).exists()


def led_by(owner_id: UUID) -> QuerySet[Network]:
    """Give the networks in gear that an owner coordinates now."""
    led = Membership.objects.filter(member_id=owner_id, coordinates=True, until=None).values("network_id")
    return Network.objects.filter(organisation_id__in=led, state=Network.State.ACTIVE)


def membership(network: Network, owner_id: UUID | None, day: date) -> Membership | None:
    """Give the membership of an owner on a day, with or without its consent; the lead is in it before it consents."""
    found = Membership.objects.filter(in_force(day), network_id=network.organisation_id, member_id=owner_id)
    return found.select_related("member").first()


def networks_of(by: By, day: date) -> QuerySet[Network]:
    """Give the networks that somebody's owner is in or coordinates, by name; those dissolved last.

    Each with how many are in it (`in_it`), how many have not answered (`unanswered`), and whether it is led (`led`).
    """
    owner_id = owner_of(by)
    mine = Membership.objects.filter(in_force(day), member_id=owner_id).values("network_id")
    there = Membership.objects.filter(
        in_force(day), network_id=OuterRef("organisation_id"), consented_at__isnull=False
    ).order_by()
    counted = there.values("network_id").annotate(n=Count("member_id", distinct=True)).values("n")
    waiting = NetworkQuestion.objects.filter(
        network=OuterRef("pk"), state=Asked, what=NetworkQuestion.What.JOIN
    ).order_by()
    lead = Membership.objects.filter(network_id=OuterRef("organisation_id"), coordinates=True, until=None)
    found = Network.objects.filter(organisation_id__in=mine).select_related("organisation", "office")
    return found.annotate(
        in_it=Coalesce(Subquery(counted), 0),
        unanswered=Coalesce(Subquery(waiting.values("network").annotate(n=Count("pk")).values("n")), 0),
        lead=Subquery(lead.values("member__name")[:1]),
        lead_id=Subquery(lead.values("member_id")[:1]),
    ).order_by("state", alphabetical("organisation__name"))


def network_of(by: By, network_id: UUID, day: date) -> Network:
    """Give one network to whoever acts for an owner that is in it; NotVisible to everybody else."""
    found = networks_of(by, day).filter(pk=network_id).first()
    if found is None:
        raise NotVisible
    return found


def history(network: Network) -> QuerySet[Membership]:
    """Give everybody who is or has been in a network, the one that leads first, those that have left last."""
    found = Membership.objects.filter(network_id=network.organisation_id).select_related("member", "consented_by")
    return found.order_by("-coordinates", F("until").desc(nulls_first=True), alphabetical("member__name"))


def questions(network: Network) -> QuerySet[NetworkQuestion]:
    """Give the questions that have been asked for a network, those without an answer first."""
    found = NetworkQuestion.objects.filter(network=network).select_related(
        "asked", "answered_by", "network__organisation"
    )
    return found.order_by(F("answered_at").desc(nulls_first=True), alphabetical("asked__name"), "pk")


def questions_to(by: By) -> QuerySet[NetworkQuestion]:
    """Give the questions that wait for an answer from somebody's owner, the oldest first."""
    found = NetworkQuestion.objects.filter(asked_id=owner_of(by), state=Asked)
    return found.select_related("asked_by").order_by("asked_at", "pk")


def asking_offices(by: By) -> list[UUID]:
    """Give the offices of the networks that ask somebody's owner for an answer."""
    return list(questions_to(by).order_by().values_list("office_id", flat=True).distinct())


def question_of(network: Network, typed: str) -> NetworkQuestion:
    """Give the question of a network with an id that a form sent; NotVisible for what is none."""
    try:
        found = questions(network).filter(pk=UUID(typed)).first()
    except ValueError:
        found = None
    if found is None:
        raise NotVisible
    return found


def question_for(organisation_id: UUID, typed: str) -> NetworkQuestion:
    """Give the question that the network of an organisation has asked, with an id that a form sent."""
    network = Network.objects.filter(organisation_id=organisation_id).first()
    if network is None:
        raise NotVisible
    return question_of(network, typed)


def story(network: Network, asked: Iterable[NetworkQuestion]) -> QuerySet[Entry]:
    """Give what was done to a network and with its questions, the newest first, each with `for_whom` it was done."""
    whom = Organisation.objects.filter(pk=OuterRef("organisation_id")).values("name")
    entries = journal.history([network.pk, *(one.pk for one in asked)]).annotate(for_whom=Subquery(whom))
    return entries.order_by("-sequence")


def own_question(by: By, question_id: UUID) -> NetworkQuestion:
    """Give one question to the owner that is asked; NotVisible to everybody else."""
    found = NetworkQuestion.objects.filter(asked_id=owner_of(by), pk=question_id)
    one = found.select_related("asked", "asked_by", "answered_by").first()
    if one is None:
        raise NotVisible
    return one


def may_be_asked(network: Network, typed: str, day: date, limit: int = 20) -> list[Organisation]:
    """Give the owners whose name or organisation number begins so, or has a word that does, and who are not in it."""
    inside = Membership.objects.filter(in_force(day), network_id=network.organisation_id).values("member_id")
    asked = NetworkQuestion.objects.filter(network=network, state=Asked, what=NetworkQuestion.What.JOIN).values(
        "asked_id"
    )
    words = typed.split()
    if not words:
        return []
    kinds = (Organisation.Kind.KOMMUNE, Organisation.Kind.FYLKESKOMMUNE, Organisation.Kind.PRIVATE_OWNER)
    there = Organisation.objects.filter(Q(closed_on=None) | Q(closed_on__gte=day), kind__in=kinds)
    found = there.exclude(pk__in=inside).exclude(pk__in=asked)
    if typed.replace(" ", "").isdigit():
        found = found.filter(orgnr=typed.replace(" ", ""))
    for word in () if typed.replace(" ", "").isdigit() else words:
        found = found.filter(Q(name__istartswith=word) | Q(name__icontains=f" {word}"))
    return list(found.order_by(alphabetical("name"))[:limit])
