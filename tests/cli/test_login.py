"""`samspel login`: rows from a file or none, keys of our own that stay secret, and roles for those who come."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from samspel.actors.models import Assignment
from samspel.cli import login
from samspel.people import providers
from samspel.people.models import Person
from tests.cast import KARI, ROGALAND, id_of

GOOD = """
[ansattporten]
kind = "ansattporten"
name_nb = "Ansattporten"
name_nn = "Ansattporten"
issuer = "https://ansattporten.example"
client_id = "samspel"
key_name = "a.jwk"
levels = { substantial = 3, high = 4 }
level = 3
resource = "urn:altinn:resource:samspel"
"""


@pytest.mark.parametrize("words", [[], ["open"], ["put"], ["key"], ["give", "a", "b"], ["list", "x"]])
def test_wrong_use_is_answered_with_the_right_one(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert login.run(words) == login.REFUSED
    assert "usage: samspel login list" in capsys.readouterr().err


@pytest.mark.django_db
def test_rows_are_made_and_made_again_and_closed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "providers.toml"
    file.write_text(GOOD)
    assert [login.put(file), login.put(file)] == [0, 0]
    assert "ansattporten        ansattporten  open" in capsys.readouterr().out
    assert login.close("ansattporten") == 0
    assert providers.named("ansattporten") is None
    assert login.close("nobody") == login.REFUSED


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("told", "why"),
    [
        (GOOD.replace("ansattporten]", "cast]"), "the demo's own name"),
        (GOOD.replace("level = 3\n", ""), "how surely people log in"),
        (GOOD.replace("urn:altinn:resource:samspel", "samspel"), "urn:altinn:resource"),
        (GOOD.replace("client_id", "client"), "unknown: client"),
        (GOOD.replace('kind = "ansattporten"', 'kind = "magic"'), "magic"),
        (GOOD.replace('client_id = "samspel"\n', ""), "ansattporten:"),
        ("[ansattporten", "samspel:"),
    ],
)
def test_what_cannot_be_a_row_is_refused_and_no_row_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], told: str, why: str
) -> None:
    file = tmp_path / "providers.toml"
    file.write_text(GOOD.replace("[ansattporten]", "[first]") + told)
    assert login.put(file) == login.REFUSED
    assert why in capsys.readouterr().err
    assert not providers.everyone().exists()


def test_a_key_is_made_once_and_only_its_public_half_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SAMSPEL_LOGIN_KEYS", str(tmp_path / "keys"))
    assert login.run(["key", "a.jwk"]) == 0
    (shown,) = json.loads(capsys.readouterr().out)["keys"]
    kept = json.loads((tmp_path / "keys" / "a.jwk").read_text())
    assert (shown["kid"], "d" in shown, "d" in kept) == (kept["kid"], False, True)
    assert (tmp_path / "keys" / "a.jwk").stat().st_mode & 0o077 == 0
    assert login.run(["key", "a.jwk"]) == login.REFUSED
    assert login.run(["key", "../a.jwk"]) == login.REFUSED


@pytest.mark.django_db
def test_a_role_is_given_to_somebody_who_is_yet_to_come_and_to_somebody_known() -> None:
    assert login.give("plain:ola", "caseworker", "rogaland") == 0
    given = Assignment.objects.get(person=Person.objects.get(subject="plain:ola"))
    assert (given.office_id, given.organisation_id) == (ROGALAND.office, None)
    assert login.give(str(KARI.somebody), "forum-member", "rogaland", "210000011") == 0
    assert Assignment.objects.filter(person_id=KARI.somebody, office_id=ROGALAND.office).count() == 1
    assert login.give("plain:eier", "owner-signer", "rogaland", "210000011") == 0
    owner = Assignment.objects.get(person__subject="plain:eier")
    assert (owner.office_id, owner.organisation_id) == (None, id_of("fjordvik"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words",
    [
        ["private-person", "rogaland"],
        ["system", "rogaland"],
        ["caseworker", "nowhere"],
        ["caseworker", "rogaland", "210000011"],
        ["owner-signer", "rogaland"],
        ["owner-signer", "rogaland", "210000089"],
    ],
)
def test_a_role_that_cannot_be_is_given_to_nobody(words: list[str]) -> None:
    assert login.give("plain:ola", *words) == login.REFUSED
    assert not Person.objects.filter(subject="plain:ola").exists()
