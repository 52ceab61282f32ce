"""Every way in which a login may be wrong, each alone: the table that a login is tried against."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tests.identity import hostile
from tests.identity.counterpart import CLIENT, RESOURCE, details, party
from tests.identity.hostile import GONE, ORGNR, Lie

NOT_TEXT: Mapping[str, Any] = {"missing": GONE, "nothing": None, "empty": "", "a list": ["substantial"], "a number": 4}


def claim(name: str, **values: object) -> dict[str, Lie]:
    """Give the wrong values of one claim."""
    return {f"{name}: {what.replace('_', ' ')}": Lie({name: value}) for what, value in values.items()}


def told(*parties: Mapping[str, object], **more: object) -> Lie:
    """Give a login that tells of whom somebody may act for in a wrong way."""
    (detail,) = details(*parties)
    return Lie({"authorization_details": [detail | more]})


def number(**told_of: object) -> dict[str, object]:
    """Give a party whose organisation number is told in a wrong way."""
    return party(ORGNR) | {"orgno": {"authority": "iso6523-actorid-upis", "ID": f"0192:{ORGNR}"} | told_of}


def answered(status: int, told: object) -> Lie:
    """Give a login where nothing useful is told for the code."""
    return Lie(answer=(status, told if isinstance(told, bytes) else json.dumps(told).encode()))


SIGNATURES = {
    "unsigned": Lie(header={"alg": "none"}, sign=hostile.unsigned),
    "unsigned, in capitals": Lie(header={"alg": "NONE"}, sign=hostile.unsigned),
    "unsigned, says RS256": Lie(sign=hostile.unsigned),
    "the public key as a secret": Lie(sign=hostile.with_public_key),
    "the client's secret": Lie(sign=hostile.with_secret),
    "another key": Lie(sign=hostile.with_other_key),
    "a key it brings": Lie(sign=hostile.with_brought_key),
    "changed afterwards": Lie(sign=hostile.changed),
    "cut": Lie(sign=hostile.cut),
    "a key nobody knows": Lie(header={"kid": "unknown"}),
    "the key of another curve": Lie(header={"kid": "curve"}),
    "no name of the key": Lie(header={"kid": GONE}),
    "a number for the key": Lie(header={"kid": 7}, sign=hostile.with_any_head),
    "no algorithm": Lie(header={"alg": GONE}, sign=hostile.unsigned),
    "another kind of token": Lie(header={"typ": "at+jwt"}),
    "a token that logs out": Lie(header={"typ": "logout+jwt"}),
    "a demand nobody understands": Lie(header={"crit": ["sure"], "sure": 1}, sign=hostile.with_any_head),
    "a demand that is text": Lie(header={"crit": "exp"}, sign=hostile.with_any_head),
    "no token": Lie(beside={"id_token": GONE}),
    "an empty token": Lie(beside={"id_token": ""}),
    "a token in two parts": Lie(beside={"id_token": "eyJhbGciOiJSUzI1NiJ9.e30"}),
    "a token in five parts": Lie(beside={"id_token": "a.b.c.d.e"}),
    "a token that is no text": Lie(beside={"id_token": {"iss": "x"}}),
    "a token far too long": Lie(beside={"id_token": f"{'a' * 50_000}.b.c"}),
    "letters that are no token": Lie(beside={"id_token": "æ.ø.å"}),
    "a head that is a list": Lie(beside={"id_token": f"{hostile.part([])}.e30.e30"}),
}
CLAIMS = {
    **claim("iss", missing=GONE, other="https://elsewhere.example", empty="", list_of_one=["x"]),
    "iss: a slash too many": Lie({"iss": hostile.SLASH}),
    **claim("aud", missing=GONE, other="other-client", others=["other-client"], both=[CLIENT, "other-client"]),
    **claim("aud", none=[], longer=f"{CLIENT}-2", object={CLIENT: True}),
    **claim("azp", other="other-client", nothing=None),
    **claim("nonce", other="x" * 64, used_before="a nonce of another day", **NOT_TEXT),
    **claim("sub", too_long="s" * 256, **NOT_TEXT),
    **claim("exp", past=lambda now: now - 60, long_past=1, missing=GONE, text="2099", truth=True, endless=float("inf")),
    **claim("iat", future=lambda now: now + 300, long_ago=lambda now: now - 3600, missing=GONE, text="now", truth=True),
    **claim("nbf", future=lambda now: now + 300, text="now"),
    **claim("acr", low="low", self_declared="0", of_another_provider="idporten-loa-high", **NOT_TEXT),
    **claim("acr", another_case="Substantial", trailing="substantial "),
    **claim("auth_time", long_ago=lambda now: now - 7200, future=lambda now: now + 300, missing=GONE, text="now"),
    **claim("at_hash", other="AAAAAAAAAAAAAAAAAAAAAA", nothing=None),
}
AUTHORITY = {
    "unknown authority": told(number(authority="iso6523-other")),
    "no authority": told(number(authority=None)),
    "an authority by another name": told(number(authority="ISO6523-ACTORID-UPIS")),
    "a register of another country": told(number(ID=f"0007:{ORGNR}")),
    "a number without its register": told(number(ID=ORGNR)),
    "a number with a wrong check digit": told(party("210000012")),
    "a number that is text": told(number(ID="0192:fjordvik")),
    "a number that is a number": told(number(ID=int(ORGNR))),
    "an organisation nobody knows": told(party("210000089")),
    "a unit and not its owner": told(party("310000019", unit_type="BEDR")),
    "missing write": told(party(ORGNR, "read")),
    "no actions": told(party(ORGNR) | {"actions": []}),
    "actions missing": told({key: value for key, value in party(ORGNR).items() if key != "actions"}),
    "actions that only look like write": told(party(ORGNR, "overwrite", "Write", "writeonly")),
    "another resource": told(party(ORGNR), resource="urn:altinn:resource:other"),
    "another resource of the party": told(party(ORGNR) | {"resource": "other"}),
    "a resource that begins like ours": told(party(ORGNR), resource=f"{RESOURCE}-2"),
    "no resource": told(party(ORGNR), resource=None),
    "another type": told(party(ORGNR), type="ansattporten:orgno"),
    "nobody": told(),
    "parties that are text": told(party(ORGNR), authorized_parties=ORGNR),
    "parties that are numbers": told(party(ORGNR), authorized_parties=[1, 2]),
    "details that are text": Lie({"authorization_details": "all"}),
    "details that are no list": Lie({"authorization_details": details(party(ORGNR))[0]}),
    "details missing": Lie({"authorization_details": GONE}),
    "two answers": Lie(beside={"authorization_details": details(party("210000038"))}),
}
ANSWERS = {
    "a refusal": answered(400, {"error": "invalid_grant"}),
    "a refusal of us": answered(401, {"error": "invalid_client"}),
    "nothing": answered(200, {}),
    "only access": answered(200, {"access_token": "a", "token_type": "Bearer"}),
    "a list": answered(200, []),
    "a page": answered(200, b"<html>"),
    "a fault": answered(500, {"error": "server_error"}),
    "a way elsewhere": answered(302, b""),
}
CALLBACKS = {
    "another state": Lie(query={"state": "x" * 64}),
    "no state": Lie(query={"state": GONE}),
    "no code": Lie(query={"code": GONE}),
    "a code far too long": Lie(query={"code": "c" * 5_000}),
    "another provider beside the code": Lie(query={"iss": "https://elsewhere.example"}),
    "no provider beside the code": Lie(query={"iss": GONE}),
    "stopped": Lie(query={"error": "access_denied"}),
    "an error": Lie(query={"error": "<script>alert(1)</script>"}),
}
LIES = {**SIGNATURES, **CLAIMS, **AUTHORITY, **ANSWERS, **CALLBACKS}
