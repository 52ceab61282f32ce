"""Every check of who may see and do what is taken out in turn, and the matrix turns red.

A baseline records which addresses consult which function; a mutant is tried on those alone, and on what the function
itself gives. `samspel test` tries some that the seed draws, `samspel proof` every one. A mutant that survives fails.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

import pytest

from samspel.web.guard import role_for
from tests.config.asking import Everybody, standing, with_open_doors, without_row_security
from tests.config.doors import LINES
from tests.config.everybody import EVERYBODY, OWN
from tests.config.table import TABLE, Row
from tests.proof import mutants, seen, seen_besides
from tests.proof.mutants import Mutant
from tests.proof.seen import THERE, Seen

pytestmark = pytest.mark.matrix
SEED, MANY = "samspel", 10
SEEN = (*seen.SEEN, *seen_besides.SEEN)
ROWS = [row for row in TABLE if LINES[row.name].roles and "GET" in LINES[row.name].methods]
# Checks that the matrix cannot tell from their absence, each with why. Whatever is here and is noticed is to go.
ELSEWHERE: Mapping[str, str] = {
    "actors.roles.queries.invitation: if found is None": "asked for by a form alone; without it the page breaks",
    "actors.registers.releasing._decide: if held is None": "asked for by a form alone; without it the page breaks",
    "forum.queries.agenda.heard_in: filter(office_id=by.at_office)": "nobody is heard at two offices here",
    "forum.queries.seats.own_seat: if found is None": "asked for by a form alone; without it the page breaks",
    "needs.queries.attachment: if by.role not in OWNER | PARTNER | FORUM": "the need is found for its desk before",
    "casework.queries.inbox: filter(submitted_at__isnull=False)": "a draft has not been handed in: either is enough",
    "casework.queries.inbox: exclude(state=Need.State.DRAFT)": "a draft has not been handed in: either is enough",
    "web.context.banner: if role in acting.roles": "what a page says one acts as; it keeps nobody out",
    "web.owner.parties.remind: if find is None": "asked for by a form alone; without it the page breaks",
    "web.owner.presence.others: if sitting.person_id != by.somebody": "one is not told of oneself; it keeps nobody out",
    "web.owner.start.owners: if by.organisation_id is None": "the desk is shut to them; without it the page breaks",
    "web.owner.unit_assessments.done: if act is None": "asked for by a form alone; without it the page breaks",
}


class Named(Protocol):
    """Anything that can be put wrong, by name."""

    @property
    def name(self) -> str:
        """Say what."""


@dataclass(frozen=True)
class Baseline:
    """The world with nothing but its queries to guard it, and the addresses that consult each of them."""

    everybody: Everybody
    consulted: Mapping[str, list[Row]]

    def caught(self, mutant: Mutant) -> str:
        """Say what turns red when a check is gone; nothing when it survives."""
        name = mutants.name_of(mutant.function)
        direct = [one for one in SEEN if one.name == name]
        with mutant.alive():
            for seen in direct:
                for who in THERE:
                    try:
                        if fault := seen.wrong(self.everybody.world, who):
                            return fault
                    except Exception as broken:  # noqa: BLE001 - whatever breaks without the check is noticed too
                        return repr(broken)
            rows = sorted(self.consulted[name], key=lambda row: (len(row.named) != 1, str(row)))
            for row in rows:
                for who in EVERYBODY:
                    if fault := self.everybody.wrong_alone(row, who):
                        return fault
        return ""


@pytest.fixture(scope="module")
def baseline(django_db_blocker: object) -> Iterator[Baseline]:
    """Let one of each desk, and one whom each record is for, ask for everything, and note what that consults."""
    consulted: defaultdict[str, list[Row]] = defaultdict(list)
    with standing(django_db_blocker, "mutants") as everybody, without_row_security(), with_open_doors():
        for browser in everybody.browsers.values():
            browser.raise_request_exception = False
        own = {name: one.desk for name, one in EVERYBODY.items() if one.relation is OWN}
        noted: set[str] = set()
        with mutants.recorded(noted.add):
            for row in ROWS:
                noted.clear()
                line = LINES[row.name]
                enter = {desk: name for name, desk in own.items() if role_for(line, "GET", everybody.roles[name])}
                for name in {*enter.values(), *sorted(row.seen_by or ())[:1]}:
                    everybody.asks(row, name, "GET")
                for function in noted:
                    consulted[function].append(row)
        yield Baseline(everybody, consulted)


def lot(mutant: Named) -> str:
    """Give the lot of a mutant, which is the same whatever others there are."""
    return sha256(f"{SEED} {mutant.name}".encode()).hexdigest()


@pytest.mark.parametrize("seen", SEEN, ids=lambda seen: seen.name)
def test_a_function_gives_everybody_their_own(baseline: Baseline, seen: Seen) -> None:
    assert [fault for who in THERE if (fault := seen.wrong(baseline.everybody.world, who))] == []


def test_a_check_that_is_gone_is_noticed(
    baseline: Baseline, pytestconfig: pytest.Config, record_property: Callable[..., None]
) -> None:
    tried, whole = mutants.mutants(), pytestconfig.getoption("--whole")
    assert set(ELSEWHERE) <= {mutant.name for mutant in tried}
    if not whole:
        tried = sorted(tried, key=lot)[:MANY]
    record_property("counted mutants of queries", len(tried))
    survivors = {mutant.name for mutant in tried if not baseline.caught(mutant)}

    assert survivors - set(ELSEWHERE) == set()
    assert not whole or set(ELSEWHERE) - survivors == set()
