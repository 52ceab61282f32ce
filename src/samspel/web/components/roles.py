"""What people are called when they act: the words for each role, as in «Kari handler for Fjordvik kommune som …»."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samspel.tenancy.by import Role

ROLES: dict[Role, str | Promise] = {
    Role.OWNER_ADMIN: _("administrator"),
    Role.OWNER_READER: _("leser"),
    Role.OWNER_EDITOR: _("redaktør"),
    Role.OWNER_SIGNER: _("innsender"),
    Role.UNIT_CONTRIBUTOR: _("enhet"),
    Role.PARTNER_ADMIN: _("administrator"),
    Role.PARTNER_READER: _("leser"),
    Role.PARTNER_CONFIRMER: _("partnerkontakt"),
    Role.CASEWORKER: _("saksbehandler"),
    Role.DECIDER: _("beslutter"),
    Role.ATTESTANT: _("attestant"),
    Role.PAYER: _("utbetaler"),
    Role.OFFICE_ADMIN: _("administrator"),
    Role.FORUM_MEMBER: _("medlem"),
    Role.FORUM_LEADER: _("leder"),
    Role.FORUM_SECRETARY: _("sekretær"),
    Role.FORUM_INVITED: _("invitert aktør"),
    Role.NATIONAL_READER: _("leser"),
    Role.AUDITOR: _("revisor"),
    Role.PRIVATE_PERSON: _("privatperson"),
    Role.SYSTEM: _("system"),
}
