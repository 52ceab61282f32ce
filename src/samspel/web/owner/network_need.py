"""A network's need as its members read it, and those who are asked to be members: whole, and nothing can be written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from samspel.actors.networks import queries as networks
from samspel.casework.queries import as_handed_in
from samspel.flow.refusal import NotVisible
from samspel.kit.deadlines import oslo_day
from samspel.needs import content, membership, queries
from samspel.needs import sheet as sheets
from samspel.needs.content import Section
from samspel.needs.models import Need, Submission
from samspel.needs.sheet import Sheet
from samspel.tenancy.context import offices
from samspel.web import attached, clock
from samspel.web.acting import Request
from samspel.web.whereabouts import shown


@dataclass(frozen=True)
class Versions:
    """A need as it was handed in last, and as it stands where it can still be changed; at least one of them."""

    made: Submission | None
    sent: Sheet | None
    now: Sheet | None

    @property
    def latest(self) -> Sheet:
        """Give the one that stands."""
        found = self.now or self.sent
        assert found is not None  # what is not handed in is written
        return found


def network_need(request: Request, need_id: UUID) -> HttpResponse:
    """Show the need: what is written for as long as it can be changed, and what was handed in once it has been."""
    by, at = request.by, clock.now(request)
    with meanwhile(request):
        need = membership.need_of_member(by, need_id, at)
        found = versions(need, at)
        network = networks.networks_of(by, oslo_day(at)).filter(organisation=need.owner).first()
        named = {
            "need": need,
            "sheet": found.latest,
            "made": found.made,
            "written": found.now is not None,
            "changed_at": membership.last_changed(need) if found.now else None,
            "coordinator": queries.spokesman(need),
            "answers": list(answers(found, inside=network is not None)),
            "files": attached.shown(
                found.latest.attachments, lambda row: reverse("owner-network-attachment", args=[need.pk, row.pk])
            ),
            "where": shown([need.pk], at)[need.pk],
            "question": networks.questions_to(by).filter(network__organisation=need.owner).first(),
            "network": network,
            "units_kept_back": network is None and bool(found.latest.unit_assessments),
        }
        return render(request, "owner/network_need.html", named)


def attachment(request: Request, need_id: UUID, attachment_id: UUID) -> HttpResponse:
    """Hand out one of the files that the page lists."""
    at = clock.now(request)
    with meanwhile(request):
        found = versions(membership.need_of_member(request.by, need_id, at), at)
        row = next((one for one in found.latest.attachments if one.pk == attachment_id), None)
        if row is None:
            raise NotVisible
        return attached.handed_out(request, row)


def meanwhile(request: Request) -> AbstractContextManager[None]:
    """Let the database show what the offices of those who ask the owner have, as it does where the owner answers."""
    return offices({*request.acting.offices(), *networks.asking_offices(request.by)})


def versions(need: Need, at: datetime) -> Versions:
    """Read a need as it was handed in, for whoever reads that, and as it stands now where it can still be changed."""
    made = queries.submissions(need).first() if need.reads_sent else None
    sent = as_handed_in(need, made) if made else None
    return Versions(made, sent, sheets.of(need, at) if need.is_written or sent is None else None)


def answers(found: Versions, *, inside: bool) -> Iterator[tuple[str, list[Section]]]:
    """Give what was handed in, and apart from it what is written now; files that have links are not told twice."""
    if found.sent is not None:
        whole = content.sections(found.sent) if found.now else content.without_files(found.sent)
        yield _("Dette ble sendt inn"), read_by_members(whole, inside=inside)
    if found.now is not None:
        yield _("Slik står behovsmeldingen nå"), read_by_members(content.without_files(found.now), inside=inside)


def read_by_members(sections: list[Section], *, inside: bool) -> list[Section]:
    """Leave out what is between the network and each of its members: what each has offered, and its place and why.

    Whoever is asked only does not read what the units of others have answered either, and who there confirmed it.
    """
    left = [one for one in sections if one.key != content.INTAKE]
    return left if inside else [without(one, "unit_assessments") for one in left]


def without(section: Section, field: str) -> Section:
    """Leave one kind of answers out of a section."""
    return replace(section, answers=tuple(answer for answer in section.answers if answer.field != field))
