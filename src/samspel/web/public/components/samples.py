"""What the gallery shows: invented needs, people and texts, short, long and wrong."""

from __future__ import annotations

from datetime import UTC, date, datetime

from django import forms
from django.core.paginator import Paginator
from django.http import QueryDict

from samspel.flow.refusal import Refusal
from samspel.web.components.lists import Event, Progress, Step, Task
from samspel.web.components.switch import Banner, Choice
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
LONG = (
    "Kompetanseutviklingssamarbeidet mellom barnehagene, skolene og den pedagogisk-psykologiske tjenesten i "
    "Indre Fjordvik og omegn interkommunale oppvekstområde"
)
TASKS = [
    Task("Lokal analyse", "#", Progress.DONE),
    Task("Tiltaket", "#", Progress.STARTED, "Sist endret av Kari 3. januar", "Her nå: Knut", "measure"),
    Task("Partnere", "#", Progress.EMPTY),
    Task("Egenandel", "#", Progress.WAITING, "Fyll ut budsjettet først."),
    Task(LONG, "#", Progress.EMPTY, LONG),
    Task("Kontroller og send inn", "#", Progress.STOPPED, "3 deler mangler noe."),
    Task("Kontroller og send inn", "#", Progress.READY),
    Task("Kontroller og send inn", "#", Progress.CLOSED, "Fristen gikk ut 1. februar."),
    Task("Kontroller og send inn", "#", Progress.SIGNER, "Kan signere: Kari Nordvik"),
    Task("Kontroller og send inn", "#", Progress.NETWORK),
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
    Event(LONG, AT, LONG, LONG),
]
ROWS = [("Språk i lek", "Fjordvik kommune", 1_250_000), ("Trygg start", "Vidda barnehagenettverk", 480_000),
        (LONG, LONG, 1_000_000_000)]  # fmt: skip
CHOICES = [
    Choice("owner", "Fjordvik kommune (redaktør, innsender)", chosen=True),
    Choice("network", "Vidda barnehagenettverk (innsender)"),
    Choice("forum", f"{LONG}, Statsforvalteren i Rogaland (medlem)"),
]
PROSE = f"""# Overskrift

Eit avsnitt med **utheva ord** og [ei lenkje](/kontakt/), og <b>HTML</b> som står slik det vart skrive.

### Ei overskrift til

- eitt punkt
- {LONG}

1. først
2. så

> Eit sitat.
"""
COLORS = ["neutral", "accent", "brand1", "info", "success", "warning", "danger"]


def acts(query: QueryDict) -> dict[str, object]:
    """Give what acts and refusals show."""
    return {"refusals": REFUSALS, "long": LONG}


def form(query: QueryDict) -> dict[str, object]:
    """Give a form that is filled in, or one that was sent with faults in it."""
    return {"form": Sample(WRONG) if "feil" in query else Sample(initial=RIGHT)}


def content(query: QueryDict) -> dict[str, object]:
    """Give what boxes, marks, days and amounts show."""
    return {
        "at": AT,
        "closes_at": CLOSES_AT,
        "day": DAY,
        "colors": COLORS,
        "long": LONG,
        "nothing": None,
        "prose": PROSE,
    }


def lists(query: QueryDict) -> dict[str, object]:
    """Give what lists show."""
    return {"tasks": TASKS, "steps": STEPS, "events": EVENTS, "long": LONG}


def tables(query: QueryDict) -> dict[str, object]:
    """Give rows, and pages in a list as long as it gets, in its middle and at its ends."""
    pages = Paginator(range(200), 10)
    return {"rows": ROWS, "page": pages.get_page(query.get("side", 7)), "one_page": Paginator(range(3), 10).page(1)}


def page(query: QueryDict) -> dict[str, object]:
    """Give what stands round the content of a page, for somebody who is logged in or for anybody."""
    banner = Banner("Kari Nordvik", "Fjordvik kommune", "innsender", CHOICES)
    return {"choices": CHOICES} | ({"acting": banner} if "inne" in query else {})


def enhanced(query: QueryDict) -> dict[str, object]:
    """Ask for the script that these components need."""
    return {"enhanced": True}
