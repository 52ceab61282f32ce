"""Opening a workbook that somebody sends: nothing in it runs, fetches or grows out of all measure."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from xml.parsers.expat import ExpatError

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from samspel.files.looking import Unfit, Why, look
from samspel.rounds.faults import Fault, Faulty
from samspel.rounds.sheets.limits import GROWN, LARGEST

BROKEN = (
    ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError, SyntaxError, EOFError, StopIteration,
    RecursionError, ArithmeticError, NotImplementedError, zipfile.BadZipFile, ExpatError, InvalidFileException,
)  # fmt: skip
"""What the reader of workbooks may meet in a file that is no sound one."""


@contextmanager
def opened(content: bytes) -> Iterator[Workbook]:
    """Open a workbook for reading row by row; Faulty when it is none, or is not harmless."""
    see(content)
    with reading():
        book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    try:
        yield book
    finally:
        book.close()


@contextmanager
def reading() -> Iterator[None]:
    """Turn whatever a broken file does to its reader into one fault."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except BROKEN as fault:
        raise Faulty([Fault("", _("Filen kan ikke leses. Åpne den, lagre den på nytt, og prøv igjen."))]) from fault


def see(content: bytes) -> None:
    """Refuse what is too large, no workbook, or no harmless one."""
    if len(content) > LARGEST:
        told = {"most": LARGEST // 1_000_000}
        raise Faulty([Fault("", _("Filen er for stor. Den kan være høyst %(most)d MB.") % told)])
    try:
        kind = look(content).kind
    except Unfit as unfit:
        raise Faulty([Fault("", words_for(unfit.why))]) from unfit
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        grown = sum(info.file_size for info in archive.infolist())
    if kind.ending != ".xlsx":
        raise Faulty([Fault("", words_for(Why.UNKNOWN))])
    if grown > GROWN:
        raise Faulty([Fault("", words_for(Why.GROWS))])


def words_for(why: Why) -> str:
    """Give what to do about a workbook that is not let in."""
    texts = {
        Why.LOCKED: _("Filen er låst med passord. Lagre den uten passord, og prøv igjen."),
        Why.RUNS: _("Filen har makroer eller andre programmer i seg. Lagre den som vanlig arbeidsbok (.xlsx)."),
        Why.FETCHES: _("Filen henter innhold fra andre steder. Ta bort lenkene til andre filer, og prøv igjen."),
        Why.HOLDS: _("Filen har andre filer i seg. Ta dem bort, og prøv igjen."),
        Why.GROWS: _("Filen blir altfor stor når den åpnes. Bruk malen på nytt."),
        Why.BROKEN: _("Filen kan ikke leses. Åpne den, lagre den på nytt, og prøv igjen."),
        Why.HIDES: _("Filen har noe i seg som ikke hører til. Lagre den på nytt, og prøv igjen."),
    }
    return texts.get(why, _("Filen er ikke en arbeidsbok av den nye typen (.xlsx). Bruk malen."))
