"""The office's inbox: every need that has come in, narrowed and sorted in the address, and as a file to keep."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from samspel.casework import queries, transitions
from samspel.casework.queries import Row, Stage, Wanted
from samspel.flow.refusal import NotVisible, Refused
from samspel.kit.deadlines import oslo_day
from samspel.rules import rule_sets
from samspel.tenancy.by import Role
from samspel.web import clock, lists
from samspel.web.acting import Request
from samspel.web.forms import Form, Text
from samspel.web.tabs import Tab, address

A_PAGE = 50
MOST = 99_999
COLORS = {
    Stage.NEW: "info", Stage.OPENED: "accent", Stage.WAITING: "warning", Stage.OVERDUE: "danger",
    Stage.READY: "success", Stage.BOUND: "success", Stage.DISMISSED: "neutral", Stage.WITHDRAWN: "neutral",
}  # fmt: skip


def scheme_names() -> dict[str, str]:
    """Give the short name of every scheme of every rule set, in the reader's written form."""
    form = get_language() or "nb"
    return {scheme.code: scheme.short_in(form) for rules in rule_sets().values() for scheme in rules.schemes}


def choices_of(words: Iterable[tuple[str, object]], everything: str) -> list[tuple[str, object]]:
    """Give choices for a filter, with one for everything first."""
    return [("", everything), *words]


class Filter(Form):
    """What the caseworker wants to see; every part may be left empty."""

    says_optional = False

    sok = Text(label=gettext_lazy("Søk i tittel, eier og referanse"), required=False)
    ordning = forms.ChoiceField(label=gettext_lazy("Ordning"), required=False)
    status = forms.ChoiceField(label=gettext_lazy("Status"), required=False)
    mine = forms.BooleanField(label=gettext_lazy("Bare mine saker"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["ordning"].choices = choices_of(scheme_names().items(), _("Alle ordninger"))
        fields["status"].choices = choices_of(Stage.choices, _("Alle"))

    def wanted(self, sort: str) -> Wanted:
        """Give what the filter asks for; an answer that cannot be read asks for nothing."""
        self.is_valid()
        given = self.cleaned_data
        return Wanted(
            given.get("status", ""), given.get("ordning", ""), given.get("sok", ""), given.get("mine", False), sort
        )


def inbox(request: Request) -> HttpResponse:
    """Show what has come in, fifty needs on a page; with `?format=csv` all of it as a file."""
    at = clock.now(request)
    form = Filter(request.GET)
    received = queries.inbox(request.by, at)
    found = queries.listed(queries.narrowed(received, form.wanted(request.GET.get("sorter", "")), request.by))
    if request.GET.get("format") == "csv":
        return as_file(queries.rows(found))
    page = Paginator(found, A_PAGE).get_page(request.GET.get("side"))
    named = {
        "filter": form,
        "page": page,
        "rows": in_words(queries.rows(page.object_list)),
        "tabs": tabs(request, queries.counted(received)),
        "file": address(request, format="csv"),
        "opened": number(request.GET.get("apnet", "")),
        "opens": Role.CASEWORKER in request.acting.roles,
    }
    return render(request, "office/inbox.html", named)


def number(text: str) -> int | None:
    """Give the small number that an address tells of, if it is one."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(MOST)) else None


def in_words(rows: Iterable[Row]) -> list[tuple[Row, str, str, str]]:
    """Give rows with the words for scheme and stage, and the colour of the stage."""
    schemes = scheme_names()
    named = {stage.value: (str(stage.label), COLORS[stage]) for stage in Stage}
    return [(row, schemes.get(row.need.scheme, row.need.scheme), *named[row.stage]) for row in rows]


def tabs(request: Request, counts: dict[str, int]) -> list[Tab]:
    """Give the stages as links with how many needs stand at each, all of them first."""
    chosen = request.GET.get("status", "")
    every = [
        ("", _("Alle"), sum(counts.values())),
        *((stage, str(Stage(stage).label), n) for stage, n in counts.items()),
    ]
    return [Tab(label, count, address(request, status=stage), stage == chosen) for stage, label, count in every]


def as_file(rows: list[Row]) -> HttpResponse:
    """Give the list as a file."""
    head = [
        _("Referanse"), _("Eier"), _("Organisasjonsnummer"), _("Ordning"), _("Tittel"), _("Meldt behov i kroner"),
        _("Mottatt"), _("Status"), _("Saksnummer"), _("Saksbehandler"),
    ]  # fmt: skip
    cells = []
    for row, scheme, stage, _color in in_words(rows):
        need, case = row.need, row.case
        received = oslo_day(need.submitted_at).isoformat() if need.submitted_at else ""
        case_cells = [str(case), case.caseworker.name if case.caseworker else ""] if case else ["", ""]
        named = [need.ref, need.owner.name, need.owner.orgnr, scheme, need.title, row.asked_nok]
        cells.append([*named, received, stage, *case_cells])
    return lists.as_csv("behov", head, cells)


def open_cases(request: Request) -> HttpResponse:
    """Open a case for each need chosen, or for all new ones in the filter; the one who asks prepares them."""
    at = clock.now(request)
    found = queries.narrowed(queries.inbox(request.by, at), Filter(request.GET).wanted(""), request.by)
    new = found.filter(stage=Stage.NEW)
    if "alle" not in request.POST:
        new = new.filter(pk__in=[pk for pk in request.POST.getlist("behov") if queries.is_id(pk)])
    opened = 0
    for need in list(new):
        try:
            transitions.open_case(need, by=request.by, at=at)
        except (Refused, NotVisible):
            continue
        opened += 1
    back = address(request, apnet=str(opened))
    return redirect(f"{reverse('office-inbox')}{back}")
