"""The themes of a forum's own, as an office writes them: one a line for each scheme, and more of them later."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspel.calls import transitions
from samspel.calls.models import Call
from samspel.calls.rules import themes
from samspel.flow.refusal import Refused
from samspel.kit.deadlines import oslo_day
from samspel.rules import SchemeRules
from samspel.tenancy.by import By
from samspel.web.forms import Form, LongText
from samspel.web.forms.form import speak_plainly

LONGEST = 4_000


class OwnThemes(Form):
    """The themes of each scheme that a call may have, one a line; those that are not written on are the scheme's."""

    says_optional = False

    def __init__(self, data: QueryDict | None, *, call: Call, rules: Sequence[SchemeRules], at: datetime) -> None:
        self.call, self.rules, self.most = call, rules, themes.MOST_THEMES.on(oslo_day(at))
        super().__init__(data, initial=self.standing())
        for one in rules:
            name = f"themes-{one.code}"
            self.fields[name] = self.field_of(one)
            speak_plainly(self.fields[name], self.fields[name].label or name)

    def standing(self) -> dict[str, str]:
        """Give what is written already."""
        own = {one.code: themes.own_of(self.call, one.code) for one in self.rules}
        return {f"themes-{code}": "\n".join(str(row["name"]) for row in rows) for code, rows in own.items()}

    def field_of(self, rules: SchemeRules) -> LongText:
        """Give the field for one scheme, which says what holds where it is left empty."""
        form = get_language() or "nb"
        label = _("Temaer for %(scheme)s") % {"scheme": rules.short_in(form)} if len(self.rules) > 1 else _("Temaer")
        text = _("Ett på hver linje, høyst %(most)d. La det stå tomt for å bruke de felles temaene.")
        return LongText(label=label, help_text=text % {"most": self.most}, max_length=LONGEST, rows=4, required=False)

    @property
    def shared(self) -> list[str]:
        """Name the themes that hold where a field is left empty, each once."""
        return list(dict.fromkeys(term.text(get_language() or "nb") for one in self.rules for term in one.themes))

    @property
    def written(self) -> list[dict[str, str]]:
        """Give the themes that are written, as a call keeps them."""
        said = {one.code: lines_in(self.cleaned_data[f"themes-{one.code}"]) for one in self.rules}
        return [row for code, names in said.items() for row in themes.written(code, names)]


class MoreThemes(OwnThemes):
    """Themes that a call asks for beside those it was announced with."""

    def standing(self) -> dict[str, str]:
        """Give nothing: what is there stays."""
        return {}

    def field_of(self, rules: SchemeRules) -> LongText:
        """Give the field for one scheme."""
        field = super().field_of(rules)
        there = ", ".join(term.text(get_language() or "nb") for term in rules.themes)
        field.help_text = _("Ett på hver linje. Disse står der nå: %(there)s.") % {"there": there}
        return field

    def add(self, *, by: By, at: datetime) -> bool:
        """Add what is written; False, with what is wrong, when that cannot be done."""
        try:
            transitions.add_themes(self.call, own_themes=self.written, by=by, at=at)
        except Refused as refused:
            self.refuse(refused.refusals)
        return not self.errors


def lines_in(text: str) -> list[str]:
    """Give the lines of a text that have something on them."""
    return [line.strip() for line in text.splitlines() if line.strip()]
