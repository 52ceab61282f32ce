"""The glossary: every model and act has its word in both written forms, and no word names nothing."""

from __future__ import annotations

from tests.house.checks import glossary, source
from tests.house.conftest import Plant, holds

MODELS, ACTS = "src/samspel/needs/models.py", "src/samspel/needs/transitions.py"
MODEL = "class Base(models.Model):\n    class Meta:\n        abstract = True\n\n\nclass Need(Base): ...\n"
ACT = "@transition(source={A}, target=B)\ndef submit(need, *, by, at): ...\n"
NEED = '[thing.Need]\nbokmaal = "behovsmelding"\nnynorsk = "behovsmelding"\nmeaning = "…"\nsource = "…"\n'


def test_every_word_of_the_code_is_in_the_glossary() -> None:
    holds(glossary.faults(source.ROOT))


def test_a_model_without_a_word_is_found(plant: Plant) -> None:
    assert glossary.faults(plant({MODELS: MODEL})) == [f'{MODELS}: Need: no [thing."Need"] in glossary.toml']


def test_an_act_without_a_word_is_found(plant: Plant) -> None:
    assert glossary.faults(plant({ACTS: ACT})) == [f'{ACTS}: needs.submit: no [act."needs.submit"] in glossary.toml']


def test_an_act_that_is_only_written_in_the_journal_needs_a_word_too(plant: Plant) -> None:
    written = 'def leave(need):\n    journal.write("needs.leave", need)\n    log.write("other.thing")\n'
    assert glossary.faults(plant({ACTS: written})) == [f'{ACTS}: needs.leave: no [act."needs.leave"] in glossary.toml']


def test_a_word_without_its_nynorsk_is_found(plant: Plant) -> None:
    words = NEED.replace('nynorsk = "behovsmelding"\n', "")
    assert glossary.faults(plant({MODELS: MODEL, "glossary.toml": words})) == [
        "glossary.toml: [thing.Need] lacks nynorsk"
    ]


def test_a_word_that_names_nothing_is_found(plant: Plant) -> None:
    assert glossary.faults(plant({"glossary.toml": NEED})) == [
        "glossary.toml: [thing.Need] names nothing in the code; remove it, or move it to [term]"
    ]


def test_a_term_needs_no_model(plant: Plant) -> None:
    assert glossary.faults(plant({"glossary.toml": NEED.replace("[thing.", "[term.")})) == []
