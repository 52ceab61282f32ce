"""Members of a network, and those asked to be, read its need: drafted, sent, sent back; they never change it."""

from __future__ import annotations

from datetime import timedelta

from samspel.actors.networks import transitions as networks
from samspel.needs import queries, transitions
from samspel.needs.models import Need
from samspel.needs.transitions import handover
from tests.cast import CHARLIE, KARI, PIA, OfficeCast
from tests.stories import attachments, needs, units
from tests.stories import intake as story
from tests.stories.networks import BJARNE, asked, newcomer, shared
from tests.web.desk import read, sit, words, write
from tests.web.owner.pages import NOW

READ, FILE = "owner-network-need", "owner-network-attachment"


def address(need: Need) -> str:
    return f"/eier/nettverk/behov/{need.pk}/"


def test_whoever_is_asked_reads_the_draft_before_it_answers_and_then_as_a_member(rogaland: OfficeCast) -> None:
    need = needs.filled(owner="vidda", title="Språk i heile nettverket")
    question = asked(shared(), newcomer(reaches=False))
    bjarne = sit(BJARNE, NOW)
    assert "Les før dere svarer" in read(bjarne, "owner-network-question", question.pk)
    assert address(need) in read(bjarne, "owner-network-question", question.pk)
    said = words(bjarne.get(address(need)))
    assert "Utkast, sist endret 12. januar 2023" in said
    assert "Fjordvik kommune skriver for nettverket, og kan endre alt til behovsmeldingen er sendt inn." in said
    assert need.measure in said
    assert "Svar på spørsmålet fra nettverket" in said
    write(bjarne, "owner-network-question", question.pk, svar="ja")
    assert address(need) in read(bjarne, "owner-network", question.network_id)
    assert "Svar på spørsmålet" not in words(bjarne.get(address(need)))


def test_what_the_units_of_others_have_answered_is_read_by_those_who_are_in(rogaland: OfficeCast) -> None:
    need = needs.filled(owner="vidda")
    units.answered(units.asked(need))
    question = asked(shared(), newcomer())
    bjarne = sit(BJARNE, NOW)
    said, kept = str(units.SAID["sees"]), "Det hver enhet har svart, leser dere når dere er med i nettverket."
    page = words(bjarne.get(address(need)))
    assert said not in page and kept in page
    write(bjarne, "owner-network-question", question.pk, svar="ja")
    for reader in (bjarne, sit(PIA, NOW)):
        page = words(reader.get(address(need)))
        assert said in page and kept not in page


def test_whoever_says_no_or_goes_out_reads_no_more(rogaland: OfficeCast) -> None:
    need = needs.submitted(owner="vidda")
    question = asked(shared(), newcomer())
    bjarne, pia = sit(BJARNE, NOW), sit(PIA, NOW)
    write(bjarne, "owner-network-question", question.pk, svar="nei", reason="Vi er for små.")
    read(bjarne, READ, need.pk, status=404)
    assert address(need) not in read(bjarne, "owner-network-question", question.pk)
    read(pia, READ, need.pk)
    networks.leave(shared(), last_day=NOW.date(), by=PIA, at=NOW)
    read(sit(PIA, NOW + timedelta(days=1)), READ, need.pk, status=404)
    for by in (CHARLIE, BJARNE):
        read(sit(by, NOW), READ, need.pk, status=404)


def test_what_was_handed_in_is_read_as_it_was_with_where_it_is(rogaland: OfficeCast) -> None:
    need = needs.filled(owner="vidda", title="Språk i heile nettverket")
    needs.confirm(needs.partnership(need))
    needs.handed_in(need)
    Need.objects.filter(pk=need.pk).update(measure="Noe helt annet.")
    page = words(sit(PIA, NOW + timedelta(days=5)).get(address(need)))
    assert "Fjordvik kommune sendte inn behovsmeldingen for nettverket 20. januar 2023" in page
    assert need.measure in page and "Noe helt annet." not in page
    assert "Utkast, sist endret" not in page
    assert "Hvor er den nå?" in page and "Ligger hos" in page
    assert "Kari Fjord" in page


def test_what_was_sent_back_is_read_as_it_was_and_as_it_is_written(rogaland: OfficeCast) -> None:
    need = needs.submitted(owner="vidda")
    handover.send_back(
        need, reason="Embetets grunn.", answer_by=needs.when("2021", day=30), by=rogaland.caseworker, at=NOW
    )
    need = queries.need_of(KARI, need.pk)
    transitions.fill(need, content={"measure": "Skrevet på nytt."}, by=KARI, at=NOW + timedelta(days=4))
    page = words(sit(PIA, NOW + timedelta(days=5)).get(address(need)))
    assert "statsforvalteren har sendt den tilbake" in page
    assert "Dette ble sendt inn" in page and "Slik står behovsmeldingen nå" in page
    assert "Skrevet på nytt." in page
    assert "Embetets grunn." not in page


def test_whoever_is_asked_after_it_was_sent_back_reads_what_is_written_and_not_what_was_handed_in(
    rogaland: OfficeCast,
) -> None:
    need, back, after = needs.submitted(owner="vidda"), needs.when("2021", day=22), needs.when("2021", day=25)
    before = need.measure
    handover.send_back(
        need, reason="Ufullstendig.", answer_by=needs.when("2021", day=30), by=rogaland.caseworker, at=back
    )
    transitions.fill(queries.need_of(KARI, need.pk), content={"measure": "Skrevet på nytt."}, by=KARI, at=back)
    question = networks.ask_owner(shared(), owner=newcomer(), by=KARI, at=back)
    asked_later = words(sit(BJARNE, after).get(address(need)))
    assert "Skrevet på nytt." in asked_later
    assert before not in asked_later and "Dette ble sendt inn" not in asked_later
    networks.consent(question, by=BJARNE, at=after)
    assert before not in words(sit(BJARNE, after).get(address(need)))
    assert before in words(sit(PIA, after).get(address(need)))


def test_what_members_have_offered_and_why_each_stands_where_it_does_is_not_read_by_others(
    rogaland: OfficeCast,
) -> None:
    story.joined()
    offer = story.taken_in(story.offered(story.of_member(title="Bare vårt eget")))
    type(offer).objects.filter(pk=offer.pk).update(reason="Grunnen til plassen.")
    page = words(sit(BJARNE, NOW).get(address(offer.network_need)))
    assert "Bare vårt eget" not in page and "Grunnen til plassen." not in page
    assert "står ikke her" in page


def test_files_are_had_by_members_and_noted_and_by_nobody_else(rogaland: OfficeCast) -> None:
    need = needs.filled(owner="vidda")
    file = attachments.clean(need, name="plan.pdf")
    attachments.waiting(need, "Ventar", name="venter.pdf")
    pia = sit(PIA, NOW)
    page = read(pia, READ, need.pk)
    assert f"{address(need)}vedlegg/{file.pk}.fil" in page
    assert "venter.pdf" in page
    answer = pia.get(f"{address(need)}vedlegg/{file.pk}.fil")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    read(sit(CHARLIE, NOW), FILE, need.pk, file.pk, status=404)
    elsewhere = attachments.clean(needs.filled(), "Anna")
    read(pia, FILE, need.pk, elsewhere.pk, status=404)


def test_a_draft_whose_time_is_over_is_its_writers_again(rogaland: OfficeCast) -> None:
    need = needs.filled(owner="vidda")
    read(sit(PIA, NOW + timedelta(days=60)), READ, need.pk, status=404)
