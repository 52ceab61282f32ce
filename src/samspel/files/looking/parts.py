"""The parts of a document that is an archive, and how the XML among them is read: in pieces, with nothing fetched."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from xml.parsers import expat

from samspel.files.looking.kinds import Unfit, Why

Started = Callable[[str, Mapping[str, str]], None]
Said = Callable[[str], None]
MOST_ELEMENTS = 2_000_000
WEB = ("http://", "https://", "mailto:", "tel:", "#")


class Parts:
    """The parts by name; each is read once to its end, and whether it fits its checksum is seen then."""

    def __init__(
        self, names: list[str], chunks: Callable[[str], Iterator[bytes]], within: Callable[[str], None]
    ) -> None:
        self.names, self.chunks, self.within = names, chunks, within
        self.done: set[str] = set()
        self.elements = 0

    def read(self, name: str) -> None:
        """Read a part that nobody has read yet."""
        if name not in self.done:
            self.done.add(name)
            for _piece in self.chunks(name):
                pass

    def xml(self, name: str, started: Started, said: Said | None = None) -> None:
        """Read a part that is XML, and tell of each element by its name and attributes, without their namespaces."""
        self.done.add(name)
        reader = expat.ParserCreate(namespace_separator=" ")
        reader.buffer_text = True
        reader.StartDoctypeDeclHandler = no_doctype

        def each(element: str, given: dict[str, str]) -> None:
            self.elements += 1
            if self.elements > MOST_ELEMENTS:
                raise Unfit(Why.GROWS)
            started(local(element), {local(key): value for key, value in given.items()} if given else given)

        reader.StartElementHandler = each
        if said is not None:
            reader.CharacterDataHandler = said
        for piece in self.chunks(name):
            reader.Parse(piece, False)
        reader.Parse(b"", True)


def no_doctype(*_told: object) -> None:
    """Refuse a part that declares a type of its own: that is how entities grow and files are fetched."""
    raise Unfit(Why.GROWS)


def local(name: str) -> str:
    """Give a name without its namespace."""
    return name.rpartition(" ")[2]


def ending(name: str) -> str:
    """Give how the name of a part ends, in small letters."""
    _stem, dot, last = name.casefold().rpartition("/")[2].rpartition(".")
    return f".{last}" if dot else ""


def leads_out(address: str) -> bool:
    """Tell whether an address is of something outside the file."""
    told = address.strip().casefold()
    return ":" in told.partition("/")[0] or told.startswith(("//", "\\", "/", "..")) or "\\\\" in told


def may_be_pressed(address: str) -> bool:
    """Tell whether a link is one to a page, an e-mail or a place in the file, and to no file and no program."""
    return address.strip().casefold().startswith(WEB) or not leads_out(address)
