"""The addresses of the API, version 1: calls and awards, open to anybody; needs to their own owners and systems."""

from __future__ import annotations

from functools import wraps

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from samspel.flow.refusal import NotVisible
from samspel.opendata import files, queries
from samspel.opendata.files import Row
from samspel.opendata.queries import Filter
from samspel.web import clock, problems
from samspel.web.api import checking, needs
from samspel.web.api.rows import AwardPage, CallPage, Code, Faults, Limit, Offset, Year, page
from samspel.web.guard import View

PREFIX = "api/v1/"
# Not open data: asked with one's own login, and read by no other site.
OWN = frozenset({"need-check", "needs", "need"})
api = NinjaAPI(
    title="Samspel",
    version="1",
    description=(
        "Calls and awards of the grant scheme, as open data under NLOD 2.0; and needs, for the owners' own systems, "
        "which come with a secret that the owner's administrator makes. Amounts are whole kroner."
    ),
    openapi_extra={"components": {"securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}}}},
    docs_url=None,
    openapi_url=None,
    urls_namespace="api-1",
)


@api.get("", url_name="index", response=dict[str, str], summary="What there is")
def index(request: HttpRequest) -> dict[str, str]:
    """Give the addresses of the lists."""
    root = f"/{PREFIX}"
    return {
        "calls": f"{root}calls",
        "awards": f"{root}awards",
        "openapi": f"{root}openapi.json",
        "licence": files.LICENCE,
    }


@api.get("awards", url_name="awards", response={200: AwardPage, 422: Faults}, summary="What has been given")
def awards(
    request: HttpRequest,
    *,
    year: Year | None = None,
    scheme: Code = "",
    kommune: Code = "",
    owner: Code = "",
    recipient: Code = "",
    limit: Limit = 50,
    offset: Offset = 0,
) -> Row:
    """Give the awards asked for, the newest decisions first: one row per receiver and year."""
    wanted = Filter(year=year, scheme=scheme, kommune=kommune, owner=owner, recipient=recipient)
    found = queries.awards(wanted)
    sums = queries.sums(found)
    results = [files.award(line) for line in found.select_related("office")[offset : offset + limit]]
    return {**page(request, sums.count, limit, offset, results), "sum_nok": sums.awarded_nok}


@api.get("calls", url_name="calls", response={200: CallPage, 422: Faults}, summary="What could be applied for")
def calls(request: HttpRequest, limit: Limit = 50, offset: Offset = 0) -> Row:
    """Give the calls that have been announced, the newest first; one that was withdrawn says when."""
    found = queries.announcements(clock.now(request))
    results = [files.call(announced) for announced in found[offset : offset + limit]]
    return page(request, found.count(), limit, offset, results)


@api.get("openapi.json", url_name="openapi", include_in_schema=False)
def openapi(request: HttpRequest) -> HttpResponse:
    """Describe the API as OpenAPI does."""
    return JsonResponse(api.get_openapi_schema(path_prefix=f"/{PREFIX}"))


api.get(
    "needs/{uuid:need_id}/check", url_name="need-check", response=checking.Checked,
    summary="What is missing in a need", openapi_extra=needs.described(401, 403, 404),
)(checking.check)  # fmt: skip

api.get(
    "needs", url_name="needs", response=needs.NeedPage, summary="The needs of one's own organisation",
    openapi_extra=needs.described(401, 403, 422),
)(needs.listed)  # fmt: skip
api.post(
    "needs", url_name="needs", response={200: needs.ToldNeed, 201: needs.ToldNeed}, summary="Begin a need as a draft",
    openapi_extra=needs.described(400, 401, 403, 409, 415, 422),
)(needs.make)  # fmt: skip
api.get(
    "needs/{uuid:need_id}", url_name="need", response=needs.ToldNeed, summary="One need",
    openapi_extra=needs.described(401, 403, 404, etag=True),
)(needs.one)  # fmt: skip
api.put(
    "needs/{uuid:need_id}", url_name="need", response=needs.ToldNeed, summary="Change a need that is being written",
    openapi_extra=needs.described(400, 401, 403, 404, 409, 412, 415, 422, 428, etag=True),
)(needs.change)  # fmt: skip


@api.exception_handler(ValidationError)
def misshapen(request: HttpRequest, wrong: ValidationError) -> HttpResponse:
    """Say what is wrong with what was asked; to whoever reads or sends needs, with the place of each fault."""
    if request.path.startswith(f"/{PREFIX}needs"):
        return needs.misshapen(request, wrong.errors)
    return JsonResponse({"detail": wrong.errors}, status=422)


@api.exception_handler(HttpError)
def unreadable(request: HttpRequest, wrong: HttpError) -> HttpResponse:
    """Say that what was sent cannot be read at all."""
    return problems.problem(request, wrong.status_code, str(wrong))


@api.exception_handler(NotVisible)
def not_there(request: HttpRequest, wrong: NotVisible) -> HttpResponse:
    """Say that there is nothing there, whether or not there is."""
    return needs.not_there(request, wrong)


def with_head(view: View) -> View:
    """Let HEAD be answered as GET is."""

    @wraps(view)
    def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        asked = request.method
        request.method = "GET" if asked == "HEAD" else asked
        try:
            return view(request, *args, **kwargs)
        finally:
            request.method = asked

    return answered


def open_to_all(view: View) -> View:
    """Let pages of other sites read the answer: it is open data."""

    @wraps(view)
    def opened(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    return opened


def addresses() -> list[tuple[str, View, str]]:
    """Give every address of the API with its view and the name of its line in the policy table."""
    patterns: list[URLPattern] = [found for found in api.urls[0] if isinstance(found, URLPattern)]
    return [
        (f"{PREFIX}{found.pattern}", door(found), f"api-{found.name}") for found in patterns if found.name != "api-root"
    ]


def door(found: URLPattern) -> View:
    """Give the view of an address: of open data it may be read from any site, of what is one's own from ours alone."""
    view = with_head(found.callback)
    return view if found.name in OWN else open_to_all(view)
