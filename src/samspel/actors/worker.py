"""The background worker's nightly errands: what the registers have changed, and what nobody answers or asks now."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from samspel.actors.registers import checking
from samspel.actors.registers.loading import progress
from samspel.actors.roles import clients, inviting

NIGHTLY = "40 2 * * *"
"""In UTC: the registers themselves are brought up to date between one and two in the night."""
AFTER_MIDNIGHT = "5 23 * * *"
"""In UTC: past midnight in Norway, summer and winter."""


@app.periodic(cron=NIGHTLY)
@app.task(name="samspel.registers", queueing_lock="samspel.registers")
def ask_the_registers(timestamp: int) -> None:
    """Ask each register once; one that does not answer keeps none of the others waiting. The demo asks nobody."""
    if settings.DEMO:
        return
    for register in checking.names():
        checking.ask(register, at=timezone.now(), tell=progress)


@app.periodic(cron=AFTER_MIDNIGHT)
@app.task(name="samspel.invitations", queueing_lock="samspel.invitations")
def let_invitations_go(timestamp: int) -> None:
    """Note which invitations nobody answered in time. In the demo days pass as the visitor likes: there none goes."""
    if not settings.DEMO:
        inviting.expire_all(timezone.now())


@app.periodic(cron=AFTER_MIDNIGHT)
@app.task(name="samspel.questions", queueing_lock="samspel.questions")
def forget_questions(timestamp: int) -> None:
    """Forget what systems and pages asked a month ago. In the demo, where days pass as the visitor likes, nothing."""
    if not settings.DEMO:
        clients.forget_questions(timezone.now())
