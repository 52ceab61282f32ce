"""What is written is saved while it is written: what can be kept is kept, and nobody's text is lost unseen."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from samspel.flow.models import Entry
from samspel.needs import queries
from samspel.needs import sheet as sheets
from samspel.needs.models import Need, Revision, Sitting
from samspel.tenancy.by import By
from tests.cast import CHARLIE, KARI, KNUT, PIA, UNNI, OfficeCast, id_of
from tests.stories import needs
from tests.web.desk import read, sit, write
from tests.web.owner.pages import FILLED, NOW, money

PAGES = ("about", "assessment", "measure", "participants", "goals", "timetable", "follow-up", "budget")


class Window:
    """A page of the form that somebody has open, and what its script would send."""

    def __init__(self, by: By, need: Need, page: str, at: datetime = NOW) -> None:
        self.need, self.page, self.tab, self.seq = need, page, uuid4(), 0
        self.by = by
        self.on(at)
        self.version = now(need).version

    def on(self, at: datetime) -> Client:
        """Let it be another time."""
        self.client = sit(self.by, at)
        return self.client

    def sends(self, **typed: Any) -> dict[str, Any]:
        """Save some answers, and take the version that the answer tells."""
        self.seq += 1
        return self.repeats(self.seq, typed)

    def repeats(self, seq: int, typed: dict[str, Any], status: int = 200) -> dict[str, Any]:
        """Send with a number that may have been used."""
        sent = {"endret": list(typed), "tab": str(self.tab), "seq": seq, "version": self.version, **typed}
        answer = write(self.client, "owner-autosave", self.need.pk, self.page, **sent)
        assert answer.status_code == status
        told: dict[str, Any] = answer.json()
        self.version = told.get("version", self.version)
        return told


def now(need: Need) -> Need:
    return queries.need_of(KARI, need.pk)


@pytest.mark.parametrize("page", [page for page in PAGES if page != "budget"])
def test_every_page_saves_itself_and_the_page_shows_it(rogaland: OfficeCast, page: str) -> None:
    need = needs.drafted(title="")
    told = Window(KNUT, need, page).sends(**FILLED[page])
    assert (sorted(told["kept"]), told["faults"], told["stale"]) == (sorted(FILLED[page]), {}, [])
    assert told["saved"] == "10.00"
    shown = read(sit(KNUT, NOW), f"owner-{page}", need.pk)
    for value in FILLED[page].values():
        for text in value if isinstance(value, list) else [value]:
            assert {"1 200": "1200", "1. august 2023": "1.8.2023"}.get(str(text), str(text)) in shown


def test_amounts_save_themselves_cell_by_cell(rogaland: OfficeCast) -> None:
    need = needs.filled()
    kari, knut = Window(KARI, need, "budget"), Window(KNUT, need, "budget")
    kari.sends(**{money(): "12 500"})
    told = knut.sends(**{money(recipient="hiv"): "7 000"})
    assert [line.amount_nok for line in sheets.of(now(need)).lines] == [12_500, 7_000]
    assert told["theirs"][money()]["sent"] == ["12\xa0500"]


def test_what_is_wrong_is_told_and_does_not_stop_the_rest(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    told = Window(KARI, need, "about").sends(contact_name="Kari", contact_email="kari(at)fjordvik")
    assert told["kept"] == ["contact_name"]
    assert "Skriv en e-postadresse" in told["faults"]["contact_email"][0]
    assert (now(need).contact_name, now(need).contact_email) == ("Kari", "")


def test_an_indicator_is_saved_whole_or_waits_whole(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    window = Window(KARI, need, "goals")
    told = window.sends(**{"goal": "Mer språk", "target-2": "8 av 8"})
    assert (told["kept"], list(told["faults"])) == (["goal"], ["what-2"])
    told = window.sends(**{"what-2": "Samtaler", "target-2": "8 av 8"})
    assert sorted(told["kept"]) == ["target-2", "what-2"]


def test_an_end_before_the_start_waits_for_a_better_one(rogaland: OfficeCast) -> None:
    told = Window(KARI, needs.drafted(), "timetable").sends(starts_on="1.8.2023", ends_on="1.7.2023")
    assert (told["kept"], list(told["faults"])) == (["starts_on"], ["ends_on"])


def test_an_old_answer_that_would_not_be_taken_today_does_not_stop_the_others(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    Need.objects.filter(pk=need.pk).update(assessment_sources=["gossip"])
    assert Window(KARI, need, "assessment").sends(assessment="Ny")["kept"] == ["assessment"]
    assert (now(need).assessment, now(need).assessment_sources) == ("Ny", ["gossip"])


def test_two_on_one_answer_see_each_other_and_both_texts_can_be_found(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    kari, knut = Window(KARI, need, "measure"), Window(KNUT, need, "measure")
    kari.sends(measure="Det Kari skrev.")
    told = knut.sends(measure="Det Knut skrev.", collective="ja")
    assert (told["kept"], told["stale"]) == (["collective"], ["measure"])
    assert told["theirs"]["measure"] == {
        "who": "Kari Fjord",
        "sent": ["Det Kari skrev."],
        "text": "Det Kari skrev.",
    }
    assert now(need).measure == "Det Kari skrev."
    assert knut.sends(measure="Det Knut skrev.")["kept"] == ["measure"]
    assert [row.after for row in queries.revisions(need) if row.field == "measure"] == [
        "Det Knut skrev.",
        "Det Kari skrev.",
    ]


def test_a_page_of_several_acts_is_never_told_a_version_that_was_undone(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    kari, knut = Window(KARI, need, "goals"), Window(KNUT, need, "goals")
    kari.sends(**{"goal": "Karis mål", "what-1": "Det Kari ser"})
    told = knut.sends(**{"what-1": "Det Knut ser"})
    assert (told["stale"], told["version"]) == (["what-1"], now(need).version)
    assert told["theirs"]["goal"]["sent"] == ["Karis mål"]


def test_what_a_colleague_changed_and_oneself_left_alone_comes_with_the_answer(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    kari, knut = Window(KARI, need, "about"), Window(KNUT, need, "about")
    kari.sends(contact_name="Kari Fjord")
    told = knut.sends(title="Ny tittel")
    assert told["theirs"]["contact_name"]["sent"] == ["Kari Fjord"]
    assert now(need).contact_name == "Kari Fjord"


def test_a_message_that_comes_late_or_twice_changes_nothing(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    window = Window(KARI, need, "measure")
    window.repeats(1, {"measure": "Ein"})
    window.repeats(3, {"measure": "Ein to tre"})
    assert window.repeats(2, {"measure": "Ein to"}) == {"late": True}
    assert window.repeats(3, {"measure": "Ein to tre"}) == {"late": True}
    assert now(need).measure == "Ein to tre"


def test_a_window_whose_answer_was_lost_sends_again_and_meets_only_others(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    window = Window(KARI, need, "measure")
    before = window.version
    window.sends(measure="Ein")
    window.version = before
    assert window.sends(measure="Ein to")["kept"] == ["measure"]
    assert now(need).measure == "Ein to"


def test_an_hour_of_writing_is_a_few_entries_and_a_few_rows(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    entries, window = Entry.objects.count(), Window(KARI, need, "measure")
    for step in range(120):
        window.on(NOW + timedelta(seconds=30 * step))
        window.sends(measure="Ord. " * (step + 1))
    assert Entry.objects.count() - entries <= 6
    assert Revision.objects.filter(need=need).count() <= 6
    assert now(need).measure == ("Ord. " * 120).strip()


def test_a_full_form_sent_after_a_colleague_saved_keeps_what_was_left_alone(rogaland: OfficeCast) -> None:
    need = needs.drafted(title="Før")
    version = now(need).version
    Window(KARI, need, "about").sends(contact_name="Kari Fjord")
    answer = write(sit(KNUT, NOW), "owner-about", need.pk, title="Etter", version=version)
    assert answer.status_code == 302
    assert (now(need).title, now(need).contact_name) == ("Etter", "Kari Fjord")


def test_without_a_script_one_chooses_by_button_and_the_rest_is_as_it_is_now(rogaland: OfficeCast) -> None:
    need = needs.drafted(title="Før")
    version, knut = now(need).version, sit(KNUT, NOW)
    window = Window(KARI, need, "measure")
    window.sends(measure="Det Kari skrev.", sami="Joik")
    sent = {"measure": "Det Knut skrev.", "collective": "ja", "version": version}
    page = write(knut, "owner-measure", need.pk, **sent)
    assert page.status_code == 422
    assert "Kari Fjord har skrevet noe annet her:" in page.text
    assert ">Joik</textarea>" in page.text.replace("\n", "")
    shown = {**sent, "sami": "Joik", "version": now(need).version, "deres-measure": "Det Kari skrev."}
    for choice, wanted in (
        ("mitt", "Det Knut skrev."),
        ("deres", "Det Kari skrev."),
        ("begge", "Det Knut skrev.\n\nDet Kari skrev."),
    ):
        chosen = write(knut, "owner-measure", need.pk, **shown, velg=f"{choice}:measure")
        assert chosen.status_code == 200
        assert f">\n{wanted}</textarea>" in chosen.text
    assert now(need).measure == "Det Kari skrev."


def test_who_else_is_on_the_page_is_told_for_a_short_while(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    Window(KARI, need, "measure").sends(measure="Her")
    knut = Window(KNUT, need, "measure")
    assert knut.sends()["people"] == "Kari Fjord er på denne siden nå."
    assert Window(KNUT, need, "about").sends()["people"] == ""
    knut.on(NOW + timedelta(minutes=1))
    assert knut.sends()["people"] == ""


def test_a_need_that_was_handed_in_says_so(rogaland: OfficeCast) -> None:
    need = needs.submitted()
    told = Window(KARI, need, "measure").repeats(1, {"measure": "For seint"}, 409)
    assert "Det du skriver nå, blir ikke lagret." in told["over"]


def test_others_neither_save_nor_learn_that_the_need_is_there(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    for by, status in ((PIA, 404), (CHARLIE, 404), (UNNI, 403)):
        sent = {"endret": ["title"], "title": "Min", "tab": str(uuid4()), "seq": 1}
        assert write(sit(by, NOW), "owner-autosave", need.pk, "about", **sent).status_code == status
    assert write(sit(KARI, NOW), "owner-autosave", need.pk, "attachments").status_code == 404


@pytest.mark.parametrize(
    "sent", [{}, {"tab": "x", "seq": "1"}, {"tab": str(id_of("x")), "seq": "-1"}, {"seq": "9" * 30}]
)
def test_what_is_no_window_saves_nothing(rogaland: OfficeCast, sent: dict[str, str]) -> None:
    need = needs.drafted()
    answer = write(sit(KARI, NOW), "owner-autosave", need.pk, "about", title="X", endret="title", **sent)
    assert answer.json() == {"late": True}
    assert now(need).title == "Språk i leiken"


def test_another_person_cannot_go_on_in_somebodys_window(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    kari, knut = Window(KARI, need, "about"), Window(KNUT, need, "about")
    kari.sends(title="Kari")
    knut.tab = UUID(str(kari.tab))
    knut.seq = 5
    assert knut.sends(title="Knut") == {"late": True}


def test_windows_of_yesterday_are_forgotten(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    Window(KARI, need, "about").sends(title="A")
    Window(KNUT, need, "about", NOW + timedelta(days=1, minutes=1)).sends(title="B")
    assert [row.person_id for row in Sitting.objects.all()] == [KNUT.person_id]


def test_saving_costs_the_same_for_a_small_and_a_large_need(
    rogaland: OfficeCast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    window = Window(KARI, needs.filled(years=3), "budget")
    window.sends(**{money(): "1"})
    with django_assert_max_num_queries(45):
        window.sends(**{money(): "12 500"})
