"""The gallery shows every component, and every picture has its table."""

from __future__ import annotations

import pytest

from tests.house.checks import gallery, source
from tests.house.conftest import Plant, holds

COMPONENT = "src/samspel/web/components/acts.py"
PLOT = "src/samspel/web/components/plots/bars.py"
GALLERY = "src/samspel/web/templates/public/gallery/acts.html"
PAGE = "src/samspel/web/templates/public/account.html"
WHAT = "the gallery does not show it; give it a place at /komponenter/"
REGISTERED = [
    ('@register.inclusion_tag("a.html")\ndef act(): ...\n', "act", "{% act %}"),
    ('@register.simple_block_tag(name="box")\ndef box_tag(): ...\n', "box", "{% box %}x{% endbox %}"),
    ("@register.simple_block_tag\ndef menu(): ...\n", "menu", "{% menu %}{% endmenu %}"),
    ("@register.filter\ndef kroner(): ...\n", "kroner", "{{ nok|kroner }}"),
]


def test_the_gallery_shows_every_component() -> None:
    holds(gallery.missing(source.ROOT))


def test_every_picture_has_its_table() -> None:
    holds(gallery.bare_pictures(source.ROOT))


@pytest.mark.parametrize(("text", "name", "shown"), REGISTERED)
def test_a_component_that_the_gallery_does_not_show_is_found(plant: Plant, text: str, name: str, shown: str) -> None:
    said_only = f"<p>{name}</p>{{# {shown} #}}"
    assert gallery.missing(plant({COMPONENT: text, GALLERY: said_only})) == [f"{COMPONENT}::{name}: {WHAT}"]
    assert gallery.missing(plant({COMPONENT: text, PAGE: shown})) == [f"{COMPONENT}::{name}: {WHAT}"]
    assert gallery.missing(plant({COMPONENT: text, GALLERY: shown})) == []


@pytest.mark.parametrize(
    ("page", "faults"),
    [
        ("{% bars x %}", ["bars stands outside figure_with_table"]),
        ("{% map_with_table %}{% numbers x %}{% endmap_with_table %}", ["a map_with_table with no picture in it"]),
        ("{% figure_with_table %}{% bars x %}{% endfigure_with_table %}", ["a figure_with_table with no table in it"]),
        ("{% figure_with_table %}{% bars x %}{% numbers x %}{% endfigure_with_table %}", []),
        ("{% figure_with_table %}{% bars x %}{% beside %}{% endbeside %}{% endfigure_with_table %}", []),
    ],
)
def test_a_picture_without_its_table_is_found(plant: Plant, page: str, faults: list[str]) -> None:
    plot = '@register.inclusion_tag("b.html")\ndef bars(): ...\n'
    assert gallery.bare_pictures(plant({PLOT: plot, PAGE: page})) == [f"{PAGE}: {fault}" for fault in faults]
