"""Which adapter sits in which port, and who does what the outbox asks; nowhere else."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from samspel.actors.approaches import telling as approach_telling
from samspel.actors.networks import rules as networks
from samspel.actors.networks import telling as network_telling
from samspel.actors.registers import answers
from samspel.actors.roles import inviting, mail
from samspel.actors.roles import rules as roles
from samspel.adapters import mail as simulated_mail
from samspel.adapters import mailings as simulated
from samspel.adapters import scanners
from samspel.adapters.bucket import Bucket
from samspel.adapters.notices import Log
from samspel.adapters.post import Folder
from samspel.adapters.registers import units
from samspel.adapters.registers.asking import Client
from samspel.adapters.registers.klass import Klass
from samspel.adapters.registers.owners import Enhetsregisteret
from samspel.calls import transitions as calls
from samspel.files import scanning, store
from samspel.flow import outbox
from samspel.forum import rules as forum
from samspel.journey.under_way import came_to_nothing, under_way
from samspel.letters import dispatch, mailings, post
from samspel.messages import notices
from samspel.needs import handing, links
from samspel.needs.rules import counted
from samspel.needs.transitions import attaching, declined_telling, extended, intake_telling, telling
from samspel.opendata import transitions as opendata
from samspel.people import identity


def bind() -> None:
    """Bind every port and every kind of outbox message; called once, when Django starts."""
    post.bind(Folder(Path(settings.VAR) / "post"))
    mailings.bind(simulated.Folder(Path(settings.VAR) / "mailings"))
    notices.bind(Log())
    mail.bind(simulated_mail.Folder(Path(settings.VAR) / "mail"))
    identity.bind(providers)
    answers.bind(answers.NBR, units.Register(Client(settings.REGISTERS["nbr"]), units.KINDERGARTENS))
    answers.bind(answers.NSR, units.Register(Client(settings.REGISTERS["nsr"]), units.SCHOOLS))
    brreg = Client(settings.REGISTERS["brreg"], accept="application/vnd.brreg.enhetsregisteret.enhet.v2+json")
    answers.bind_others(Enhetsregisteret(brreg), Klass(Client(settings.REGISTERS["klass"])))
    networks.bind(under_way)
    counted.bind(came_to_nothing)
    roles.bind(forum.seats_people_in)
    if settings.FILES:
        store.bind(Bucket(settings.FILES, **settings.S3))
    if settings.CLAMD:
        scanning.bind(scanners.Clamd(settings.CLAMD))
    elif settings.DEMO:
        scanning.bind(scanners.Simulated())
    outbox.handlers["letter"] = dispatch.hand_over
    outbox.handlers["letter-arrival"] = dispatch.ask_for_arrival
    outbox.handlers[attaching.KIND] = attaching.on_outbox
    outbox.handlers["receipt"] = handing.send_receipt
    outbox.handlers[links.KIND] = links.on_outbox
    outbox.handlers[approach_telling.KIND] = approach_telling.on_outbox
    outbox.handlers[telling.KIND] = telling.on_outbox
    outbox.handlers[telling.LAPSED] = telling.on_lapsed
    outbox.handlers[declined_telling.KIND] = declined_telling.on_outbox
    outbox.handlers[intake_telling.OFFERED] = intake_telling.on_offered
    outbox.handlers[intake_telling.LEFT_OUT] = intake_telling.on_left_out
    outbox.handlers[intake_telling.RESULT] = intake_telling.on_result
    outbox.handlers[network_telling.KIND] = network_telling.on_outbox
    outbox.handlers["publish"] = opendata.on_outbox
    outbox.handlers[notices.KIND] = notices.send
    outbox.handlers[inviting.KIND] = inviting.on_outbox
    outbox.handlers[calls.NOTICES] = calls.on_outbox
    outbox.handlers[calls.EXTENDED] = extended.on_outbox


def providers() -> identity.Door:
    """Open the way to the providers; the libraries it stands on would take a third of every other start."""
    from samspel.adapters.identity import Providers

    return Providers(Path(settings.LOGIN_KEYS))
