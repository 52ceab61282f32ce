"""More than five hundred hostile files: each is refused, or made harmless, within its share of time and memory.

The table of them, one line each, is written to `var/proof/uploads.txt`.
"""

from __future__ import annotations

import re
import subprocess
import time
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from samspel.adapters.scanners import Simulated
from samspel.files import scanning
from samspel.files.looking import Fit, Unfit, Why, apart, look, look_apart, pdf
from samspel.files.models import Document
from samspel.files.naming import LONGEST, name_for
from samspel.needs import rows, transitions
from samspel.needs.transitions import attaching
from samspel.web.owner import attachments as page
from tests.cast import KARI, OfficeCast
from tests.databases import VAR
from tests.proof.hostile import ALL, DRAWN, NAMED, STOPPED, Hostile
from tests.stories import needs
from tests.web.desk import sit, words
from tests.web.owner.pages import NOW, address

pytestmark = pytest.mark.upload
LIGHT = [one for one in ALL if not one.heavy]
HEAVY = [one for one in ALL if one.heavy]
MEGABYTES = 300
TABLE = VAR.parent / "proof" / "uploads.txt"
# A process that looks, and tells afterwards how much memory it came to use at most.
PEAK = """
import sys
from samspel.files.looking.__main__ import main
main()
sys.stderr.write(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


def became(one: Hostile, looks: Callable[[bytes], Fit]) -> str:
    """What becomes of a hostile file: why it is refused, or how it was made harmless; else what it was taken for."""
    try:
        found = looks(one.whole)
    except Unfit as unfit:
        return unfit.why
    if Simulated().look(found.content).found:
        return STOPPED
    if one.becomes == DRAWN and (not one.gone or one.gone not in found.content):
        return DRAWN
    return NAMED if one.becomes == NAMED and harmless(name_for(one.name, found.kind)) else found.kind.media_type


def harmless(name: str) -> bool:
    """Tell whether a name is one that can be shown, kept on any disk, and taken for nothing else."""
    hidden = any(unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for sign in name)
    device = re.match(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", name, re.IGNORECASE)
    odd = re.search(r'[/\\:*?"<>|]', name) or name.startswith(".") or name != name.strip()
    return name.endswith(".pdf") and len(name) <= LONGEST and not hidden and not device and not odd


def wrong() -> list[str]:
    """Give every file of which something else becomes than the table says."""
    return [f"{one.name!r}, {one.tries}: {found}" for one in LIGHT if (found := became(one, look)) != one.becomes]


def test_every_hostile_file_is_refused_or_made_harmless(record_property: Callable[[str, object], None]) -> None:
    assert wrong() == []
    TABLE.parent.mkdir(parents=True, exist_ok=True)
    TABLE.write_text("".join(f"{one.name!r:<44.44} {one.tries:<60} {one.becomes}\n" for one in ALL))
    assert len(LIGHT) >= 300
    assert len({(one.name, one.tries, one.whole) for one in LIGHT}) == len(LIGHT)
    record_property("counted proof: upload, hostile files refused or made harmless", len(LIGHT))


def test_a_look_that_forgets_something_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "RUNS", set())
    assert len(wrong()) >= 3


@pytest.mark.parametrize("one", HEAVY, ids=[one.tries for one in HEAVY])
def test_what_grows_is_stopped_in_time_and_takes_little(one: Hostile, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[bytes] = []
    really = subprocess.run

    def run(command: list[str], **how: Any) -> Any:  # noqa: ANN401 - as it is called
        done = really([*command[:2], "-c", PEAK], **how)
        told.append(done.stderr)
        return done

    content = one.whole
    monkeypatch.setattr(apart.subprocess, "run", run)  # type: ignore[attr-defined]
    began = time.monotonic()
    assert became(replace(one, content=content), look_apart) in {one.becomes, Why.SLOW}
    assert time.monotonic() - began < apart.PATIENCE + 1
    peak = re.search(rb"VmHWM:\s+(\d+) kB", b"".join(told))
    assert peak is None or int(peak[1]) <= MEGABYTES * 1024


def test_one_of_every_sort_comes_to_the_page_and_no_further(
    rogaland: OfficeCast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "look_apart", look)
    monkeypatch.setattr(scanning, "scanner", Simulated())
    need, client = needs.drafted(), sit(KARI, NOW)
    there, there_now = address(need, "vedlegg/"), 0
    sorts = {(one.becomes, one.name.rpartition(".")[2] if one.becomes != NAMED else one.name): one for one in LIGHT}
    for one in sorts.values():
        file = SimpleUploadedFile("x", one.whole)
        file._name = one.name  # type: ignore[attr-defined]  # as it came, and not as Django's own file would have it
        answer = client.post(there, {"file": file})
        kept = rows.attachments(need.pk)
        if isinstance(one.becomes, Why):
            assert (answer.status_code, kept) == (422, []), one
            assert "Traceback" not in answer.content.decode() and "Ingenting er lagret." in words(answer)
            continue
        if one.becomes == NAMED and not kept:
            assert answer.status_code in {400, 422}  # a name that is none is no file, one without end no question
            continue
        (made,) = kept
        assert answer.status_code == 302
        attaching.scan(made, NOW)
        assert made.state == ("refused" if one.becomes == STOPPED else "clean"), one
        answer = client.get(address(need, f"vedlegg/{made.pk}.fil"))
        assert answer.status_code == (422 if one.becomes == STOPPED else 200)
        assert "\n" not in answer.headers.get("Content-Disposition", "attachment; ")
        transitions.detach(made, by=KARI, at=NOW)
        there_now += 1
    assert Document.objects.count() == there_now
