"""What two have written in one answer: shown beside each other, so that one chooses and neither text is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from samspel.needs.models import Revision
from samspel.tenancy.by import By
from samspel.web.forms import Form

Naming = Callable[[Revision | None], str]
"""Names whoever changed an answer."""
CHOICE = "velg"  # which of two texts somebody chooses, and for which answer
THEIRS, BOTH = "deres", "begge"
TEXT, NAME = "deres-", "hvem-"  # the hidden fields that carry what a colleague wrote, and the colleague's name


@dataclass(frozen=True)
class Theirs:
    """What a colleague has written in an answer while somebody else wrote there too."""

    field: forms.BoundField
    who: str
    sent: list[str]
    text: str

    @property
    def name(self) -> str:
        """Give the name of the hidden field that carries it."""
        return f"{TEXT}{self.field.name}"

    @property
    def joins(self) -> bool:
        """Tell whether the two can stand after each other: texts can, choices and numbers cannot."""
        return joins(self.field)


def joins(field: forms.BoundField) -> bool:
    """Tell whether an answer is a text of several lines, where two can stand after each other."""
    return isinstance(field.field.widget, forms.Textarea)


def shown(field: forms.BoundField) -> list[str]:
    """Give an answer as a browser sends it: a list, for it may be several choices."""
    value = field.value()
    if isinstance(value, list | tuple):
        return [str(one) for one in value]
    return [] if value in {None, ""} else [str(value)]


def in_words(field: forms.BoundField) -> str:
    """Give an answer as people read it."""
    return in_words_of(field, shown(field))


def in_words_of(field: forms.BoundField, sent: Iterable[str]) -> str:
    """Give as people read it what a browser sends as an answer."""
    words = {str(code): str(label) for code, label in getattr(field.field, "choices", ())}
    return "\n".join(words.get(one, one) for one in sent)


def laid_over(standing: Form, sent: QueryDict, touched: Iterable[str]) -> QueryDict:
    """Give what stands there as a browser would send it, with the answers that somebody has touched in their place."""
    data = sent.copy()
    names = set(touched)
    for field in standing:
        if field.name not in names and field.name != "version":
            data.setlist(field.name, shown(field))
    return data


def put_beside(form: Form, now: Form, stale: Iterable[str], passed: Mapping[str, Revision], named: Naming) -> bool:
    """Put what colleagues have written beside the answers where two wrote at once; tell whether there are any."""
    found = [name for name in dict.fromkeys(stale) if name in now.fields and name in form.fields]
    for name in found:
        text = in_words(now[name])
        form[name].theirs = Theirs(form[name], named(passed.get(name)), shown(now[name]), text)  # type: ignore[attr-defined]
    return bool(found)


def who(revision: Revision | None, by: By) -> str:
    """Name whoever changed an answer; it may have been the reader, in another window."""
    if revision and revision.person_id == by.person_id:
        return _("Du selv, i et annet vindu,")
    return revision.person.name if revision and revision.person else _("En annen")


def chosen(sent: QueryDict, form: Form) -> tuple[QueryDict, str]:
    """Give what was typed with the text chosen for one answer in its place, and which answer; nothing is stored."""
    data = sent.copy()
    what, _colon, name = str(data.pop(CHOICE)[-1]).partition(":")
    theirs = data.getlist(f"{TEXT}{name}")
    if name in form.fields and what == THEIRS:
        data.setlist(name, theirs)
    if name in form.fields and what == BOTH and joins(form[name]):
        data[name] = "\n\n".join(text for text in [data.get(name, ""), *theirs] if text)
    return data, name


def put_beside_again(form: Form, sent: QueryDict, chosen_name: str) -> bool:
    """Put beside the answers what colleagues have written in those where one has not chosen yet."""
    left = [name for name in form.fields if f"{TEXT}{name}" in sent and name != chosen_name]
    for name in left:
        theirs = [text for text in sent.getlist(f"{TEXT}{name}") if text]
        text = in_words_of(form[name], theirs)
        form[name].theirs = Theirs(form[name], sent.get(f"{NAME}{name}", ""), theirs, text)  # type: ignore[attr-defined]
    return bool(left)
