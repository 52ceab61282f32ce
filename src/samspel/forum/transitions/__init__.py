"""What happens in a forum: seats, meetings, ties told and decided, cases put in order, an innstilling adopted."""

from samspel.forum.transitions.inviting import ROLE_OF, hear, hear_no_more, invite_to_seat, take_seat, vacate
from samspel.forum.transitions.lines import propose, write_shares
from samspel.forum.transitions.meetings import (
    Item,
    add_case,
    add_cases,
    adopt,
    convene,
    hold,
    put_back,
    rank,
    recommend,
    reorder,
    take_out,
)
from samspel.forum.transitions.seats import establish, seat
from samspel.forum.transitions.ties import (
    DECIDES,
    decide_tie,
    decide_ties,
    declare_tie,
    find_tie,
    find_ties,
    reject_tie,
    uphold_tie,
)

__all__ = [
    "DECIDES",
    "ROLE_OF",
    "Item",
    "add_case",
    "add_cases",
    "adopt",
    "convene",
    "decide_tie",
    "decide_ties",
    "declare_tie",
    "establish",
    "find_tie",
    "find_ties",
    "hear",
    "hear_no_more",
    "hold",
    "invite_to_seat",
    "propose",
    "put_back",
    "rank",
    "recommend",
    "reject_tie",
    "reorder",
    "seat",
    "take_out",
    "take_seat",
    "uphold_tie",
    "vacate",
    "write_shares",
]
