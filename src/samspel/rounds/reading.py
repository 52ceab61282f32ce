"""Reading a round file: from bytes to a document whose parts fit together, or to the list of what is wrong."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from pydantic import BaseModel, ValidationError

from samspel.kit import orgnr
from samspel.kit.days import day_in_words
from samspel.rounds.document import Round
from samspel.rounds.faults import Fault, Faulty
from samspel.rounds.shapes import shape, shown

LARGEST = 50_000_000
"""Bytes of a round file."""
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
NOT_AMONG = {
    "organisations": lambda: _("«%(name)s» er ikke blant virksomhetene i filen."),
    "people": lambda: _("«%(name)s» er ikke blant personene i filen."),
    "needs": lambda: _("«%(name)s» er ikke blant behovene i filen."),
    "units": lambda: _("«%(name)s» er ikke blant enhetene i filen."),
}
# What makes an entry of a list one and no other.
KEYS: dict[str, tuple[str, ...]] = {
    "own_themes": ("scheme", "code"),
    "people": ("ref",),
    "organisations": ("key",),
    "networks": ("ref",),
    "members": ("organisation", "begins"),
    "frames": ("scheme", "year", "chapter_post"),
    "needs": ("ref",),
    "target_groups": ("group",),
    "private_units": ("orgnr",),
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
        told = {"most": LARGEST // 1_000_000}
        raise Faulty([Fault("", _("Filen er for stor. Den kan være høyst %(most)d MB.") % told)])
    try:
        return json.loads(content.decode("utf-8"), object_pairs_hook=once, parse_constant=no_constant)
    except UnicodeDecodeError as fault:
        text = _("Filen er ikke skrevet i UTF-8. Feilen er i byte nummer %(byte)d.") % {"byte": fault.start}
        raise Faulty([Fault("", text)]) from fault
    except json.JSONDecodeError as fault:
        text = _("Filen er ikke gyldig JSON. Feilen er på linje %(line)d, kolonne %(column)d.")
        raise Faulty([Fault("", text % {"line": fault.lineno, "column": fault.colno})]) from fault
    except RecursionError as fault:
        raise Faulty([Fault("", _("Filen har for mange nivåer inni hverandre."))]) from fault


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make an object of its pairs, unless a name stands in it twice."""
    if repeated := [name for name, count in Counter(name for name, _ in pairs).items() if count > 1]:
        text = _("Navnet «%(name)s» står to ganger i samme objekt. Ta bort det ene.")
        raise Faulty([Fault("", text % {"name": shown(repeated[0])})])
    return dict(pairs)


def no_constant(name: str) -> None:
    """Refuse NaN and the infinities, which are not JSON."""
    raise Faulty([Fault("", _("%(name)s er ikke et tall i JSON.") % {"name": name})])


def parsed(content: Any) -> Round:  # noqa: ANN401  whatever JSON holds
    """Give the document, or every place where it does not have the shape of a round file."""
    try:
        return Round.model_validate_json(json.dumps(content))
    except ValidationError as fault:
        raise Faulty(Fault(place(*error["loc"]), shape(dict(error))) for error in fault.errors()) from fault
    except (ValueError, RecursionError) as fault:
        raise Faulty([Fault("", _("Filen er ikke en rundefil."))]) from fault


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
                yield Fault(place(*where), NOT_AMONG[part]() % {"name": shown(wanted)})


def repetitions(document: Round) -> Iterator[Fault]:
    """Give every entry that stands twice in its list, and every name that two organisations share."""
    for steps, key in twice(document):
        told = {"name": ", ".join(filter(None, key))}
        yield Fault(place(*steps), _("Det samme står to ganger: %(name)s. Ta bort det ene.") % told)
    for index, network in enumerate(document.networks):
        if network.ref in {one.key for one in document.organisations}:
            text = _("«%(name)s» er også navnet på en virksomhet. Kall nettverket noe annet.") % {"name": network.ref}
            yield Fault(place("networks", index, "ref"), text)


def twice(part: BaseModel) -> Iterator[tuple[tuple[str | int, ...], tuple[str, ...]]]:
    """Give where an entry stands that its list has already, and what makes the two the same: one would be lost."""
    for steps, field, value in walk(part):
        if field not in KEYS or not isinstance(value, tuple):
            continue
        seen: set[tuple[str, ...]] = set()
        for index, entry in enumerate(value):
            key = tuple(str(getattr(entry, name, "")) for name in KEYS[field])
            if key in seen:
                yield (*steps, index), key
            seen.add(key)


def periods(document: Round) -> Iterator[Fault]:
    """Give every period of an owner in a network that ends before it begins, or while another one lasts."""
    for number, network in enumerate(document.networks):
        before: dict[str, date] = {}
        for index, one in sorted(enumerate(network.members), key=lambda entry: entry[1].begins or date.min):
            first, where = one.begins or date.min, place("networks", number, "members", index)
            if one.until is not None and one.until < first:
                text = _("Slutter %(day)s, før det begynner. Rett en av datoene.") % {"day": day_in_words(one.until)}
                yield Fault(where, text)
            if first <= before.get(one.organisation, date.min) and one.organisation in before:
                text = _("«%(name)s» er allerede med i nettverket på denne tiden.") % {"name": one.organisation}
                yield Fault(where, text)
            before[one.organisation] = one.until or date.max


def numbers(document: Round) -> Iterator[Fault]:
    """Give every organisation number that cannot be right, and organisations without any name to go by."""
    for steps, field, value in walk(document):
        if field == "orgnr" and value is not None and not orgnr.is_valid(value):
            text = _("«%(number)s» er ikke et organisasjonsnummer. Kontrollsifferet stemmer ikke.")
            yield Fault(place(*steps), text % {"number": value})
    for index, one in enumerate(document.organisations):
        if not one.key:
            yield Fault(place("organisations", index), _("Skriv organisasjonsnummer (orgnr) eller referanse (ref)."))
        if one.synthetic and one.orgnr and not orgnr.is_synthetic(one.orgnr):
            text = _("Nummeret kan tilhøre noen. Et oppdiktet organisasjonsnummer begynner med 2 eller 3.")
            yield Fault(place("organisations", index, "orgnr"), text)
