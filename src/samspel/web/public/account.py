"""The public account: where the money went, filtered in the address, summed, drawn, and award by award."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from samspel.actors.models import Organisation
from samspel.opendata import queries
from samspel.opendata.queries import Filter, Group, GroupSums, Sums
from samspel.rules import NoRule, scheme
from samspel.web.components.plots import Bar
from samspel.web.forms import Form, Text

# What a field is called in the address.
WORDS = {
    "year": "ar",
    "scheme": "ordning",
    "kommune": "kommune",
    "kind": "slag",
    "text": "sok",
    "group": "etter",
    "recipient": "mottaker",
    "owner": "eier",
}
GROUPS = {
    Group.RECIPIENT: gettext_lazy("mottaker"),
    Group.OWNER: gettext_lazy("eier"),
    Group.KOMMUNE: gettext_lazy("kommune"),
    Group.SCHEME: gettext_lazy("ordning"),
    Group.YEAR: gettext_lazy("år"),
}
KINDS = (
    Organisation.Kind.KOMMUNE,
    Organisation.Kind.FYLKESKOMMUNE,
    Organisation.Kind.PRIVATE_OWNER,
    Organisation.Kind.NETWORK,
    Organisation.Kind.UNIVERSITY,
    Organisation.Kind.VOCATIONAL_COLLEGE,
)
IN_FIGURE, IN_TABLE, ON_PAGE = 12, 50, 25


class AccountFilter(Form):
    """What of the account to show; the names in the address are Norwegian."""

    filters = True
    group = forms.ChoiceField(label=gettext_lazy("Vis etter"), required=False)
    year = forms.TypedChoiceField(label=gettext_lazy("År"), coerce=int, empty_value=None, required=False)
    scheme = forms.ChoiceField(label=gettext_lazy("Ordning"), required=False)
    kommune = forms.ChoiceField(label=gettext_lazy("Kommune"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Hvem som får pengene"), required=False)
    text = Text(label=gettext_lazy("Navn eller tiltak"), max_length=100, required=False)
    recipient = Text(widget=forms.HiddenInput, max_length=60, required=False)
    owner = Text(widget=forms.HiddenInput, max_length=60, required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        kinds = [(kind.value, str(kind.label)) for kind in KINDS]
        years = [(str(year), str(year)) for year in queries.years()]
        schemes = {code: scheme_name(code, rule_set) for code, rule_set in queries.schemes()}
        self.choose("group", [(WORDS[group], capfirst(str(name))) for group, name in GROUPS.items()])
        self.choose("year", [("", _("Alle år")), *years])
        self.choose("scheme", [("", _("Alle ordninger")), *schemes.items()])
        self.choose("kommune", [("", _("Alle kommuner")), *queries.kommuner()])
        self.choose("kind", [("", _("Alle")), *kinds])

    def choose(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        """Give a field what may be chosen in it."""
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def add_prefix(self, field_name: str) -> str:
        """Give the name that a field has in the address."""
        return WORDS.get(field_name, field_name)

    def wanted(self) -> tuple[Filter, Group]:
        """Give what is asked for, and what to sum it by."""
        asked = dict(self.cleaned_data)
        chosen = asked.pop("group") or WORDS[Group.RECIPIENT]
        return Filter(**asked), next(group for group in Group if WORDS[group] == chosen)


@dataclass(frozen=True)
class Shown:
    """One group as the page shows it: its name for people, and the address that shows only it."""

    name: str
    address: str
    sums: Sums


def account(request: HttpRequest) -> HttpResponse:
    """Show the account; what the address asks for and cannot be read is said at its field."""
    form = AccountFilter(request.GET)
    if not form.is_valid():
        return render(request, "public/account.html", {"form": form}, status=400)
    wanted, group = form.wanted()
    found = queries.awards(wanted)
    lines = [shown(line, group, request.GET) for line in queries.grouped(found, group)]
    table, figure = folded(lines, IN_TABLE), folded(lines, IN_FIGURE)
    named = {
        "form": form,
        "group": GROUPS[group],
        "sums": queries.sums(found),
        "lines": table,
        "bars": [Bar(line.name, line.sums.awarded_nok) for line in figure],
        "only": only(wanted, request.GET),
        "page": Paginator(found, ON_PAGE).get_page(request.GET.get("side")),
    }
    return render(request, "public/account.html", named)


def shown(line: GroupSums, group: Group, query: QueryDict) -> Shown:
    """Name a group for people, with the address that shows only it."""
    name = scheme_name(line.key, line.name) if group is Group.SCHEME else line.name
    return Shown(name or _("Ikke oppgitt"), address(query, WORDS[group], line.key), line.sums)


def folded(lines: Sequence[Shown], most: int) -> list[Shown]:
    """Give the first groups, and the rest of them as one."""
    if len(lines) <= most:
        return list(lines)
    rest = [line.sums for line in lines[most - 1 :]]
    added = Sums(*(sum(values) for values in zip(*(vars(sums).values() for sums in rest), strict=True)))
    return [*lines[: most - 1], Shown(_("%(count)s andre") % {"count": len(rest)}, "", added)]


def only(wanted: Filter, query: QueryDict) -> list[Shown]:
    """Give the one owner or receiver that the page shows only, with the address that shows all again."""
    chosen = [(Group.RECIPIENT, wanted.recipient), (Group.OWNER, wanted.owner)]
    nothing = Sums(0, 0, 0, 0)
    return [
        Shown(queries.name_of(group, key) or key, address(query, WORDS[group], ""), nothing)
        for group, key in chosen
        if key
    ]


def address(query: QueryDict, name: str, value: str) -> str:
    """Give this page's address with one thing in it changed, from the first page of its list."""
    changed = query.copy()
    changed.pop("side", None)
    changed.pop(name, None)
    if value:
        changed[name] = value
    return f"?{changed.urlencode()}"


def scheme_name(code: str, rule_set: str) -> str:
    """Give the name of a scheme in the reader's written form; its code where the rules do not know it."""
    try:
        return scheme(code, rule_set).short_in(get_language() or "nb")
    except NoRule:
        return code
