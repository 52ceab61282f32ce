"""Which themes a call asks for: a forum's own, as the office wrote them, or else those that its scheme has."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspel.calls.models import CallText
from samspel.flow.refusal import Refusal
from samspel.kit.deadlines import oslo_day
from samspel.kit.seeking import words
from samspel.kit.text import folded, word_count
from samspel.rules import SchemeRules, Term, rule, scheme, terms

MOST_THEMES = rule("calls.most_own_themes", of=int)
LONGEST_THEME, LONGEST_CODE = 120, 30
OWN, MARK = "own-", 6
CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
Row = Mapping[str, object]


def scheme_of(call: CallText, code: str) -> SchemeRules:
    """Give what holds for a scheme under a call: its themes are the call's own where it has any for the scheme."""
    rules = scheme(code, call.rule_set)
    own = tuple(term_of(row) for row in own_of(call, code))
    return replace(rules, themes=replace(rules.themes, value=own, quote="", reason="")) if own else rules


def own_of(call: CallText, code: str) -> list[Row]:
    """Give the themes of its own that a call has for a scheme, in the order the office wrote them."""
    return [row for row in call.own_themes if row["scheme"] == code]


def by_scheme(call: CallText) -> Iterator[tuple[SchemeRules, tuple[Term, ...]]]:
    """Give each scheme of a call that has themes of its own, with them."""
    for code in call.schemes:
        if own_of(call, code):
            rules = scheme_of(call, code)
            yield rules, rules.themes.value


def term_of(row: Row) -> Term:
    """Give a theme as people read it: one that all share in both written forms, another as the office wrote it."""
    code, name = str(row["code"]), str(row["name"])
    shared = terms()["themes"].get(code)
    return shared if shared and is_called(shared, name) else Term(code, name, name)


def is_called(term: Term, name: str) -> bool:
    """Tell whether a name is one that a shared theme has, in either written form."""
    return folded(name) in {folded(term.nb), folded(term.nn)}


def written(code: str, names: Iterable[str]) -> list[dict[str, str]]:
    """Give themes of a scheme as a call keeps them, of their names."""
    return [{"scheme": code, "code": code_of(name), "name": name.strip()} for name in names]


def code_of(name: str) -> str:
    """Give the code of a theme: that of the shared theme of this name, or one that follows from the name alone.

    So the same theme has the same code every year, at every office, in statistics and in the open data.
    """
    shared = (term.code for term in terms()["themes"].values() if is_called(term, name))
    if found := next(shared, None):
        return found
    slug = "-".join(words(name))
    if slug and len(OWN) + len(slug) <= LONGEST_CODE:
        return OWN + slug
    mark = hashlib.sha256(folded(name).encode()).hexdigest()[:MARK]
    return OWN + "-".join(filter(None, [slug[: LONGEST_CODE - len(OWN) - MARK - 1].strip("-"), mark]))


def as_codes(call: CallText, scheme_code: str, said: Iterable[str]) -> list[str]:
    """Give the codes of themes that a file or a machine tells of, by their codes or by their names in the call."""
    known = {folded(str(row["name"])): str(row["code"]) for row in own_of(call, scheme_code)}
    return list(dict.fromkeys(known.get(folded(one), one) for one in said))


def themes_fit(rows: Sequence[Row], schemes: Sequence[str], at: datetime) -> Iterator[Refusal]:
    """A call has a short list of themes of its own for each of its schemes, each in a few words and named once."""
    for code in dict.fromkeys(str(row.get("scheme", "")) for row in rows):
        field, own = f"themes-{code}", [row for row in rows if row.get("scheme") == code]
        if code not in schemes:
            text = _("Temaene hører til en ordning som ikke er valgt. Velg ordningen, eller ta bort temaene.")
            yield Refusal("theme-scheme", text, field=field)
        yield from _list_fits(own, field, at)


def _list_fits(own: Sequence[Row], field: str, at: datetime) -> Iterator[Refusal]:
    most, names = MOST_THEMES.on(oslo_day(at)), [str(row.get("name", "")) for row in own]
    if len(own) > most:
        basis = MOST_THEMES.basis_on(oslo_day(at)).text(get_language() or "nb")
        yield Refusal("themes-many", _("En ordning kan ha høyst %(most)d egne temaer.") % {"most": most}, basis, field)
    if any(not word_count(name) or len(name) > LONGEST_THEME for name in names):
        text = _("Skriv hvert tema med høyst %(most)d tegn.") % {"most": LONGEST_THEME}
        yield Refusal("theme-words", text, field=field)
    codes = [str(row.get("code", "")) for row in own]
    if any(not CODE.fullmatch(code) or len(code) > LONGEST_CODE for code in codes):
        text = _("Koden til et tema kan bare ha små bokstaver fra a til z, tall og bindestrek, høyst %(most)d tegn.")
        yield Refusal("theme-code", text % {"most": LONGEST_CODE}, field=field)
    seen: set[str] = set()
    for code, name in zip(codes, names, strict=True):
        if code in seen:
            yield Refusal("theme-twice", _("Temaet «%(name)s» står to ganger.") % {"name": name}, field=field)
        seen.add(code)


def with_more(call: CallText, rows: Sequence[Row]) -> list[Row]:
    """Give a call's themes with some added; a scheme that had none of its own keeps those that all share beside them.

    Nothing that a need has chosen goes away.
    """
    found: list[Row] = list(call.own_themes)
    for code in dict.fromkeys(str(row["scheme"]) for row in rows):
        if code in call.schemes and not own_of(call, code):
            shared = scheme(code, call.rule_set).themes
            found += [{"scheme": code, "code": term.code, "name": term.text(call.written_form)} for term in shared]
    return [*found, *rows]
