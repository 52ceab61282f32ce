"""The question at the foot of every public page, and which page and office an answer is about."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.http import HttpRequest
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.translation import gettext_lazy as _

from samspel.web.forms import Form, LongText

HONEYPOT = "nettside"
LONGEST_PATH = 300
# Where nobody looks for anything: the question itself, the way in, and the parts for machines.
SILENT = {"feedback", "barrier", "login", "gallery"}
# Whose address is itself a key that must be noted nowhere.
KEYS = {"invitation", "unit-page"}


class Trapped(Form):
    """A form that anybody may send; whoever fills in the field that people do not see is a machine."""

    nettside = forms.CharField(label=_("La dette feltet stå tomt"), required=False, max_length=200)

    @property
    def shown(self) -> list[forms.BoundField]:
        """Give the questions that people see."""
        return [field for field in self.visible_fields() if field.name != HONEYPOT]


class Answer(Trapped):
    """Whether a reader found what was looked for, and more in words."""

    funnet = forms.ChoiceField(
        label=_("Fant du det du lette etter?"),
        choices=[("ja", _("Ja")), ("nei", _("Nei"))],
        widget=forms.RadioSelect,
    )
    text = LongText(
        label=_("Vil du fortelle mer?"),
        help_text=_("Skriv ikke navn, fødselsnummer eller annet om personer. Vi kan ikke svare på det du skriver her."),
        required=False,
        max_length=2_000,
        rows=3,
    )
    side = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2_000)


@dataclass(frozen=True)
class About:
    """A page of ours that anybody may open, without what was searched for there; and whose office it is."""

    path: str
    office: str


def page_of(address: str) -> About:
    """Give the public page that an address leads to; the front page for anything else."""
    path = address.partition("?")[0].partition("#")[0][:LONGEST_PATH]
    try:
        match = resolve(path)
    except Resolver404:
        return About("/", "")
    return About(path, str(match.kwargs.get("office", ""))) if is_public(match) else About("/", "")


def is_public(match: ResolverMatch | None) -> bool:
    """Tell whether anybody may open the page at an address, whoever wrote the address down."""
    if match is None or match.url_name in KEYS:
        return False
    line = getattr(match.func, "policy_line", None)
    return line is not None and line.public and "GET" in line.methods


def question(request: HttpRequest) -> Answer | None:
    """Give the question for the foot of a page; nothing where it is not asked."""
    match = request.resolver_match
    if match is None or not is_public(match) or match.url_name in SILENT:
        return None
    return Answer(initial={"side": request.path}, auto_id="svar_%s")
