"""The payment basis as the file the accounting system reads: comma-separated, RFC 4180, UTF-8, one payment a line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from samspel.payments.models import Instalment

MEDIA_TYPE = "text/csv"
# What a spreadsheet would take for the start of a formula.
RISKY = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = (
    "grunnlag", "linje", "utbetaling", "vedtak", "sak", "ordning", "budsjettaar", "kapittel_post", "orgnr", "mottaker",
    "kontonummer", "belop_nok", "forfall", "tekst",
)  # fmt: skip


def file_of(number: str, instalments: Iterable[Instalment]) -> bytes:
    """Give the file of a basis; the same instalments in the same order give the same bytes."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for line, instalment in enumerate(instalments, start=1):
        rows.writerow([safe(value) for value in (number, line, *values(instalment))])
    return text.getvalue().encode()


def values(instalment: Instalment) -> tuple[object, ...]:
    """Give what the file says of one payment."""
    share = instalment.share
    decision, need = share.decision, share.decision.case.need
    assert share.frame is not None, "what is paid has been bound"
    return (
        instalment.pk,
        decision.number,
        decision.case,
        need.scheme,
        share.year,
        share.frame.chapter_post,
        share.recipient.orgnr,
        share.recipient.name,
        instalment.account_number,
        instalment.amount_nok,
        instalment.due_on.isoformat(),
        f"Tilskudd {decision.number} {need.title}",
    )


def safe(value: object) -> str:
    """Write a value so that a spreadsheet shows it and never computes it."""
    text = str(value)
    return f"'{text}" if text.startswith(RISKY) else text
