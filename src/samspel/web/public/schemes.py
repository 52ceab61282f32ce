"""The schemes as anybody reads them: for whom, for what, who reports, with whom, and how it is decided."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samspel.calls import queries as calls
from samspel.flow.refusal import NotVisible
from samspel.rules import Basis, SchemeRules, Terms, scheme, schemes_of
from samspel.web import clock
from samspel.web.public.calls import shown
from samspel.web.public.links import SCHEMES, scheme_url


@dataclass(frozen=True)
class Part:
    """One thing that holds for a scheme: a heading, a sentence or a list, and its basis, or that none is confirmed."""

    anchor: str
    title: str
    text: str
    items: list[str]
    source: Basis

    @property
    def basis(self) -> str:
        """Name the text it comes from."""
        return self.source.text(get_language() or "nb")


def schemes(request: HttpRequest) -> HttpResponse:
    """Show the three schemes of 2021, the one of 2026, and how they hang together."""
    rows = {f"of_{code}": [(rules, scheme_url(rules)) for rules in schemes_of(code)] for code in ("2021", "2026")}
    return render(request, "public/schemes.html", rows)


def scheme_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one scheme whole."""
    if slug not in SCHEMES:
        raise NotVisible
    rules, at = scheme(*SCHEMES[slug]), clock.now(request)
    open_now = [
        shown(call, at)
        for call in calls.open_announcements(at)
        if call.rule_set == rules.rule_set and rules.code in call.schemes
    ]
    named = {"rules": rules, "parts": parts(rules), "calls": open_now, "others": others(rules)}
    return render(request, "public/scheme_page.html", named)


def others(rules: SchemeRules) -> list[tuple[SchemeRules, str]]:
    """Give the other schemes with their addresses."""
    all_of = [scheme(*named) for named in SCHEMES.values()]
    return [(one, scheme_url(one)) for one in all_of if (one.code, one.rule_set) != (rules.code, rules.rule_set)]


def parts(rules: SchemeRules) -> list[Part]:
    """Give what holds for a scheme, in the order that somebody new to it asks."""
    return [
        listed("malgrupper", _("Hvem tiltakene er for"), rules.target_groups),
        listed("enheter", _("Enheter som kan være med"), rules.unit_kinds),
        listed("hvem", _("Hvem som melder behovet"), rules.owner_kinds),
        listed("partnere", _("Hvem tiltaket gjennomføres sammen med"), rules.partner_kinds),
        *agreement(rules),
        listed("bruk", _("Hva pengene kan brukes til"), rules.budget_categories),
        own_contribution(rules),
        how_long(rules),
        listed("vurdering", _("Hva tiltaket blir vurdert etter"), rules.criteria),
        who_ranks(rules),
        *([listed("plikter", _("Dette spør vi om i tillegg"), rules.duties)] if rules.duties.value else []),
    ]


def listed(anchor: str, title: str, fact: Terms) -> Part:
    """Give a part that is a list of the field's own words."""
    return Part(anchor, title, "", words(fact), fact.basis)


def agreement(rules: SchemeRules) -> list[Part]:
    """Say with whom the cooperation must be a binding one, where the scheme says so."""
    fact = rules.agreement_kinds
    return [listed("avtale", _("Hvem samarbeidet må være forpliktende med"), fact)] if fact.value else []


def words(fact: Terms) -> list[str]:
    """Give the words of a list of codes, in the reader's written form."""
    return [term.text(get_language() or "nb") for term in fact]


def own_contribution(rules: SchemeRules) -> Part:
    """Say how much of the cost the owner carries."""
    percent = rules.own_contribution_percent.value
    text = (
        _("Eieren bidrar med en egenandel på %(percent)s prosent av tilskuddet som blir tildelt.")
        % {"percent": percent}
        if percent
        else _("Ordningen krever ingen egenandel.")
    )
    return Part("egenandel", _("Egenandel"), text, [], rules.own_contribution_percent.basis)


def how_long(rules: SchemeRules) -> Part:
    """Say how long a measure may last."""
    years = rules.longest_period_years.value
    text = ngettext("Et tiltak kan vare i inntil %(years)s år.", "Et tiltak kan vare i inntil %(years)s år.", years)
    basis = rules.longest_period_years.basis
    return Part("varighet", _("Hvor lenge et tiltak kan vare"), text % {"years": years}, [], basis)


def who_ranks(rules: SchemeRules) -> Part:
    """Say who ranks the measures and who decides."""
    text = (
        _(
            "Samarbeidsforumet prioriterer tiltakene ut fra de lokale behovene. Statsforvalteren gjør vedtaket, "
            "betaler ut, og begrunner det når vedtaket er et annet enn forumet foreslo."
        )
        if rules.has_forum_step.value
        else _("Statsforvalteren prioriterer tiltakene ut fra de lokale behovene, gjør vedtaket og betaler ut.")
    )
    return Part("prioritering", _("Hvem som prioriterer og bestemmer"), text, [], rules.has_forum_step.basis)
