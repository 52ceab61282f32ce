"""The gallery: every component in every state, for those who make screens and for the tests that look at them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from samspel.web.public.components import pictures, samples

Samples = Callable[[QueryDict], dict[str, object]]


@dataclass(frozen=True)
class Part:
    """One part of the gallery, on a page of its own: its title, what is in it, and the samples that it shows."""

    title: str
    about: str
    samples: Samples


PARTS = {
    "handlinger": Part("Handlinger", "knapper, lenker som knapper, grunner til at noe ikke kan gjøres", samples.acts),
    "skjema": Part("Skjema", "ett felt av hvert slag, uten feil og med", samples.form),
    "innhold": Part("Innhold", "varsler, kort, merker, nøkkeltall, framdrift, tomme lister", samples.content),
    "lister": Part("Lister", "svarliste, oppgaveliste, steg, tidslinje", samples.lists),
    "tabeller": Part("Tabeller", "sortering, sider, lang tekst, tom tabell", samples.tables),
    "figurer": Part("Figurer", "søyler, delte søyler, linjer, prikker, flyt, hver med sin tabell", pictures.figures),
    "kart": Part("Kart", "fylke som fliser, kommuner som prikker, hvert med sin tabell", pictures.maps),
    "siden": Part("Siden rundt", "hode, fot, meny, brødsmuler, innholdsliste, bytte av rolle", samples.page),
    "javascript": Part("Med JavaScript", "faner", samples.enhanced),
}


def gallery(request: HttpRequest) -> HttpResponse:
    """Show the parts of the gallery, or (`?del=`) one of them; `&feil`: after a failed try, `&inne`: logged in."""
    name = request.GET.get("del", "")
    if not name:
        return render(request, "public/gallery.html", {"parts": PARTS})
    if name not in PARTS:
        raise Http404
    part = PARTS[name]
    named = {"part": part, "template": f"public/gallery/{name}.html", **part.samples(request.GET)}
    return render(request, "public/gallery_part.html", named)
