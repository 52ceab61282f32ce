"""What each desk is told of a need's history: the one list of acts that reach beyond the office that did them.

What an office or a forum does before a letter is sent is known to nobody outside. An act that is not in a list here is
not told there, so a new act is kept inside until somebody writes it down.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from samspel.flow import journal
from samspel.flow.models import Entry
from samspel.followup.models import Report
from samspel.needs.intake import BETWEEN
from samspel.needs.models import Need, Partnership
from samspel.tenancy.by import NATION, OFFICE, OWNER, PARTNER, By

# What the owner did, what was handed in and answered to it, what was sent, and what was paid.
TO_OWNER = frozenset({
    "needs.draft", "needs.invite_partner", "needs.invite_again", "needs.cancel_invitation", "needs.confirm",
    "needs.decline", "needs.attach", "needs.detach", "needs.stop", "needs.submit", "needs.reopen", "needs.send_back",
    "needs.withdraw", "casework.open_case", "casework.judge_late", "decisions.send",
    "decisions.accept", "decisions.decline", "payments.confirm_paid", *BETWEEN,
})  # fmt: skip
# A partner is told of the need as a whole only that it was handed in, withdrawn, or answered.
TO_PARTNER = frozenset({"needs.submit", "needs.withdraw", "decisions.send"})
# These say something of one receiver alone, and are told to that one.
OF_A_REPORT = frozenset({"followup.request", "followup.submit", "followup.send_back", "followup.approve"})
OF_A_PARTNERSHIP = frozenset({"needs.invite_partner", "needs.invite_again", "needs.confirm", "needs.decline"})


def history(by: By, need: Need) -> QuerySet[Entry]:
    """Give what somebody may know was done about a need, oldest first; nothing to the desks that have no list."""
    found = journal.history([need.pk])
    if by.role in OFFICE | NATION:
        return found.exclude(act__in=BETWEEN)
    reports = Report.objects.filter(decision__case__need=need, recipient_id=by.organisation_id).values("pk")
    own = Q(act__in=OF_A_REPORT, record_id__in=reports)
    if by.role in OWNER:
        return found.filter(Q(act__in=TO_OWNER) | own)
    if by.role in PARTNER:
        partnerships = Partnership.objects.filter(need=need, partner_id=by.organisation_id).values("pk")
        own |= Q(act__in=OF_A_PARTNERSHIP, record_id__in=partnerships)
        return found.filter(Q(act__in=TO_PARTNER) | own)
    return found.none()
