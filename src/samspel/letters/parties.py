"""Who writes and who is written to, as letters name them in the receiver's written form."""

from __future__ import annotations

from samspel.actors.models import Organisation
from samspel.letters.facts import Language
from samspel.letters.facts import Office as Sender
from samspel.letters.facts import Recipient as Receiver
from samspel.tenancy.models import Office

# The offices call themselves by the same name in both written forms, but for this word.
WORD = {"nb": "Statsforvalteren", "nn": "Statsforvaltaren"}


def form_of(organisation: Organisation) -> Language:
    """Give the written form of a letter to an organisation: the one it has decided on or uses (språklova § 15)."""
    return "nn" if organisation.written_form == Office.WrittenForm.NYNORSK else "nb"


def name_in(office: Office, form: Language) -> str:
    """Give an office's name in a written form."""
    return office.name.replace(WORD["nb"], WORD[form]).replace(WORD["nn"], WORD[form])


def sender_of(office: Office, form: Language) -> Sender:
    """Give an office as the sender of a letter."""
    address = tuple(filter(None, office.address.splitlines()))
    return Sender(name_in(office, form), address, office.orgnr, office.email, office.phone)


def receiver_of(organisation: Organisation) -> Receiver:
    """Give an organisation as the receiver of a letter."""
    return Receiver(organisation.name, orgnr=organisation.orgnr)
