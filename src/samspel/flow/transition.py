"""Acts: the only way in which a record comes to be, changes its state or its content.

The guards of an act give every reason why it cannot be done. The button, the API and the act itself ask the same ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction
from django.db.models import ForeignKey, Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspel.flow import journal
from samspel.flow.journal import Facts
from samspel.flow.models import Stateful, TenantRow
from samspel.flow.refusal import NotVisible, Refusal, Refused
from samspel.tenancy.by import By

M = TypeVar("M", bound=Stateful)
T = TypeVar("T", bound=TenantRow)
U = TypeVar("U", bound=Model)
P = ParamSpec("P")
Guard = Callable[[U, By, datetime], Iterable[Refusal]]

acts: dict[str, "Transition[Any, ...] | Creation[Any, Any, ...]"] = {}  # noqa: UP037


def name_of(act: Callable[..., object]) -> str:
    """Give the name that an act has in the journal: its step and its verb, as in `needs.submit`."""
    return f"{act.__module__.split('.')[1]}.{act.__name__}"


def who_and_when(given: Mapping[str, object]) -> tuple[By, datetime]:
    """Pick who acts and when from an act's arguments."""
    by, at = given.get("by"), given.get("at")
    if not isinstance(by, By) or not isinstance(at, datetime) or at.tzinfo is None:
        raise TypeError("an act is told who (`by=By(…)`) and when (`at=` with its zone)")
    return by, at


def refuse(refusals: Iterable[Refusal]) -> None:
    """Stop the act when there is any reason to, with all of the reasons."""
    if found := list(refusals):
        raise Refused(found)


def from_constraint(fault: IntegrityError, models: Iterable[type[Model]]) -> Refused | None:
    """Turn a broken database constraint into the words that the model gives it, where it gives any."""
    broken = getattr(getattr(fault.__cause__, "diag", None), "constraint_name", None)
    for model in models:
        for constraint in model._meta.constraints:
            if (
                constraint.name == broken
                and constraint.violation_error_message != constraint.default_violation_error_message
            ):
                return Refused([Refusal(constraint.name, str(constraint.violation_error_message))])
    return None


class Transition(Generic[M, P]):
    """An act on one record that exists: from some states to one, or staying where it is when `target` is None."""

    def __init__(
        self,
        act: Callable[Concatenate[M, P], Facts | None],
        source: Iterable[str],
        target: str | None,
        guards: Sequence[Guard[M]],
        *,
        journalled: bool,
        may_go_on: bool,
    ) -> None:
        self.act, self.source, self.target, self.guards = act, frozenset(source), target, guards
        self.journalled, self.may_go_on = journalled, may_go_on
        self.name, self.__doc__, self.__name__ = name_of(act), act.__doc__, act.__name__
        acts[self.name] = self

    def refusals(self, record: M, *, by: By, at: datetime) -> list[Refusal]:
        """Give every reason why not; empty means that it can be done."""
        if record.state not in self.source:
            return [wrong_state(record)]
        return [refusal for guard in self.guards for refusal in guard(record, by, at)]

    def __call__(self, record: M, /, *args: P.args, **kwargs: P.kwargs) -> None:
        """Lock the record, ask the guards, act, save, and write the entry; all of it or nothing."""
        by, at = who_and_when(kwargs)
        model = type(record)
        try:
            with transaction.atomic():
                lock(record)
                refuse(self.refusals(record, by=by, at=at))
                facts = self.act(record, *args, **kwargs)
                source, record.state = record.state, self.target or record.state
                record.version += 1
                record.save()
                if self.may_go_on and facts is journal.GOES_ON:
                    return
                journal.write(
                    self.name,
                    record,
                    by=by,
                    at=at,
                    source=source,
                    target=record.state,
                    facts=facts,
                    journalled=self.journalled,
                )
        except IntegrityError as fault:
            raise from_constraint(fault, [model]) or fault from fault


class Creation(Generic[U, T, P]):
    """An act that makes a new record out of something that exists: the act returns it saved, in its first state."""

    def __init__(
        self, act: Callable[Concatenate[U, P], T], makes: type[T], guards: Sequence[Guard[U]], journalled: bool
    ) -> None:
        self.act, self.makes, self.guards, self.journalled = act, makes, guards, journalled
        self.name, self.__doc__, self.__name__ = name_of(act), act.__doc__, act.__name__
        acts[self.name] = self

    def refusals(self, origin: U, *, by: By, at: datetime) -> list[Refusal]:
        """Give every reason why not; empty means that it can be done."""
        return [refusal for guard in self.guards for refusal in guard(origin, by, at)]

    def __call__(self, origin: U, /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Ask the guards, make the record, and write the entry; all of it or nothing."""
        by, at = who_and_when(kwargs)
        try:
            with transaction.atomic():
                refuse(self.refusals(origin, by=by, at=at))
                made = self.act(origin, *args, **kwargs)
                facts = getattr(made, "entry_facts", None)
                target = str(getattr(made, "state", ""))
                journal.write(self.name, made, by=by, at=at, target=target, facts=facts, journalled=self.journalled)
                return made
        except IntegrityError as fault:
            raise from_constraint(fault, [self.makes]) or fault from fault


def lock(record: TenantRow) -> None:
    """Read a record anew and hold it until the transaction ends; NotVisible when it is not there for us.

    What it belongs to is read anew in the same question, where that had been read before.
    """
    found = type(record)._default_manager.select_for_update(of=("self",), no_key=True)
    relations = [field for field in record._meta.concrete_fields if isinstance(field, ForeignKey)]
    known = [field.name for field in relations if field.is_cached(record)]
    try:
        record.refresh_from_db(from_queryset=found.select_related(*known) if known else found)
    except ObjectDoesNotExist as gone:
        raise NotVisible from gone


def wrong_state(record: Stateful) -> Refusal:
    """Say that a record is not where it must be for the act, in the words of its states."""
    labels = dict(getattr(type(record), "State").choices)  # noqa: B009
    label = labels.get(record.state, record.state)
    return Refusal("wrong-state", _("Dette kan ikke gjøres nå. Status er «%(state)s».") % {"state": label})


def transition(
    *,
    source: Iterable[str],
    target: str | None = None,
    guards: Sequence[Guard[M]] = (),
    journalled: bool = False,
    may_go_on: bool = False,
) -> Callable[[Callable[Concatenate[M, P], Facts | None]], Transition[M, P]]:
    """Make a function the act that takes a record from one of `source` to `target`.

    An act that `may_go_on` writes no entry when it says that the last one tells of it already.
    """

    def decorate(act: Callable[Concatenate[M, P], Facts | None]) -> Transition[M, P]:
        return Transition(act, source, target, guards, journalled=journalled, may_go_on=may_go_on)

    return decorate


def creation(
    makes: type[T], *, guards: Sequence[Guard[U]] = (), journalled: bool = False
) -> Callable[[Callable[Concatenate[U, P], T]], Creation[U, T, P]]:
    """Make a function the act by which a new record of the type `makes` comes to be."""

    def decorate(act: Callable[Concatenate[U, P], T]) -> Creation[U, T, P]:
        return Creation(act, makes, guards, journalled)

    return decorate


def only(*roles: str) -> Guard[Any]:
    """Make the guard that says who may do an act, by role."""

    def allowed(record: Model, by: By, at: datetime) -> Iterable[Refusal]:
        if by.role not in roles:
            yield Refusal("wrong-role", str(NOT_YOURS))

    allowed.__doc__ = f"Only {', '.join(roles)}."
    return allowed


NOT_YOURS = gettext_lazy("Rollen din gir ikke rett til å gjøre dette.")
