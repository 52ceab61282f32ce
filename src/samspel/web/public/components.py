"""The gallery: every component in every state, for those who make screens and for the tests that look at them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samspel.flow.refusal import Refusal
from samspel.web.components.lists import Event, Progress, Step, Task
from samspel.web.forms import Amount, Day, Form, LongText, Moment, OrganisationNumber, Text

DAY = date(2027, 2, 1)
AT = datetime(2027, 1, 3, 9, 24, tzinfo=UTC)
CLOSES_AT = datetime(2027, 2, 1, 23, tzinfo=UTC)


class Sample(Form):
    """One field of each kind."""

    title = Text(label="Tittel på tiltaket", help_text="Kort og gjenkjennelig, for eksempel «Språk i lek».")
    reason = LongText(label="Hva dere ser", max_length=400)
    asked_nok = Amount(label="Beløp dere søker om", help_text="Hele kroner for ett år.")
    starts_on = Day(label="Første dag", help_text="For eksempel 1.8.2027.")
    meets_at = Moment(label="Første samling", required=False)
    orgnr = OrganisationNumber(label="Organisasjonsnummer", required=False)
    email = forms.EmailField(label="E-post", help_text="Vi skriver bare om denne saken.")
    years = forms.ChoiceField(
        label="Varighet", choices=[("", "Velg"), ("1", "Ett år"), ("2", "To år"), ("3", "Tre år")]
    )
    target = forms.MultipleChoiceField(
        label="Hvem tiltaket er for",
        help_text="Velg alle som passer.",
        choices=[("teachers", "Lærere"), ("leaders", "Ledere"), ("assistants", "Assistenter og fagarbeidere")],
        widget=forms.CheckboxSelectMultiple,
    )
    network = forms.ChoiceField(
        label="Melder dere behovet alene?",
        choices=[("alone", "Ja, alene"), ("network", "Nei, i et nettverk")],
        widget=forms.RadioSelect,
    )
    true = forms.BooleanField(label="Opplysningene er riktige så langt vi vet")


WRONG = {"title": "", "reason": "x" * 401, "asked_nok": "12,50", "starts_on": "31.2.2027", "meets_at": "klokka ti",
         "orgnr": "123456789", "email": "kari", "years": "9"}  # fmt: skip
RIGHT = {"title": "Språk i lek", "asked_nok": 1_250_000, "starts_on": DAY, "meets_at": AT, "orgnr": "974760673"}
REFUSALS = [
    Refusal("too-long", "Perioden er fire år. Den kan være høyst tre.", "Utlysningen for 2027, punkt 4"),
    Refusal("no-partner", "Tiltaket har ingen partner ennå."),
]
TASKS = [
    Task("Lokal analyse", "#", Progress.DONE),
    Task("Tiltaket", "#", Progress.STARTED, "Sist endret av Kari 3. januar"),
    Task("Partnere", "#", Progress.EMPTY),
    Task("Se over og send inn", "#", Progress.WAITING, "Kan sendes når budsjettet er ferdig."),
]
STEPS = [
    Step("Meldt", "done", at=AT),
    Step("Under kontroll", "done"),
    Step("I samarbeidsforum", "now", "Forumet møtes 3. mars."),
    Step("Vedtak", "later"),
    Step("Utbetaling", "later"),
]
EVENTS = [
    Event("Behovsmeldingen ble sendt inn", AT, "Kari Nordvik, Fjordvik kommune"),
    Event("Statsforvalteren ba om mer", AT, "Amir Saksbehandler", "Budsjettet manglet egenandelen.", "#"),
]
ROWS = [("Språk i lek", "Fjordvik kommune", 1_250_000), ("Trygg start", "Vidda barnehagenettverk", 480_000)]


def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component in every state; `?feil`: after a failed try, `?utvidet`: what needs JavaScript."""
    pages = Paginator(range(200), 10)
    form = Sample(WRONG) if "feil" in request.GET else Sample(initial=RIGHT)
    return render(
        request,
        "public/gallery.html",
        {
            "form": form,
            "enhanced": "utvidet" in request.GET,
            "refusals": REFUSALS,
            "tasks": TASKS,
            "steps": STEPS,
            "events": EVENTS,
            "rows": ROWS,
            "page": pages.get_page(request.GET.get("side", 7)),
            "at": AT,
            "closes_at": CLOSES_AT,
            "day": DAY,
            "colors": ["neutral", "accent", "brand1", "info", "success", "warning", "danger"],
        },
    )
