"""What the measure is called, and who answers questions about it."""

from __future__ import annotations

from typing import Unpack
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from samspel.needs import transitions
from samspel.needs.models import Need
from samspel.people.models import Person
from samspel.web.acting import Request
from samspel.web.forms import Text
from samspel.web.owner.subject import Subject, SubjectForm, Writing


class About(SubjectForm):
    """Title and contact."""

    title = Text(
        label=_("Tittel på tiltaket"),
        help_text=_("Kort, slik at andre forstår hva det er. For eksempel «Språk i leken»."),
        max_length=120,
    )
    contact_name = Text(label=_("Kontaktperson"), help_text=_("Den som kan svare på spørsmål."), max_length=120)
    contact_email = forms.EmailField(label=_("E-post til kontaktpersonen"), max_length=254)

    def keep(self, need: Need, **who: Unpack[Writing]) -> None:
        """Keep title and contact."""
        said = self.cleaned_data
        answers: transitions.Content = {
            "title": said["title"],
            "contact_name": said["contact_name"],
            "contact_email": said["contact_email"],
        }
        transitions.fill(need, content=answers, **who)


class AboutSubject(Subject):
    """The page about the measure's name and contact, which suggests whoever writes as the contact."""

    def show(self, request: Request, form: SubjectForm, **more: object) -> HttpResponse:
        """Suggest a contact in a draft that has none; it is kept when the page is saved, and not before."""
        need = form.sheet.need
        nobody = not (need.contact_name or need.contact_email)
        if nobody and need.state == Need.State.DRAFT and not form.is_bound:
            suggest(form, request.acting.person)
        return super().show(request, form, **more)


def suggest(form: SubjectForm, person: Person) -> None:
    """Put a person's name and address in the fields, marked as what nobody has written."""
    for name, known in (("contact_name", person.name), ("contact_email", person.email)):
        if known:
            form.initial[name] = known
            form.fields[name].widget.attrs["data-suggested"] = known
    form.fields["contact_name"].help_text = _(
        "Den som kan svare på spørsmål. Vi foreslår deg som er logget inn; det blir lagret når du lagrer siden."
    )


SUBJECT = AboutSubject("about", About)


def about(request: Request, need_id: UUID) -> HttpResponse:
    """Serve the page about the measure's name and contact."""
    return SUBJECT.serve(request, need_id)
