"""The acts on a need: begun, written, given files, offered to a network, confirmed, handed in, bound, decided."""

from samspel.needs.transitions.attaching import attach, clear, detach, stop
from samspel.needs.transitions.binding import bind, hold, settle
from samspel.needs.transitions.building import build
from samspel.needs.transitions.copying import begin_from
from samspel.needs.transitions.duties import entrust
from samspel.needs.transitions.handover import reopen, send_back, submit, withdraw
from samspel.needs.transitions.intake import (
    frame_intake,
    judge,
    leave_out,
    let_go,
    offer,
    prioritise,
    take_in,
    withdraw_offer,
)
from samspel.needs.transitions.inviting import set_invited
from samspel.needs.transitions.partners import (
    cancel_invitation,
    confirm,
    decline,
    invite_again,
    invite_partner,
    lapse,
    remind_partner,
)
from samspel.needs.transitions.together import passed, sit
from samspel.needs.transitions.units import (
    UnitAnswer,
    answer_unit,
    ask_unit,
    confirm_unit,
    remind_unit,
    renew_unit_link,
    withdraw_unit,
)
from samspel.needs.transitions.writing import (
    BudgetAmount,
    Content,
    CostAmount,
    Sign,
    draft,
    fill,
    set_budget,
    set_indicators,
    set_target_groups,
    set_units,
)

__all__ = [
    "BudgetAmount",
    "Content",
    "CostAmount",
    "Sign",
    "UnitAnswer",
    "answer_unit",
    "ask_unit",
    "attach",
    "begin_from",
    "bind",
    "build",
    "cancel_invitation",
    "clear",
    "confirm",
    "confirm_unit",
    "decline",
    "detach",
    "draft",
    "entrust",
    "fill",
    "frame_intake",
    "hold",
    "invite_again",
    "invite_partner",
    "judge",
    "lapse",
    "leave_out",
    "let_go",
    "offer",
    "passed",
    "prioritise",
    "remind_partner",
    "remind_unit",
    "renew_unit_link",
    "reopen",
    "send_back",
    "set_budget",
    "set_indicators",
    "set_invited",
    "set_target_groups",
    "set_units",
    "settle",
    "sit",
    "stop",
    "submit",
    "take_in",
    "withdraw",
    "withdraw_offer",
    "withdraw_unit",
]
