"""What is spread to win customers or members — acquisition links, group codes — is written down with who did it, then
made at WeCom while they wait. Its own features say what it is; this is the order of things."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar

from huayuan.access.api import audit
from huayuan.kernel.caller import Caller
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork

_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"


def new_state(kind: str) -> str:
    """What comes back with everybody who is won, told apart by its first letter; 13 of the 30 characters allowed."""
    return kind + "".join(secrets.choice(_LETTERS) for _ in range(12))


class Spread(Protocol):
    @property
    def id(self) -> int: ...

    @property
    def name(self) -> str: ...


Thing = TypeVar("Thing", bound=Spread)
Made = TypeVar("Made", bound=Spread, covariant=True)


class Desk(Protocol[Made]):
    """Has the platform follow what is written. `word` and `subject` name it in the audit log."""

    word: str
    subject: str
    uow: UnitOfWork

    def issue(self, number: int, /) -> Made: ...

    def delete(self, number: int, /) -> Made: ...


def create(desk: Desk[Thing], caller: Caller, write: Callable[[Transaction], Thing]) -> Thing:
    """Raises what `write` raises; a refusal of the platform stands in the thing."""
    with desk.uow.begin() as tx:
        made = write(tx)
        _note(tx, caller, desk, "created", made.id, {"name": made.name})
    return desk.issue(made.id)


def change(
    desk: Desk[Thing],
    caller: Caller,
    number: int,
    values: Mapping[str, object],
    write: Callable[..., Thing],
) -> Thing:
    """`write(tx, number, **values)`."""
    with desk.uow.begin() as tx:
        write(tx, number, **values)
        _note(tx, caller, desk, "changed", number, {"fields": sorted(values)})
    return desk.issue(number)


def delete(desk: Desk[Thing], caller: Caller, number: int) -> Thing:
    """Raises what the desk raises."""
    gone = desk.delete(number)
    with desk.uow.begin() as tx:
        _note(tx, caller, desk, "deleted", number, {"name": gone.name})
    return gone


def _note(
    tx: Transaction, caller: Caller, desk: Desk[Thing], done: str, number: int, data: dict[str, object]
) -> None:
    audit(tx, caller, f"wecom.{desk.word}_{done}", f"{desk.subject}:{number}", data)
