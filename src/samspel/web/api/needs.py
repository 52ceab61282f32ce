"""Needs by the API: read by whoever may, written by the owner's own system, with the same acts as on screen."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import Header, Schema
from pydantic import Field, create_model

from samspel.actors.roles import clients
from samspel.flow.refusal import NotVisible, Refusal, Refused
from samspel.flow.transition import lock
from samspel.needs import queries
from samspel.needs.models import Need
from samspel.opendata.files import Row
from samspel.rounds.asked import telling, writing
from samspel.rounds.asked.document import ANSWERS, AskedNeed
from samspel.rounds.shapes import shape
from samspel.web import clock, problems
from samspel.web.acting import Request
from samspel.web.api.rows import Limit, Offset, Page, page

KEPT = f"Yours, another for each need; what is sent again with the same is known for {clients.KEPT.days} days"
Key = Annotated[
    str, Header(alias="Idempotency-Key", description=KEPT, min_length=1, max_length=100, pattern=r"^[!-~]+$")
]
Match = Annotated[str, Header(alias="If-Match", max_length=100)]
IS_ANOTHER = (
    "Say `true` where the need is another measure, though a draft of the same owner, call and scheme has its title; "
    "without it the answer is 409 and names that draft"
)
Another = Annotated[bool, Header(alias="Another-Measure", description=IS_ANOTHER)]
STATES = Literal["draft", "submitted", "returned", "withdrawn"]
WORDS = {
    400: "What is sent cannot be read",
    401: "The secret lets nobody in",
    403: "The secret is for reading alone",
    404: "There is no such need",
    409: "It cannot be done as things stand",
    412: "The need has changed since it was read",
    415: "What is sent is not JSON",
    422: "What is wrong, all of it",
    428: "If-Match is missing",
}
LATER = {"wrong-state", "decided", "bound", "key-used"}


class Head(Schema):
    """What a need is called and where it stands."""

    id: UUID
    ref: str = Field(description="The office's reference")
    call: str = Field(description="The call, as `rogaland/behov-2027`")
    scheme: str
    owner: str
    title: str
    state: STATES
    submitted_at: datetime | None


class Listed(Head):
    """A need in a list."""

    asked_nok: int = Field(description="What is asked for in all, in whole kroner")


class NeedPage(Page):
    """A part of the list of needs."""

    results: list[Listed]


class NamedFault(Schema):
    """One thing that is wrong: where, what, and by which rule."""

    pointer: str = Field(description="Where in what was sent, as a JSON pointer; empty for the whole of it")
    code: str
    detail: str
    basis: str | None = Field(description="The legal basis, where there is one")


class Problem(Schema):
    """What could not be done, as RFC 9457 has it."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: list[NamedFault] | None = None
    draft: str | None = Field(None, description="The address of the draft that has the same title, where that is why")


ToldNeed: Any = create_model(
    "Need",
    __base__=Head,
    version=(str, Field(description="The version, which the ETag names too")),
    **{name: field for name, field in ANSWERS.items() if name not in {*Head.model_fields, "starts_on", "ends_on"}},
    starts_on=(date | None, None),
    ends_on=(date | None, None),
)


def described(*statuses: int, etag: bool = False) -> Row:
    """Describe the problems that an address may answer with, and the version that it gives."""
    body = {problems.TYPE: {"schema": Problem.model_json_schema(ref_template="#/components/schemas/{model}")}}
    told: Row = {str(one): {"description": WORDS[one], "content": body} for one in statuses}
    if etag:
        told["200"] = {"headers": {"ETag": {"schema": {"type": "string"}, "description": "The version of the need"}}}
    return {"responses": told, "security": [{"bearer": []}]}


def listed(request: Request, limit: Limit = 50, offset: Offset = 0) -> Row:
    """Give the needs of one's own organisation and of the networks it leads, the newest first."""
    found = queries.owned_by(request.by)
    rows = found[offset : offset + limit]
    return page(
        request, found.count(), limit, offset, [telling.head(one) | {"asked_nok": one.asked_nok} for one in rows]
    )


def one(request: Request, need_id: UUID) -> HttpResponse:
    """Give one need whole, with its version as ETag."""
    return whole(request, queries.need_of(request.by, need_id))


def make(request: Request, asked: AskedNeed, key: Key, another: Another = False) -> HttpResponse:
    """Begin a need as a draft: with the same key it is begun once, however often it is sent.

    What is written already under the same title, for the same owner, call and scheme, is not begun once more unless the
    system says that it is another measure.
    """
    at, by = clock.now(request), request.by
    sent = hashlib.sha256(asked.model_dump_json().encode()).hexdigest()
    try:
        with transaction.atomic():
            question = clients.asked_before(by, key=key, sent=sent, at=at)
            if question.made:
                return whole(request, queries.need_of(by, question.made), status=200)
            need = writing.make(asked, asked.call, by=by, at=at)
            see_alone(need, another)
            clients.answered(question, need.pk)
    except Beside as beside:
        return is_beside(request, beside.draft)
    except Refused as refused:
        return refusal(request, refused)
    return whole(request, queries.need_of(by, need.pk), status=201)


class Beside(Exception):
    """A need is written already under the title of one that was to be begun; nothing is made."""

    def __init__(self, draft: Need) -> None:
        self.draft = draft
        super().__init__(draft.ref)


def see_alone(need: Need, another: bool) -> None:
    """Stop where a need has the title of a draft beside it, and nobody has said that it is another measure."""
    draft = None if another else queries.written_besides(need)
    if draft is not None:
        raise Beside(draft)


def is_beside(request: Request, draft: Need) -> HttpResponse:
    """Say which draft has the title of the need that was to be begun, and how to begin another all the same."""
    text = _(
        "Dere skriver allerede på «%(need)s» (%(ref)s) i den samme ordningen og utlysningen. Skriv videre i det "
        "utkastet, eller send «Another-Measure: true» hvis dette er et annet tiltak. Ingenting er laget."
    ) % {"need": draft, "ref": draft.ref}
    errors = [{"pointer": "/title", "code": "beside", "detail": text, "basis": None}]
    return problems.problem(request, 409, text, errors=errors, draft=f"{request.path}/{draft.pk}")


def change(request: Request, need_id: UUID, asked: AskedNeed, match: Match = "") -> HttpResponse:
    """Let a need say what is sent, and nothing else, if it still stands as it was when it was read."""
    by, at = request.by, clock.now(request)
    need = queries.need_of(by, need_id)
    if not match:
        return problems.problem(request, 428, _("Send versjonen dere har lest, som If-Match."))
    with transaction.atomic():
        lock(need)
        stands = telling.told(need, at)
        if match not in {tag(stands), "*"}:
            text = _("Behovsmeldingen er endret siden dere leste den. Ingenting er lagret.")
            both = {"current": plain(stands), "sent": asked.model_dump(mode="json")}
            return problems.problem(request, 412, text, headers={"ETag": tag(stands)}, **both)
        try:
            writing.change(need, asked, by=by, at=at)
        except Refused as refused:
            return refusal(request, refused)
    return whole(request, queries.need_of(by, need_id))


def whole(request: HttpRequest, need: Need, status: int = 200) -> HttpResponse:
    """Give a need whole, with its version and its address."""
    told = telling.told(need, clock.now(request))
    made = JsonResponse(plain(told), status=status, json_dumps_params={"ensure_ascii": False})
    made.headers["ETag"] = tag(told)
    if status == 201:
        made.headers["Location"] = f"{request.path}/{need.pk}"
    return made


def plain(told: Row) -> Row:
    """Give a need as JSON has it, as it is described."""
    written: Row = ToldNeed.model_validate(told).model_dump(mode="json")
    return written


def tag(told: Row) -> str:
    """Give the version of a need as an ETag."""
    return f'"{told["version"]}"'


def refusal(request: HttpRequest, refused: Refused) -> HttpResponse:
    """Say why an act was refused: by the state of things, or by what was sent."""
    status = 409 if any(one.code in LATER for one in refused.refusals) else 422
    return problems.of_refusals(request, status, refused.refusals)


def not_there(request: HttpRequest, exception: NotVisible) -> HttpResponse:
    """Say that there is nothing there."""
    return problems.problem(request, 404, _("Vi finner ikke denne siden"))


def misshapen(request: HttpRequest, faults: list[dict[str, Any]]) -> HttpResponse:
    """Say what in a body does not have the shape of a need, each fault at its place."""
    told = [Refusal(str(one["type"]), shape(one), field=pointer(one["loc"])) for one in faults]
    return problems.of_refusals(request, 422, told)


def pointer(place: tuple[str | int, ...]) -> str:
    """Write a place as a JSON pointer; of what is no part of the body, its name alone."""
    source, *steps = place
    if source != "body":
        return str(steps[0] if steps else source)
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in steps[1:])
