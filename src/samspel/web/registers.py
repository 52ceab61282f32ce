"""What the registers are called, and in plain words why an answer of theirs was not taken in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samspel.actors.models import RegisterRun
from samspel.actors.registers import queries
from samspel.actors.registers.answers import Finding
from samspel.actors.registers.queries import Age
from samspel.web.components.content import Color
from samspel.web.components.texts import day_in_words

NAMES: dict[str, str | Promise] = {
    "nbr": gettext_lazy("Nasjonalt barnehageregister"),
    "nsr": gettext_lazy("Nasjonalt skoleregister"),
    "brreg": gettext_lazy("Enhetsregisteret"),
    "klass": gettext_lazy("Klass hos Statistisk sentralbyrå"),
}
TYPES: dict[str, str | Promise] = {
    "kindergarten": gettext_lazy("barnehage"),
    "primary": gettext_lazy("grunnskole"),
    "combined": gettext_lazy("grunnskole og videregående"),
    "upper-secondary": gettext_lazy("videregående skole"),
    "other": gettext_lazy("annet"),
}
WOULD: dict[str, str | Promise] = {
    "closing": gettext_lazy("%(count)s av %(of)s enheter ville blitt nedlagt."),
    "owners": gettext_lazy("%(count)s av %(of)s enheter ville fått en annen eier."),
    "kommunar": gettext_lazy("%(count)s av %(of)s enheter ville kommet i en annen kommune."),
    "names": gettext_lazy("%(count)s av %(of)s enheter ville fått et helt annet navn."),
    "reappeared": gettext_lazy("%(count)s enheter som er nedlagt, ville kommet tilbake. Registeret har %(of)s."),
    "owners-lost": gettext_lazy("%(count)s av %(of)s enheter står ikke lenger med noen eier."),
    "turned": gettext_lazy("%(count)s av %(of)s enheter ville gått fra offentlig til privat eller omvendt."),
    "short": gettext_lazy("Det er %(now)s enheter av typen «%(kind)s» i svaret. Sist var det %(before)s."),
    "unreadable": gettext_lazy("Svaret mangler noe vi trenger: «%(field)s» ved %(where)s."),
    "silent": gettext_lazy("Registeret svarte ikke, selv om vi spurte flere ganger."),
    "owner-missing": gettext_lazy("%(name)s (%(orgnr)s) står ikke i registeret."),
    "owner-deleted": gettext_lazy("%(name)s (%(orgnr)s) ble slettet %(day)s."),
    "owner-name": gettext_lazy("%(name)s (%(orgnr)s) heter «%(other)s» i registeret."),
    "kommune-new": gettext_lazy("Kommune %(number)s %(name)s er ny. Samspel må oppdateres."),
    "kommune-gone": gettext_lazy("Kommune %(number)s %(name)s finnes ikke lenger. Samspel må oppdateres."),
    "kommune-name": gettext_lazy("Kommune %(number)s heter «%(other)s», ikke «%(name)s»."),
}
COLORS: dict[str, Color] = {
    RegisterRun.Outcome.DONE: "success",
    RegisterRun.Outcome.REFUSED: "danger",
    RegisterRun.Outcome.SILENT: "warning",
    RegisterRun.Outcome.HELD: "warning",
    RegisterRun.Outcome.RELEASED: "neutral",
    RegisterRun.Outcome.DROPPED: "neutral",
}


def called(source: str) -> str:
    """Give what a source is called: a register by its name, what the package or a folder has told as such."""
    return str(NAMES.get(source) or _("Samspels egne tabeller"))


def sentence(finding: Finding) -> str:
    """Give one reason why an answer was not taken in, in plain words."""
    told = {**finding, "kind": TYPES.get(str(finding.get("kind")), "")}
    return str(WOULD[finding["code"]]) % told


def reasons(run: RegisterRun) -> list[str]:
    """Give every reason why a run was not taken in; what a load from tables was refused for is told as it is."""
    return [sentence(one) for one in run.findings] or run.refused.splitlines()


def did(run: RegisterRun) -> str:
    """Give in words what a run did."""
    if run.refused:
        return ""
    if run.findings:
        return ngettext("%d avvik fra det vi vet.", "%d avvik fra det vi vet.", len(run.findings)) % len(run.findings)
    if not (run.created or run.changed or run.closed or run.asked):
        return _("Ingen endringer.")
    parts = [
        (run.created, ngettext("%d ny", "%d nye", run.created)),
        (run.changed, ngettext("%d endret", "%d endret", run.changed)),
        (run.closed, ngettext("%d nedlagt", "%d nedlagte", run.closed)),
        (run.asked, ngettext("%d spørsmål", "%d spørsmål", run.asked)),
    ]
    return ", ".join(words % count for count, words in parts if count)


@dataclass(frozen=True)
class News:
    """When each register last told us something, and a sentence for each that was silent when it was last asked."""

    fetched: dict[str, datetime]
    silent: list[str]


def news() -> News:
    """Give how old what we know is; asked of the database only by the pages that say so."""
    ages = queries.ages()
    return News(
        {age.register: age.told_at for age in ages if age.told_at}, [silence(age) for age in ages if age.silent_at]
    )


def silence(age: Age) -> str:
    """Give the sentence about a register that was silent."""
    told = {"register": called(age.register), "asked": day_in_words(age.silent_at) if age.silent_at else ""}
    if age.told_at is None:
        return _("%(register)s svarte ikke %(asked)s.") % told
    since = _("%(register)s svarte ikke %(asked)s. Opplysningene er fra %(day)s.")
    return since % {**told, "day": day_in_words(age.told_at)}
