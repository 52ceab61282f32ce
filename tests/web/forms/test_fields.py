"""What people write is understood, or refused with a sentence that says what to write."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.forms import Field

from samspel.kit.deadlines import OSLO
from samspel.web.forms import Amount, Day, Moment, OrganisationNumber, Text


@pytest.mark.parametrize(
    ("field", "typed", "meant"),
    [
        (Amount(), "250000", 250_000),
        (Amount(), " 1\xa0250 000 kr ", 1_250_000),
        (Amount(), "1.250.000,-", 1_250_000),
        (Amount(), "0", 0),
        (Day(), "1.2.2027", date(2027, 2, 1)),
        (Day(), "1.2.27", date(2027, 2, 1)),
        (Day(), "1. februar 27", date(2027, 2, 1)),
        (Day(), "01.02.2027", date(2027, 2, 1)),
        (Day(), "1. februar 2027", date(2027, 2, 1)),
        (Day(), "2027-02-01", date(2027, 2, 1)),
        (Moment(), "1.2.2027 kl. 23.59", datetime(2027, 2, 1, 23, 59, tzinfo=OSLO)),
        (Moment(), "1. august 2027, 09:30", datetime(2027, 8, 1, 9, 30, tzinfo=OSLO)),
        (OrganisationNumber(), "964 965 226", "964965226"),
        (Text(), "  Språk\ni lek ", "Språk i lek"),
    ],
)
def test_what_people_write_is_understood(field: Field, typed: str, meant: object) -> None:
    assert field.clean(typed) == meant


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        (Amount(), "12,50"),
        (Amount(), "-5"),
        (Amount(), "1 25 000"),
        (Amount(), "mange"),
        (Amount(), "9" * 40),
        (Amount(min_nok=1_000), "999"),
        (Day(), "31.2.2027"),
        (Day(), "1.2.227"),
        (Day(), "1.2.20"),
        (Day(), "1.1227"),
        (Day(), "i morgen"),
        (Day(), "1. m 2027"),
        (Moment(), "1.2.2027"),
        (Moment(), "1.2.2027 kl. 25.00"),
        (Moment(), "28.3.2027 kl. 02.30"),
        (OrganisationNumber(), "964965227"),
        (OrganisationNumber(), "12345"),
    ],
)
def test_what_means_nothing_is_refused(field: Field, typed: str) -> None:
    with pytest.raises(ValidationError):
        field.clean(typed)


@pytest.mark.parametrize("field", [Amount(required=False), Day(required=False), Moment(required=False)])
def test_nothing_written_is_none(field: Field) -> None:
    assert [field.clean(""), field.clean("  "), field.clean(None)] == [None, None, None]


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        (Amount(), 1_250_000, "1\xa0250\xa0000"),
        (Amount(), "12,50", "12,50"),
        (Day(), date(2027, 2, 1), "1.2.2027"),
        (Day(), "31.2.2027", "31.2.2027"),
        (Moment(), datetime(2027, 2, 1, 23, 59, tzinfo=OSLO), "1.2.2027 kl. 23.59"),
        (OrganisationNumber(), "964965226", "964\xa0965\xa0226"),
    ],
)
def test_a_field_shows_what_it_holds_and_what_was_typed_as_it_was(field: Field, value: object, shown: str) -> None:
    assert field.prepare_value(value) == shown
