"""Buttons: an act that can be done is a form; one that cannot says every reason."""

from __future__ import annotations

from samspel.flow.refusal import Refusal
from tests.web.components.rendering import shown


def test_an_act_that_can_be_done_is_a_form_with_one_button() -> None:
    html = shown('{% act "Send inn" "/send/" fields=extra %}', extra={"version": 3}, csrf_token="abc")

    assert '<form method="post" action="/send/"' in html
    assert '<input type="hidden" name="csrfmiddlewaretoken" value="abc">' in html
    assert '<input type="hidden" name="version" value="3">' in html
    assert ">Send inn</button>" in html


def test_an_act_that_is_refused_says_every_reason_with_its_basis_and_has_no_button() -> None:
    reasons = [Refusal("too-long", "For lang.", "Forskriften § 4"), Refusal("none", "Ingen partner.")]

    html = shown('{% act "Send inn" "/send/" reasons %}', reasons=reasons)

    assert "<button" not in html
    assert "«Send inn» kan ikke gjøres nå" in html
    assert "For lang." in html
    assert "Forskriften § 4" in html
    assert html.count("Grunnlag:") == 1
    assert "Ingen partner." in html
