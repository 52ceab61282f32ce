"""Reading a round file: from bytes to a document whose parts fit together, or to the list of what is wrong."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from pydantic import BaseModel, ValidationError

from samspel.kit import orgnr
from samspel.rounds.document import Round
from samspel.rounds.faults import Fault, Faulty

LARGEST = 50_000_000
# Which part of the file a name must be found in, by the field that carries the name.
NAMES = {
    "organisation": "organisations",
    "owner": "organisations",
    "partner": "organisations",
    "recipient": "organisations",
    "coordinator": "organisations",
    "by": "people",
    "person": "people",
    "caseworker": "people",
    "present": "people",
    "took_part": "people",
    "need": "needs",
    "unit": "units",
    "units": "units",
}
# What makes an entry of a list one and no other.
KEYS: dict[str, tuple[str, ...]] = {
    "people": ("ref",),
    "organisations": ("key",),
    "networks": ("ref",),
    "members": ("organisation", "begins"),
    "frames": ("scheme", "year", "chapter_post"),
    "needs": ("ref",),
    "target_groups": ("group",),
    "unit_assessments": ("unit",),
    "attachments": ("sha256",),
    "partners": ("partner",),
    "costs": ("year", "kind"),
    "extra_answers": ("key",),
    "budget": ("year", "category", "recipient"),
    "confirmations": ("need", "partner"),
    "intakes": ("need",),
    "offers": ("need", "since"),
    "seats": ("person", "since"),
    "ties": ("need", "person"),
    "assessments": ("need",),
    "lines": ("need", "recipient", "year", "position"),
    "shares": ("recipient", "year"),
    "decisions": ("need",),
    "acceptances": ("recipient",),
    "instalments": ("need", "recipient", "year", "position"),
    "reports": ("need", "recipient", "year"),
}


def read(content: bytes) -> Round:
    """Give the document in a file; Faulty with every fault when there is any."""
    document = parsed(decoded(content))
    whole(document)
    return document


def whole(document: Round) -> None:
    """See to it that the parts of a document fit together; Faulty with every fault when they do not."""
    if faults := [*references(document), *repetitions(document), *periods(document), *numbers(document)]:
        raise Faulty(sorted(set(faults)))


def decoded(content: bytes) -> Any:  # noqa: ANN401  whatever JSON holds
    """Give what a JSON file holds; a name twice in one object is a fault, since one of the two would be lost."""
    if len(content) > LARGEST:
        raise Faulty([Fault("", f"the file is larger than {LARGEST // 1_000_000} MB")])
    try:
        return json.loads(content.decode("utf-8"), object_pairs_hook=once, parse_constant=no_constant)
    except UnicodeDecodeError as fault:
        raise Faulty([Fault("", f"not UTF-8 at byte {fault.start}")]) from fault
    except json.JSONDecodeError as fault:
        raise Faulty([Fault("", f"not JSON at line {fault.lineno}, column {fault.colno}: {fault.msg}")]) from fault
    except RecursionError as fault:
        raise Faulty([Fault("", "the file is nested too deeply")]) from fault


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make an object of its pairs, unless a name stands in it twice."""
    if repeated := [name for name, count in Counter(name for name, _ in pairs).items() if count > 1]:
        raise Faulty([Fault("", f"the name {repeated[0]!r} stands twice in one object")])
    return dict(pairs)


def no_constant(name: str) -> None:
    """Refuse NaN and the infinities, which are not JSON."""
    raise Faulty([Fault("", f"{name} is not a number in JSON")])


def parsed(content: Any) -> Round:  # noqa: ANN401  whatever JSON holds
    """Give the document, or every place where it does not have the shape of a round file."""
    try:
        return Round.model_validate_json(json.dumps(content))
    except ValidationError as fault:
        raise Faulty(Fault(place(*error["loc"]), error["msg"]) for error in fault.errors()) from fault
    except (ValueError, RecursionError) as fault:
        raise Faulty([Fault("", f"not a round file: {fault}")]) from fault


def place(*steps: str | int) -> str:
    """Write a place in the file as people read it: `needs[3].title`."""
    text = ""
    for step in steps:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text


def walk(part: BaseModel, *steps: str | int) -> Iterator[tuple[tuple[str | int, ...], str, Any]]:
    """Give every field of a part and of the parts in it: where it stands, its name, its value."""
    for name in type(part).model_fields:
        value = getattr(part, name)
        yield (*steps, name), name, value
        if isinstance(value, BaseModel):
            yield from walk(value, *steps, name)
        elif isinstance(value, tuple):
            for index, entry in enumerate(value):
                if isinstance(entry, BaseModel):
                    yield from walk(entry, *steps, name, index)


def known(document: Round) -> dict[str, set[str]]:
    """Give every name that the parts of the file make known."""
    return {
        "organisations": {one.key for one in document.organisations} | {one.ref for one in document.networks},
        "people": {person.ref for person in document.people},
        "needs": {need.ref for need in document.needs},
        "units": {unit.orgnr for one in document.organisations for unit in one.units},
    }


def references(document: Round) -> Iterator[Fault]:
    """Give every name that nothing in the file is called."""
    names = known(document)
    for steps, field, value in walk(document):
        part = NAMES.get(field)
        if part is None:
            continue
        for index, wanted in enumerate(value if isinstance(value, tuple) else (value,)):
            if isinstance(wanted, str) and wanted not in names[part]:
                where = (*steps, index) if isinstance(value, tuple) else steps
                yield Fault(place(*where), f"{wanted!r} is not among the file's {part}")


def repetitions(document: Round) -> Iterator[Fault]:
    """Give every entry that stands twice in its list, and every name that two organisations share."""
    for steps, field, value in walk(document):
        if field not in KEYS or not isinstance(value, tuple):
            continue
        keys = [tuple(str(getattr(entry, name, "")) for name in KEYS[field]) for entry in value]
        for index, key in enumerate(keys):
            if key in keys[:index]:
                yield Fault(place(*steps, index), f"stands twice: {', '.join(filter(None, key))}")
    for index, network in enumerate(document.networks):
        if network.ref in {one.key for one in document.organisations}:
            yield Fault(place("networks", index, "ref"), f"an organisation is also called {network.ref!r}")


def periods(document: Round) -> Iterator[Fault]:
    """Give every period of an owner in a network that ends before it begins, or while another one lasts."""
    for number, network in enumerate(document.networks):
        before: dict[str, date] = {}
        for index, one in sorted(enumerate(network.members), key=lambda entry: entry[1].begins or date.min):
            first, where = one.begins or date.min, place("networks", number, "members", index)
            if one.until is not None and one.until < first:
                yield Fault(where, f"ends {one.until}, before it begins")
            if first <= before.get(one.organisation, date.min) and one.organisation in before:
                yield Fault(where, f"{one.organisation} is in the network already")
            before[one.organisation] = one.until or date.max


def numbers(document: Round) -> Iterator[Fault]:
    """Give every organisation number that cannot be right, and organisations without any name to go by."""
    for steps, field, value in walk(document):
        if field == "orgnr" and value is not None and not orgnr.is_valid(value):
            yield Fault(place(*steps), f"{value} is not an organisation number (mod 11)")
    for index, one in enumerate(document.organisations):
        if not one.key:
            yield Fault(place("organisations", index), "needs an orgnr or a ref")
        if one.synthetic and one.orgnr and not orgnr.is_synthetic(one.orgnr):
            yield Fault(place("organisations", index, "orgnr"), "may be somebody's: an invented one begins with 2 or 3")
