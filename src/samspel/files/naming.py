"""What a file is called: what its sender called it, without anything that could mislead or be taken for a place."""

from __future__ import annotations

import re
import unicodedata

from samspel.files.looking.kinds import KINDS, Kind

LONGEST = 100
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
FORBIDDEN = re.compile(r'[<>:"|?*]')
DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\..*)?", re.IGNORECASE)
ENDINGS = {ending: kind for kind in KINDS.values() for ending in (kind.ending, *kind.others)}
NAMELESS = "vedlegg"


def name_for(given: str, kind: Kind) -> str:
    """Give a file its name: the last part of what was given, bounded, ending as its content says."""
    name = re.split(r"[/\\]", unicodedata.normalize("NFC", given))[-1]
    shown = "".join(sign for sign in name if unicodedata.category(sign) not in HIDDEN)
    plain = " ".join(FORBIDDEN.sub("-", shown).split()).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    if dot and f".{ending.lower()}" in ENDINGS:
        plain = stem.strip(" .")
    if DEVICES.fullmatch(plain):
        plain = f"{NAMELESS}-{plain}"
    return f"{plain[: LONGEST - len(kind.ending)].strip(' .') or NAMELESS}{kind.ending}"
