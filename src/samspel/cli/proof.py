"""`samspel proof`: the proof tier; `k=NAME` runs one promise of it."""

from __future__ import annotations

from samspel.cli import test

# What takes longest comes first, one file for each process.
SWAPS = ("tests/journey/test_id_swap_forms.py", "tests/journey/test_id_swap.py")
PAGES = ("tests/journey/test_bad_input.py", "tests/journey/test_valid_pages.py")
TIER = (*SWAPS, *PAGES, "tests/proof", "tests/config", "tests/browser")


def run(arguments: list[str]) -> int:
    """Run the proof tier alone; 2 for a promise that does not exist, another code than 0 when nothing was proved."""
    return test.run([*arguments, "--whole", *TIER])
