"""What a machine is told when something cannot be done: problem details (RFC 9457), with the place of each fault."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _

from samspel.flow.refusal import Refusal

TYPE = "application/problem+json"


def problem(
    request: HttpRequest,
    status: int,
    detail: str,
    *,
    errors: Iterable[Mapping[str, Any]] = (),
    headers: Mapping[str, str] | None = None,
    **more: object,
) -> JsonResponse:
    """Give a problem in the form that machines read."""
    told: dict[str, object] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": request.path,
        **more,
    }
    listed = list(errors)
    if listed:
        told["errors"] = listed
    made = JsonResponse(told, status=status, content_type=TYPE, json_dumps_params={"ensure_ascii": False})
    for name, value in {"Cache-Control": "no-store", **(headers or {})}.items():
        made.headers[name] = value
    return made


def of_refusals(request: HttpRequest, status: int, refusals: Iterable[Refusal]) -> JsonResponse:
    """Give every reason why an act was refused, each with its place and its legal basis."""
    errors = [
        {"pointer": one.field, "code": one.code, "detail": one.text, "basis": one.basis or None} for one in refusals
    ]
    return problem(request, status, _("Ingenting er endret. Rett opp dette, og prøv igjen."), errors=errors)


def no_token(request: HttpRequest) -> JsonResponse:
    """Say that the secret lets nobody in (401)."""
    text = _("Nøkkelen slipper ikke inn. Den kan være feil, gått ut eller trukket tilbake.")
    return problem(request, 401, text, headers={"WWW-Authenticate": 'Bearer error="invalid_token"'})


def not_json(request: HttpRequest) -> JsonResponse:
    """Say that what is sent must be JSON (415)."""
    return problem(request, 415, _("Send innholdet som JSON, med «Content-Type: application/json»."))


def only_reads(request: HttpRequest) -> JsonResponse:
    """Say that the secret lets its system read and no more (403)."""
    text = _("Nøkkelen gjelder bare lesing.")
    return problem(request, 403, text, headers={"WWW-Authenticate": 'Bearer error="insufficient_scope"'})
