"""Needs by the API: an owner's own system begins, reads and changes them, for its own organisation alone."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from samspel.actors.models import ClientQuestion, SystemClient
from samspel.actors.roles import clients
from samspel.flow.models import Entry
from samspel.flow.refusal import Refused
from samspel.needs import transitions
from samspel.needs.models import BudgetLine, Need, Partnership
from samspel.rounds.document.asking import Need as NeedInFile
from samspel.tenancy.by import By, Role
from samspel.web import clock
from tests.cast import KARI, PIA, UNNI, OfficeCast, id_of
from tests.stories import needs, private_units
from tests.web.desk import sit

pytestmark = pytest.mark.api
NOW = needs.when("2021", day=20)
ADMIN = By(KARI.person_id, id_of("fjordvik"), None, Role.OWNER_ADMIN)
NEEDS = "/api/v1/needs"
LINE = {"year": 2023, "category": "carry-out", "recipient": "210000011", "amount_nok": 1}
OWN_UNIT, HIV = "310000019", "210000046"


def system(*, writes: bool = True, by: By = KARI, last_day: date = date(2023, 12, 31)) -> Client:
    """A system of an organisation, as it comes with its secret."""
    admin = By(by.person_id, by.organisation_id, None, Role.OWNER_ADMIN)
    assert by.organisation_id
    made = clients.make_client(by.organisation_id, name="Sak", writes=writes, last_day=last_day, by=admin, at=NOW)
    coming = Client(headers={"Authorization": f"Bearer {made.secret}"})
    coming.cookies[clock.COOKIE] = clock.starting_at(NOW)
    return coming


def told(**changed: Any) -> dict[str, Any]:
    """A need as a system tells it."""
    needs.call_of("2021")
    return {
        "call": "rogaland/behov-2023", "scheme": "regional", "title": "Språk i leik", "measure": "Fire samlingar.",
        "starts_on": "2023-08-01", "ends_on": "2024-06-20", "collective": True, "themes": ["language"],
        "units": [OWN_UNIT], "target_groups": [{"group": "teachers", "participants": 12}],
        "indicators": [{"what": "Barn som blir lesne for", "target": "95 prosent"}],
        "partners": [{"partner": HIV, "contact": "Unni Haug"}],
        "budget": [
            {"year": 2023, "category": "carry-out", "recipient": "210000011", "amount_nok": 90_000},
            {"year": 2023, "category": "carry-out", "recipient": HIV, "amount_nok": 30_000},
        ],
        **changed,
    }  # fmt: skip


def send(coming: Client, content: object, key: str = "1", another: str = "") -> Any:  # noqa: ANN401  Django's own answer
    """Ask for a new need."""
    text = content if isinstance(content, str) else json.dumps(content)
    headers = {"Idempotency-Key": key} | ({"Another-Measure": another} if another else {})
    return coming.post(NEEDS, text, content_type="application/json", headers=headers)


def put(coming: Client, need: dict[str, Any], content: object, match: str | None = None) -> Any:  # noqa: ANN401  the same
    """Ask for a change of a need."""
    headers = {"If-Match": f'"{need["version"]}"' if match is None else match}
    return coming.put(f"{NEEDS}/{need['id']}", json.dumps(content), content_type="application/json", headers=headers)


def test_a_system_begins_a_need_which_is_a_draft_like_any_other(rogaland: OfficeCast) -> None:
    answer = send(system(), told())
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert answer.headers["Location"] == f"{NEEDS}/{made['id']}"
    assert answer.headers["Cache-Control"] == "no-store"
    need = Need.objects.get()
    assert (need.state, need.owner_id, need.title) == ("draft", id_of("fjordvik"), "Språk i leik")
    assert BudgetLine.objects.filter(need=need).count() == 2
    assert Partnership.objects.get(need=need).partner_id == id_of("hiv")
    entry = Entry.objects.get(act="needs.draft")
    client = SystemClient.objects.get()
    assert (entry.person_id, entry.role) == (client.acts_as_id, "owner-editor")
    assert client.last_used_on == NOW.date()


def test_what_is_read_can_be_sent_back_and_changes_nothing_but_what_was_changed(rogaland: OfficeCast) -> None:
    coming = system()
    made = send(coming, told()).json()
    read = coming.get(f"{NEEDS}/{made['id']}")
    assert read.headers["ETag"] == f'"{read.json()["version"]}"'
    outside = {"id", "ref", "state", "submitted_at", "version"}
    sent = {name: value for name, value in read.json().items() if name not in outside}
    answer = put(coming, read.json(), {**sent, "goal": "Alle les.", "partners": [], "budget": sent["budget"][:1]})
    assert answer.status_code == 200, answer.text
    after = answer.json()
    assert (after["goal"], after["partners"], after["measure"]) == ("Alle les.", [], "Fire samlingar.")
    assert after["version"] != made["version"]
    assert Partnership.objects.get().state == "cancelled"
    again = put(coming, after, {**sent, "goal": "Alle les."})
    assert [one["partner"] for one in again.json()["partners"]] == [HIV]


def test_a_system_tells_which_private_units_are_invited(rogaland: OfficeCast) -> None:
    private_units.known()
    coming, troll = system(), "310000051"
    lift = {"scheme": "competence-boost", "private_invited": True, "target_groups": [], "themes": []}
    said = told(**lift, private_units=[{"orgnr": troll, "invited": False}])
    made = send(coming, said).json()
    assert made["private_units"] == [{"orgnr": troll, "invited": False}]
    assert put(coming, made, {**said, "private_units": []}).json()["private_units"] == []
    for wrong, pointer in ((OWN_UNIT, "/private_units"), ("310000108", "/private_units/0/orgnr")):
        answer = send(coming, said | {"private_units": [{"orgnr": wrong, "invited": True}]}, key=wrong)
        assert (answer.status_code, [one["pointer"] for one in answer.json()["errors"]]) == (422, [pointer])


def test_the_same_key_begins_one_need_and_is_used_for_nothing_else(rogaland: OfficeCast) -> None:
    coming = system()
    first, second = send(coming, told()), send(coming, told())
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["id"] == second.json()["id"]
    other = send(coming, told(title="Noko anna"))
    assert (other.status_code, other.json()["errors"][0]["code"]) == (409, "key-used")
    assert Need.objects.count() == 1
    assert send(coming, told(title="Noko anna"), key="2").status_code == 201


def test_what_is_refused_leaves_nothing_and_the_key_may_be_used_again(rogaland: OfficeCast) -> None:
    coming = system()
    wrong = told(budget=[{"year": 2050, "category": "beer", "recipient": "210000011", "amount_nok": 1}], themes=["x"])
    answer = send(coming, wrong)
    assert (answer.status_code, answer.headers["Content-Type"]) == (422, "application/problem+json")
    pointers = {one["pointer"] for one in answer.json()["errors"]}
    assert pointers == {"/themes", "/budget"}
    assert not Need.objects.exists()
    assert not Partnership.objects.exists()
    assert not ClientQuestion.objects.exists()
    assert send(coming, told()).status_code == 201


@pytest.mark.parametrize(
    ("changed", "pointer"),
    [
        ({"title": "a" * 121}, "/title"),
        ({"title": 7}, "/title"),
        ({"titel": "x"}, "/titel"),
        ({"starts_on": "i morgon"}, "/starts_on"),
        ({"ends_on": "2020-01-01"}, "/ends_on"),
        ({"call": "rogaland/2050"}, "/call"),
        ({"call": "rogaland"}, "/call"),
        ({"scheme": "none"}, "/scheme"),
        ({"owner": "210000038"}, ""),
        ({"owner": "999999999"}, "/owner"),
        ({"units": ["999999999"]}, "/units/0"),
        ({"partners": [{"partner": "999999999"}]}, "/partners/0/partner"),
        ({"partners": [{"partner": "210000038"}]}, "/partners/0/partner"),
        ({"budget": [LINE | {"recipient": "x"}]}, "/budget/0/recipient"),
        ({"budget": [LINE | {"amount_nok": "1"}]}, "/budget/0/amount_nok"),
        ({"budget": [LINE, LINE]}, "/budget/1"),
        ({"target_groups": [{"group": "teachers", "participants": 1}] * 2}, "/target_groups/1"),
        ({"contact_email": "x"}, "/contact_email"),
        ({"indicators": [{"what": ""}]}, "/indicators"),
        ({"drafted": {"role": "owner-signer", "at": "2023-01-01T00:00:00Z"}}, "/drafted"),
        ({"measure": "a\u0000b"}, "/measure"),
    ],
)  # fmt: skip
def test_each_fault_is_told_at_its_place(rogaland: OfficeCast, changed: dict[str, Any], pointer: str) -> None:
    answer = send(system(), told(**changed))
    assert answer.status_code in {409, 422}, answer.text
    assert pointer in {one["pointer"] for one in answer.json()["errors"]}, answer.text
    assert not any(word in answer.text for word in ("Input should", "Extra inputs", "at most", "Field required"))
    assert not Need.objects.exists()


@pytest.mark.parametrize("body", ["", "{", "[]", "null", "7", '"x"', "\ufeff{}", "{" * 50_000, "\x00"])
def test_a_body_that_is_no_need_is_a_problem_and_never_a_fault_of_ours(rogaland: OfficeCast, body: str) -> None:
    answer = send(system(), body)
    assert answer.status_code in {400, 415, 422}
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "kind", ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "text/plain", ""]
)
def test_what_is_sent_in_another_form_than_json_is_a_problem(rogaland: OfficeCast, kind: str) -> None:
    answer = system().post(NEEDS, "a=1", content_type=kind, headers={"Idempotency-Key": "1"})
    assert (answer.status_code, answer.headers["Content-Type"]) == (415, "application/problem+json")
    assert "application/json" in answer.json()["detail"]


def test_nothing_is_begun_without_a_key_and_nothing_changed_without_a_version(rogaland: OfficeCast) -> None:
    coming = system()
    assert coming.post(NEEDS, json.dumps(told()), content_type="application/json").status_code == 422
    made = send(coming, told()).json()
    assert put(coming, made, told(), match="").status_code == 428
    assert put(coming, made, told(), match="*").status_code == 200


def test_what_somebody_else_has_changed_is_not_written_over_and_both_are_shown(rogaland: OfficeCast) -> None:
    coming = system()
    made = send(coming, told()).json()
    transitions.fill(Need.objects.get(), content={"goal": "Nytt"}, by=KARI, at=NOW)
    answer = put(coming, made, told(goal="Vårt"))
    assert (answer.status_code, answer.headers["Content-Type"]) == (412, "application/problem+json")
    assert (answer.json()["current"]["goal"], answer.json()["sent"]["goal"]) == ("Nytt", "Vårt")
    assert answer.headers["ETag"] == f'"{answer.json()["current"]["version"]}"'
    assert Need.objects.get().goal == "Nytt"


def test_what_has_been_handed_in_is_read_and_not_changed(rogaland: OfficeCast) -> None:
    coming, need = system(), needs.submitted()
    read = coming.get(f"{NEEDS}/{need.pk}").json()
    assert (read["state"], read["ref"]) == ("submitted", need.ref)
    assert put(coming, read, told()).status_code == 409


def test_a_need_stays_under_its_call_and_with_its_owner(rogaland: OfficeCast) -> None:
    coming = system()
    made = send(coming, told()).json()
    answer = put(coming, made, told(scheme="decentralised"))
    assert [one["pointer"] for one in answer.json()["errors"]] == ["/scheme"]


def test_a_list_is_given_page_by_page_of_ones_own_alone(rogaland: OfficeCast) -> None:
    coming = system()
    for number in range(3):
        send(coming, told(title=f"Nummer {number}"), key=str(number))
    first = coming.get(f"{NEEDS}?limit=2").json()
    assert (first["count"], len(first["results"]), first["next"]) == (3, 2, f"{NEEDS}?limit=2&offset=2")
    assert first["results"][0]["asked_nok"] == 120_000
    assert system(by=PIA).get(NEEDS).json()["count"] == 0


def test_a_system_sees_and_changes_nothing_of_others(rogaland: OfficeCast) -> None:
    made = send(system(), told()).json()
    other = system(by=PIA)
    for answer in (
        other.get(f"{NEEDS}/{made['id']}"),
        put(other, made, told()),
        other.get(f"{NEEDS}/{made['id']}/check"),
    ):
        assert answer.status_code == 404
        assert "Språk i leik" not in answer.text
    assert send(other, told(owner="210000011"), key="9").status_code == 422


def test_a_secret_for_reading_writes_nothing(rogaland: OfficeCast) -> None:
    made, reader = send(system(), told()).json(), system(writes=False)
    assert reader.get(f"{NEEDS}/{made['id']}").status_code == 200
    assert send(reader, told()).status_code == 403
    assert put(reader, made, told()).status_code == 403
    assert Need.objects.count() == 1


@pytest.mark.parametrize("secret", ["", "x", "samspel_" + "a" * 43, "a" * 5_000, "æøå"])
def test_a_wrong_secret_lets_nobody_in(rogaland: OfficeCast, secret: str) -> None:
    answer = Client().get(NEEDS, headers={"Authorization": f"Bearer {secret}"})
    assert (answer.status_code, answer.headers["Content-Type"]) == (401, "application/problem+json")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_secret_ends_when_it_is_withdrawn_and_after_its_last_day(rogaland: OfficeCast) -> None:
    coming, brief = system(), system(last_day=NOW.date())
    assert brief.get(NEEDS).status_code == 200
    brief.cookies[clock.COOKIE] = clock.starting_at(NOW + timedelta(days=1))
    assert brief.get(NEEDS).status_code == 401
    client = SystemClient.objects.get(last_day=date(2023, 12, 31))
    clients.withdraw_client(client, by=ADMIN, at=NOW)
    assert coming.get(NEEDS).status_code == 401
    with pytest.raises(Refused):
        clients.withdraw_client(client, by=ADMIN, at=NOW)


def test_a_secret_opens_no_other_door_and_a_session_writes_nothing_here(rogaland: OfficeCast) -> None:
    coming = system()
    assert coming.get("/eier/").status_code == 302
    kari = sit(KARI, NOW)
    assert send(kari, told()).status_code == 405
    assert kari.get(NEEDS).json()["count"] == 0
    assert sit(UNNI, NOW).get(NEEDS).status_code == 403


def test_of_a_secret_nothing_but_a_digest_is_kept(rogaland: OfficeCast) -> None:
    made = clients.make_client(ADMIN.organisation_id, name="Sak", writes=True, last_day=NOW.date(), by=ADMIN, at=NOW)  # type: ignore[arg-type]
    kept = [str(value) for value in vars(made.client).values()]
    assert made.secret not in " ".join(kept)
    assert made.secret not in json.dumps([entry.facts for entry in Entry.objects.all()])
    with pytest.raises(Refused):
        clients.make_client(id_of("fjordvik"), name="Sak", writes=True, last_day=NOW.date(), by=KARI, at=NOW)


def test_a_system_writes_what_the_round_file_does_and_no_deeds(client: Client, rogaland: OfficeCast) -> None:
    described = client.get("/api/v1/openapi.json").json()
    asked = described["components"]["schemas"]["AskedNeed"]
    left_out = set(NeedInFile.model_fields) - set(asked["properties"])
    assert left_out == {
        "ref", "unit_assessments", "attachments", "drafted", "written", "budgeted", "reopened", "submitted",
        "withdrawn", "withdrawn_reason",
    }  # fmt: skip
    assert asked["additionalProperties"] is False
    assert described["paths"]["/api/v1/needs"]["post"]["security"] == [{"bearer": []}]
    problems = described["paths"]["/api/v1/needs/{need_id}"]["put"]["responses"]
    assert {"412", "428", "422", "409"} <= set(problems)
    assert set(problems["412"]["content"]) == {"application/problem+json"}


def test_what_is_written_already_is_not_begun_once_more_unless_it_is_another_measure(rogaland: OfficeCast) -> None:
    coming, draft = system(), needs.drafted(title="Språk  i LEIK")
    answer = send(coming, told())
    assert (answer.status_code, answer.headers["Content-Type"]) == (409, "application/problem+json")
    assert answer.json()["draft"] == f"{NEEDS}/{draft.pk}"
    assert [(one["pointer"], one["code"]) for one in answer.json()["errors"]] == [("/title", "beside")]
    assert draft.ref in answer.json()["detail"]
    assert "Another-Measure: true" in answer.json()["detail"]
    assert coming.get(answer.json()["draft"]).status_code == 200
    assert (Need.objects.count(), ClientQuestion.objects.count(), Partnership.objects.count()) == (1, 0, 0)
    made = send(coming, told(), another="true")  # under the same key: nothing was made of it
    assert made.status_code == 201, made.text
    for header in ("true", "", "false"):
        again = send(coming, told(), another=header)
        assert (again.status_code, again.json()["id"]) == (200, made.json()["id"])
    assert Need.objects.count() == 2
    wrong = send(coming, told(), key="2", another="kanskje")
    assert (wrong.status_code, [one["pointer"] for one in wrong.json()["errors"]]) == (422, ["Another-Measure"])


@pytest.mark.parametrize(
    ("changed", "by"),
    [({"title": "Språk i leiken"}, KARI), ({"scheme": "competence-boost"}, KARI), ({"title": ""}, KARI), ({}, PIA)],
)
def test_another_title_scheme_or_owner_is_another_need(rogaland: OfficeCast, changed: dict[str, Any], by: By) -> None:
    send(system(), told())
    Need.objects.update(title="" if changed.get("title") == "" else "Språk i leik")
    bare = {"call": "rogaland/behov-2023", "scheme": "regional", "title": "Språk i leik", **changed}
    assert send(system(by=by), bare, key="2").status_code == 201


def test_what_is_handed_in_or_withdrawn_is_no_draft_that_one_goes_on_with(rogaland: OfficeCast) -> None:
    need, coming = needs.submitted(title="Språk i leik"), system()
    assert send(coming, told()).status_code == 201
    Need.objects.exclude(pk=need.pk).update(state="withdrawn")
    assert send(coming, told(), key="2").status_code == 201
    Need.objects.exclude(pk=need.pk).update(state="withdrawn")
    Need.objects.filter(pk=need.pk).update(state="returned")
    assert send(coming, told(), key="3").json()["draft"] == f"{NEEDS}/{need.pk}"


def test_the_description_tells_how_one_says_that_a_need_is_another(rogaland: OfficeCast) -> None:
    asked = system().get("/api/v1/openapi.json").json()["paths"][NEEDS]["post"]
    (header,) = [one for one in asked["parameters"] if one["name"] == "Another-Measure"]
    assert (header["in"], header["required"]) == ("header", False)
    assert "409" in header["description"]
    assert "409" in asked["responses"]
