"""A form takes clean text, says what to do in its own words, and carries what a screen reader needs."""

from __future__ import annotations

import unicodedata

import pytest
from django import forms
from django.http import QueryDict
from django.template import Context, Template

from samspel.web.forms import Amount, Form, LongText, Text


class Measure(Form):
    """A small form."""

    title = Text(label="Tittel", max_length=20, help_text="Kort.")
    why = LongText(label="Hvorfor", max_length=50, required=False)
    asked_nok = Amount(label="Beløp", required=False)
    way = forms.ChoiceField(label="Måte", choices=[("a", "Alene"), ("b", "Sammen")], widget=forms.RadioSelect)
    true = forms.BooleanField(label="Riktig")


GOOD = {"title": "Språk", "way": "a", "true": "on"}


def test_text_is_kept_in_one_form_with_one_kind_of_line_break() -> None:
    form = Measure(GOOD | {"title": unicodedata.normalize("NFD", "Språk i lek"), "why": "En\r\nto"})

    assert form.is_valid()
    assert form.cleaned_data["title"] == unicodedata.normalize("NFC", "Språk i lek")
    assert form.cleaned_data["why"] == "En\nto"


def test_a_choice_that_is_none_is_told_of_also_where_the_name_of_the_question_has_a_percent_sign() -> None:
    class Named(Form):
        way = forms.ChoiceField(label="Er 100 % natur invitert?", choices=[("a", "Ja")])

    assert Named({"way": "b"}).errors == {"way": ["Velg et av svarene under «Er 100 % natur invitert?»."]}


@pytest.mark.parametrize("sign", ["\v", "\f", "\x85", "\u2028", "\u2029"])
def test_the_line_breaks_of_a_word_processor_are_new_lines_and_spaces_where_there_is_one_line(sign: str) -> None:
    form = Measure(GOOD | {"title": f"Språk{sign}i lek{sign}", "why": f"En{sign}to", "asked_nok": f"{sign}12{sign}000"})

    assert form.is_valid()
    assert form.cleaned_data["title"] == "Språk i lek"
    assert form.cleaned_data["why"] == "En\nto"
    assert form.cleaned_data["asked_nok"] == 12_000
    assert sign not in str(form)


def test_marks_of_direction_go_and_what_is_refused_beside_them_has_its_place_in_what_is_shown() -> None:
    form = Measure(GOOD | {"title": "\u202aSpråk\u202c i \u2067lek\u2069", "why": "\u202aEn\vto\x07"})

    assert dict(form.errors) == {
        "why": ["Tegn nummer 6 i teksten kan ikke lagres. Slett det, eller skriv teksten på nytt."]
    }
    assert form.cleaned_data["title"] == "Språk i lek"
    assert "En\nto\x07</textarea>" in str(form["why"])


def test_what_was_sent_is_left_as_it_was() -> None:
    data = QueryDict("title=a%0D%0Ab")

    Measure(data)

    assert data["title"] == "a\r\nb"


@pytest.mark.parametrize(
    ("wrong", "field", "message"),
    [
        ({"title": ""}, "title", "Fyll ut «Tittel»."),
        (
            {"title": "a\x00b"},
            "title",
            "Tegn nummer 2 i teksten kan ikke lagres. Slett det, eller skriv teksten på nytt.",
        ),
        ({"why": "ab\x1b"}, "why", "Tegn nummer 3 i teksten kan ikke lagres. Slett det, eller skriv teksten på nytt."),
        ({"title": "x" * 21}, "title", "Teksten har 21 tegn. Den kan ha høyst 20. Kort den ned."),
        ({"way": ""}, "way", "Velg et svar under «Måte»."),
        ({"way": "z"}, "way", "Velg et av svarene under «Måte»."),
        ({"true": ""}, "true", "Kryss av for «Riktig» for å gå videre."),
    ],
)
def test_a_wrong_answer_gets_one_sentence_that_says_what_to_do(wrong: dict[str, str], field: str, message: str) -> None:
    form = Measure(GOOD | wrong)

    assert dict(form.errors) == {field: [message]}


def test_two_forms_do_not_share_their_messages() -> None:
    class Other(Form):
        title = Text(label="Navn")

    Measure({})

    assert Other({}).errors["title"] == ["Fyll ut «Navn»."]


def test_a_field_is_tied_to_its_label_help_and_error() -> None:
    html = str(Measure({"title": ""})["title"].as_field_group())

    assert '<label class="ds-label" data-weight="semibold" for="id_title">Tittel</label>' in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_title_helptext"' in html
    assert 'id="id_title_error"' in html


def test_nothing_pasted_is_cut_silently() -> None:
    assert "maxlength" not in str(Measure())


def test_only_fields_that_may_stay_empty_are_marked() -> None:
    html = str(Measure())

    assert html.count("(valgfritt)") == 2


def test_a_group_of_choices_is_a_fieldset_with_a_legend() -> None:
    html = str(Measure({"title": "x"})["way"].as_field_group())

    assert '<fieldset class="ds-fieldset" id="id_way" aria-describedby="id_way_error">' in html
    assert "<legend" in html
    assert '<label class="ds-label" for="id_way_0">Alene</label>' in html


def test_the_error_summary_links_to_each_field_and_names_it() -> None:
    form = Measure({"title": "x" * 21, "true": "on"})

    html = Template("{% error_summary form %}").render(Context({"form": form}))

    assert "Du må rette 2 feil" in html
    assert '<a class="ds-link" href="#id_title">Tittel: Teksten har 21 tegn.' in html
    assert '<a class="ds-link" href="#id_way_0">Velg et svar under «Måte».</a>' in html


class Twice(Form):
    """A form with one label twice, and with labels that end as sentences do."""

    first = Text(label="Navn", max_length=2)
    second = Text(label="Navn", max_length=2)
    asks = Text(label="Hvem er det?", max_length=2)
    tells = Text(label="Skriv det her.", max_length=2)

    def name_in_summary(self, name: str) -> str:
        """Say which of the two."""
        return "Nummer 2: Navn" if name == "second" else super().name_in_summary(name)


def test_the_error_summary_says_which_of_several_with_one_label_and_ends_no_sentence_twice() -> None:
    form = Twice(dict.fromkeys(Twice.base_fields, "abc"))

    html = Template("{% error_summary form %}").render(Context({"form": form}))

    for told in ("Navn: Teksten", "Nummer 2: Navn: Teksten", "Hvem er det? Teksten", "Skriv det her. Teksten"):
        assert f">{told} har 3 tegn." in html


def test_there_is_no_error_summary_before_anything_is_sent() -> None:
    assert Template("{% error_summary form %}").render(Context({"form": Measure()})).strip() == ""


def test_an_id_is_read_as_an_id() -> None:
    class Once(Form):
        key = forms.UUIDField()

    form = Once({"key": "01890a5d-ac96-774b-bcce-b302099a8057"})

    assert form.is_valid()
    assert str(form.cleaned_data["key"]) == "01890a5d-ac96-774b-bcce-b302099a8057"


def test_the_words_of_a_long_text_are_counted_and_those_of_a_line_are_not() -> None:
    page = Measure({"title": "Språk i leken", "why": "Fordi – ja – barna"}).render()
    assert '<p class="sam-quiet sam-words" data-counts="id_why" data-most="50">' in page
    assert ">3 ord</span>" in page
    assert page.count("data-counts") == 1
    assert " ord</span>" not in Measure().render()
