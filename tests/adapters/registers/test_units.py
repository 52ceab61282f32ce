"""What NBR and NSR tell, in our words: lenient to what we do not know, strict about what we need."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from samspel.actors.registers.answers import NBR, NSR, Told, Unreadable
from samspel.adapters.registers.units import KINDERGARTENS, SCHOOLS, Register
from tests.stories import register_server

Json = dict[str, Any]
KOMMUNE = {"Navn": "Fjordvik", "Kommunenummer": "1103", "Organisasjonsnummer": "210000011"}
ORGNR = "310000019"


class Asked:
    """A client that answers from a table, without a network."""

    def __init__(self, answers: dict[str, object]) -> None:
        self.answers = answers

    def get(self, path: str, query: Json | None = None) -> object:
        return self.answers.get(path if query is None else f"{path} {query['sidenummer']}")

    def close(self) -> None: ...


def register(words: Any = KINDERGARTENS, **answers: object) -> Register:  # noqa: ANN401 - the adapter's own
    return Register(Asked(answers), words)  # type: ignore[arg-type]


def kindergarten(**fields: object) -> Json:
    return {
        "Organisasjonsnummer": ORGNR, "Navn": " Solsida   barnehage ", "Kommune": KOMMUNE, "ErAktiv": True,
        "ErBarnehage": True, "ErOffentligBarnehage": True, "ErPrivatBarnehage": False,
        "ForeldreRelasjoner": register_server.relations(NBR, "210000011", "Fjordvik kommune"), **fields,
    }  # fmt: skip


def school(**fields: object) -> Json:
    return {
        "Organisasjonsnummer": ORGNR, "Navn": "Fjordskulen", "Kommune": KOMMUNE, "ErAktiv": True, "ErSkole": True,
        "ErOffentligSkole": False, "ErPrivatskole": True, "ErGrunnskole": True, "ErVideregaaendeSkole": False,
        "SkoletrinnGSFra": 1, "SkoletrinnGSTil": 10, "SkoletrinnVGSFra": None, "SkoletrinnVGSTil": None,
        "ForeldreRelasjoner": register_server.relations(NSR, "210000038", "Trollskogen SA"), **fields,
    }  # fmt: skip


def read(unit: Json, words: Any = KINDERGARTENS) -> Told | None:  # noqa: ANN401 - the words of either register
    return register(words).read(ORGNR, unit)


def test_a_kindergarten_and_a_school_are_told_with_their_owners() -> None:
    assert read(kindergarten(Nytt={"felt": 1}, Koordinat=None)) == Told(
        ORGNR, "Solsida barnehage", "1103", "kindergarten", True, "210000011", "Fjordvik kommune", "210000011"
    )
    assert read(school(), SCHOOLS) == Told(
        ORGNR, "Fjordskulen", "1103", "primary", False, "210000038", "Trollskogen SA", "210000011", 1, 10
    )


@pytest.mark.parametrize(
    ("fields", "type_", "grades"),
    [
        ({"ErVideregaaendeSkole": True, "SkoletrinnVGSFra": 11, "SkoletrinnVGSTil": 13}, "combined", (1, 13)),
        ({"ErGrunnskole": False, "ErVideregaaendeSkole": True}, "upper-secondary", (1, 10)),
        ({"ErGrunnskole": False}, "other", (1, 10)),
        ({"SkoletrinnGSFra": None}, "primary", (None, None)),
        ({"SkoletrinnGSFra": 0, "SkoletrinnGSTil": "10"}, "primary", (None, None)),
    ],
)
def test_schools_are_sorted_by_their_flags_and_grades_that_make_no_sense_are_not_told(
    fields: Json, type_: str, grades: tuple[int | None, int | None]
) -> None:
    found = read(school(**fields), SCHOOLS)
    assert found is not None
    assert (found.type, (found.grade_from, found.grade_to)) == (type_, grades)


@pytest.mark.parametrize("fields", [{"ErAktiv": False}, {"ErSkole": False}, {"ErEkskludert": True}])
def test_a_school_that_has_closed_is_no_school(fields: Json) -> None:
    assert read(school(**fields), SCHOOLS) is None


OTHER = register_server.relations(NBR, "210000038", "Trollskogen SA")
TWO = [*register_server.relations(NBR, "210000011", "Fjordvik kommune"), *OTHER]


@pytest.mark.parametrize(
    "relations",
    [
        [],
        TWO,
        register_server.relations(NSR, "210000011", "Fjordvik kommune"),
        register_server.relations(NBR, "U90099013", "Skule i utlandet"),
        register_server.relations(NBR, "210000011", ""),
        [{**TWO[1], "Relasjonstype": {"Id": "6", "Navn": "Tilsynsstruktur"}}],
    ],
)
def test_no_owner_or_a_doubtful_one_is_no_owner(relations: list[Json]) -> None:
    found = read(kindergarten(ForeldreRelasjoner=relations))
    assert found is not None
    assert (found.owner, found.owner_name) == ("", "")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (lambda one: one.pop("Navn"), "Navn"),
        (lambda one: one.update(Navn="  "), "Navn is empty"),
        (lambda one: one.update(Navn=["Solsida"]), "Navn"),
        (lambda one: one.pop("Kommune"), "Kommune"),
        (lambda one: one.update(Kommune={"Navn": "Fjordvik"}), "Kommunenummer"),
        (lambda one: one.update(Kommune={"Kommunenummer": 1103}), "Kommunenummer"),
        (lambda one: one.pop("ErAktiv"), "ErAktiv"),
        (lambda one: one.update(ErAktiv="ja"), "ErAktiv"),
        (lambda one: one.pop("ErOffentligBarnehage"), "ErOffentligBarnehage"),
        (lambda one: one.update(ErPrivatBarnehage=True), "ErOffentligBarnehage and ErPrivatBarnehage"),
        (lambda one: one.pop("ForeldreRelasjoner"), "ForeldreRelasjoner"),
        (lambda one: one.update(ForeldreRelasjoner=[None]), "Relasjonstype"),
        (lambda one: one.update(ForeldreRelasjoner=[{"Relasjonstype": {"Id": 6}}]), "Enhet"),
        (lambda one: one.update(Organisasjonsnummer="310000027"), "Organisasjonsnummer is 310000027"),
    ],
)
def test_what_we_need_and_do_not_get_is_named_with_the_unit(change: Callable[[Json], object], field: str) -> None:
    unit = kindergarten()
    change(unit)
    with pytest.raises(Unreadable) as fault:
        read(unit)
    assert (fault.value.where, fault.value.field) == (ORGNR, field)


def test_grades_that_go_backwards_are_a_fault() -> None:
    with pytest.raises(Unreadable, match=f"{ORGNR}: Skoletrinn"):
        read(school(SkoletrinnGSFra=10, SkoletrinnGSTil=1), SCHOOLS)


def line(orgnr: str, **fields: object) -> Json:
    return {"Organisasjonsnummer": orgnr, "ErAktiv": True, "ErBarnehage": True, "DatoEndret": "2026", **fields}


def page(*lines: Json, pages: object = 1, total: object = None) -> Json:
    return {"AntallSider": pages, "TotaltAntallEnheter": len(lines) if total is None else total, "EnhetListe": [*lines]}


def test_the_list_has_the_open_units_and_counts_those_that_are_set_aside() -> None:
    lines = [
        line(ORGNR), line("310000027", DatoEndret=None), line("310000035", ErAktiv=False),
        line("310000043", ErBarnehage=False), line("U90099013"),
    ]  # fmt: skip
    found = register(
        **{"enheter 1": page(*lines[:2], pages=2, total=5), "enheter 2": page(*lines[2:], pages=2, total=5)}
    )
    assert found.listed(lambda text: None).stamps == {ORGNR: "2026", "310000027": ""}
    assert found.listed(lambda text: None).aside == 1


@pytest.mark.parametrize(
    ("answer", "field"),
    [
        (None, "is no object"),
        ([], "is no object"),
        ({}, "AntallSider"),
        (page(pages="1"), "AntallSider"),
        (page(pages=-1), "AntallSider"),
        (page(pages=True), "AntallSider"),
        ({"AntallSider": 1, "TotaltAntallEnheter": 0}, "EnhetListe"),
        (page(line(ORGNR), total=2), "2 units are promised, and 1 came"),
        (page(line(ORGNR), line(ORGNR)), "2 units are promised, and 1 came"),
        (page({"ErAktiv": True}), "Organisasjonsnummer"),
        (page(line(ORGNR, ErBarnehage=None)), "ErBarnehage"),
        (page("Solsida"), "Organisasjonsnummer"),  # type: ignore[arg-type]
    ],
)
def test_a_list_that_cannot_be_relied_on_is_refused(answer: object, field: str) -> None:
    with pytest.raises(Unreadable) as fault:
        register(**{"enheter 1": answer}).listed(lambda text: None)
    assert fault.value.field == field


def test_a_list_without_end_is_given_up() -> None:
    class Endless(Asked):
        def get(self, path: str, query: Json | None = None) -> object:
            return page(pages=10**9, total=0)

    with pytest.raises(Unreadable, match="AntallSider"):
        Register(Endless({}), KINDERGARTENS).listed(lambda text: None)  # type: ignore[arg-type]


def test_a_unit_that_is_gone_between_the_list_and_its_page_is_left_out_and_progress_is_told() -> None:
    said: list[str] = []
    found = register(**{f"enhet/{ORGNR}": kindergarten()}).told([ORGNR, "310000027"], said.append)
    assert [one.orgnr for one in found] == [ORGNR]
    assert said == ["2 of 2 units"]


@pytest.mark.parametrize(
    ("said", "kept"), [(36, 36), (0, 0), (None, None), (-1, None), (True, None), ("36", None), (10**9, None)]
)
def test_how_many_learn_and_work_there_is_kept_where_it_can_be_so(said: object, kept: int | None) -> None:
    told = read(kindergarten(AntallBarn=said, AntallAnsatte=said)), read(school(Elevtall=said), SCHOOLS)
    assert [(one.learners, one.staff) for one in told if one] == [(kept, kept), (kept, None)]
