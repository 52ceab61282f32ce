"""A network of three takes in on screen: offered, one taken back, ranked, one left out, filled in and sent."""

from __future__ import annotations

from uuid import uuid4

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from samspel.casework import queries as casework
from samspel.needs import intake, queries, transitions
from samspel.needs import sheet as sheets
from samspel.needs.models import Need, Offer, Submission
from tests.cast import CHARLIE, KARI, PIA, ROGALAND, UNNI, OfficeCast, id_of
from tests.stories import intake as story
from tests.stories import needs
from tests.web.desk import hidden, read, sit, words, write
from tests.web.owner.pages import NOW, address

BJARNE = story.BJARNE


def desk() -> Client:
    """Kari, who leads the network."""
    return sit(KARI, NOW)


def judge(offer: Offer, act: str, **more: str) -> object:
    """Press a button about one need, with what stands in its form."""
    sent = {"row": str(offer.pk), "act": act} | {f"{offer.pk}-{name}": text for name, text in more.items()}
    return write(desk(), "owner-intake", offer.network_need_id, **sent)


def members() -> tuple[Need, list[Offer]]:
    """The network's draft with a need of each of its three owners, offered on screen."""
    story.joined()
    network = story.network_need()
    mine = story.of_member("fjordvik", KARI, title="Foreldre", asked_nok=200_000)
    theirs, third = story.of_member(), story.of_member("bjorka", BJARNE, title="Musikk")
    for need, by in ((mine, KARI), (theirs, PIA), (third, BJARNE)):
        answer = write(sit(by, NOW), "owner-offer", need.pk, offer="1", to=str(network.pk))
        assert answer.status_code == 302
    return network, list(intake.offers_to(network))


def test_the_whole_way_of_an_intake(rogaland: OfficeCast) -> None:
    network, (first, second, third) = members()
    assert write(sit(BJARNE, NOW), "owner-offer", third.need_id, withdraw="1").status_code == 302
    assert "Ingen har meldt inn" not in read(desk(), "owner-intake", network.pk)
    assert judge(second, "up").status_code == 422  # type: ignore[attr-defined]
    assert judge(second, "up", reason="Har venta lengst.").status_code == 302  # type: ignore[attr-defined]
    assert judge(second, "take").status_code == 302  # type: ignore[attr-defined]
    assert judge(first, "leave").status_code == 422  # type: ignore[attr-defined]
    assert judge(first, "leave", reason="Passar ikkje i år.").status_code == 302  # type: ignore[attr-defined]
    fill = desk().get(address(network, "inntak/fyll-inn/"))
    assert "Kommer inn" in words(fill) and "75 000 kr" in words(fill)
    pressed = write(desk(), "owner-intake-fill", network.pk, shown=hidden(fill, "shown"))
    assert pressed.url == address(network, "inntak/fyll-inn/")
    again = words(desk().get(pressed.url))
    assert "Alt er fylt inn." in again
    story.whole(queries.need_of(KARI, network.pk))
    check = desk().get(address(network, "kontroll/"))
    assert "1. Trollskogen barnehage SA Språk i leiken" in words(check)
    assert "Grunn til plassen: Har venta lengst." in words(check)
    seen = words(desk().get(address(network, "inntak/")))
    assert "Foreldre Fjordvik kommune" in seen and "Søknadssum da dere så det sist: 200 000 kr." in seen
    sent = write(desk(), "owner-check", network.pk, key=str(uuid4()), turn="1", sure="on")
    assert sent.url == address(network, "kvittering/")
    content = Submission.objects.get(need=network).content
    assert [(one["owner"], one["reason"]) for one in content["intake"]["order"]] == [("210000038", "Har venta lengst.")]
    partner = words(sit(UNNI, NOW).get(f"/partner/samarbeid/{needs.partnership(network).pk}/"))
    assert "Språk i heile nettverket" in partner and "Har venta lengst." not in partner
    office = read(sit(rogaland.caseworker, NOW), "office-case", network.pk)
    assert "Grunn til plassen: Har venta lengst." in office and "Passar ikkje i år." not in office
    told(first, second)


def told(first: Offer, second: Offer) -> None:
    """What the members see afterwards: the one with its number, the other with the reason and the way on."""
    taken = words(sit(PIA, NOW).get(address(second.need, "status/")))
    assert "Sendt som nummer 1 i behovsmeldingen fra Vidda barnehagenettverk." in taken
    assert "Sendt som nummer 1" in words(sit(PIA, NOW).get("/eier/"))
    out = words(sit(KARI, NOW).get(address(first.need, "status/")))
    assert "Vidda barnehagenettverk tok ikke med behovet. Dere kan sende det inn selv. Passar ikkje i år." in out
    blocked = write(sit(PIA, NOW), "owner-check", second.need_id, key=str(uuid4()), turn="1", sure="on")
    assert blocked.status_code == 422 and "kan ikke sendes alene" in words(blocked)
    needs.confirm(needs.partnership(first.need), UNNI)
    alone = write(sit(KARI, NOW), "owner-check", first.need_id, key=str(uuid4()), turn="1", sure="on")
    assert alone.url == address(first.need, "kvittering/")
    assert "Nettverket tok ikke behovet med" in words(sit(KARI, NOW).get(address(first.need, "status/")))
    office = read(sit(ROGALAND.caseworker, NOW), "office-case", first.need_id)
    assert "Behovsmeldingen ble sendt inn" in office
    assert "Passar ikkje i år." not in office and "Nettverket tok ikke behovet med" not in office


def test_the_frame_shows_where_it_is_used_up(rogaland: OfficeCast) -> None:
    network, (first, second, third) = members()
    for offer in (first, second, third):
        story.taken_in(story.again(offer))
    assert write(desk(), "owner-intake", network.pk, act="frame", frame="250 000").status_code == 302
    page = words(desk().get(address(network, "inntak/")))
    assert "Her er rammen brukt opp." in page and "Over rammen 150 000 kr" in page
    assert "Hvor rammen slutter" in page
    wrong = write(desk(), "owner-intake", network.pk, act="frame", frame="mye")
    assert wrong.status_code == 422 and 'value="mye"' in wrong.content.decode()
    assert write(desk(), "owner-intake", network.pk, act="frame", frame="").status_code == 302
    assert "Hvor rammen slutter" not in words(desk().get(address(network, "inntak/")))


def test_a_place_is_given_by_its_number_and_the_reason_typed_is_not_lost(rogaland: OfficeCast) -> None:
    network, (first, _second, third) = members()
    assert judge(third, "place", place="1", reason="Minst fra før.").status_code == 302  # type: ignore[attr-defined]
    assert next(one.pk for one in intake.offers_to(network)) == third.pk
    again = judge(story.again(first), "place", place="mange", reason="Fordi.")
    assert again.status_code == 422 and "Fordi." in again.content.decode()  # type: ignore[attr-defined]


def test_nobody_else_sees_the_intake_and_no_single_owner_has_one(rogaland: OfficeCast) -> None:
    offer = story.offered()
    network, mine = offer.network_need, offer.need
    pages = (address(network, "inntak/"), address(network, f"inntak/{offer.pk}/"), address(network, "inntak/fyll-inn/"))
    for by in (PIA, CHARLIE):
        assert [sit(by, NOW).get(page).status_code for page in pages] == [404, 404, 404]
    assert sit(PIA, NOW).get(address(mine, "inntak/")).status_code == 404
    assert sit(KARI, NOW).get(address(mine, "inntak/")).status_code == 404
    assert desk().get(address(network, "meld-inn/")).status_code == 404
    assert desk().post(address(network, "inntak/"), {"act": "nothing"}).status_code == 404
    assert desk().post(address(network, "inntak/"), {"act": "take", "row": str(uuid4())}).status_code == 404
    assert story.again(offer).state == "offered"


def test_the_page_asks_as_many_questions_for_three_as_for_one(
    rogaland: OfficeCast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    network, (_first, second, third) = members()
    client = desk()
    client.get(address(network, "inntak/"))
    with django_assert_num_queries(20):
        client.get(address(network, "inntak/"))
    for offer, by in ((second, PIA), (third, BJARNE)):
        write(sit(by, NOW), "owner-offer", offer.need_id, withdraw="1")
    with django_assert_num_queries(20):
        client.get(address(network, "inntak/"))
    assert id_of("bjorka") == third.need.owner_id


def test_a_need_that_is_sent_back_shows_the_office_the_order_as_it_was_handed_in(rogaland: OfficeCast) -> None:
    network = story.sent()
    at = needs.when("2021", day=24)
    transitions.send_back(
        network, reason="Skriv meir.", answer_by=needs.when("2021", 2, 9), by=ROGALAND.caseworker, at=at
    )
    sheet = casework.sheet_of(casework.case_file(ROGALAND.caseworker, network.pk, at))
    kept = Submission.objects.get(need=network).content
    assert sheets.canonical(sheet)["intake"] == kept["intake"]
