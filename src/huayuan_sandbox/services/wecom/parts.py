"""What a corp consists of besides friends, live codes and tags: one part per capability.

A new capability is `<capability>.py` with a subclass of `Part`, `endpoints/<capability>.py` with its
`ENDPOINTS`, and one line each in `registry.PARTS` and `urls.CAPABILITIES`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar, cast

import msgspec

from huayuan_sandbox.world.people import Person

if TYPE_CHECKING:
    from huayuan_sandbox.services.wecom.corp import Corp

State = TypeVar("State", bound=msgspec.Struct)
Kind = TypeVar("Kind", bound="Part[Any]")


class Part(Generic[State]):
    """The state of one capability: a Struct of plain data, so that a state file can hold it.

    Subclasses take the corp alone and hand an empty state to `super().__init__`.
    """

    name: ClassVar[str]

    def __init__(self, corp: Corp, state: State) -> None:
        self.corp = corp
        self.state = state

    def record(self) -> msgspec.Raw:
        return msgspec.Raw(msgspec.json.encode(self.state))

    def restore(self, record: msgspec.Raw, people: Sequence[Person]) -> None:
        """Raises msgspec.ValidationError when the record is not one of this part."""
        self.state = msgspec.json.decode(record, type=type(self.state))

    def pass_time(self, now: float) -> None:
        """Does what has become due. Asked before every call and every push, so it must be quick."""


class Parts:
    """The parts of one corp, by their class."""

    def __init__(self, corp: Corp, kinds: Sequence[type[Part[Any]]]) -> None:
        # each kind takes the corp alone, which the signature of the base class cannot say
        self._all: dict[type[Part[Any]], Part[Any]] = {kind: cast(Any, kind)(corp) for kind in kinds}
        self._timed = [part for part in self._all.values() if type(part).pass_time is not Part.pass_time]

    def get(self, kind: type[Kind]) -> Kind:
        return cast(Kind, self._all[kind])

    def pass_time(self, now: float) -> None:
        for part in self._timed:
            part.pass_time(now)

    def record(self) -> dict[str, msgspec.Raw]:
        return {part.name: part.record() for part in self._all.values()}

    def restore(self, records: dict[str, msgspec.Raw], people: Sequence[Person]) -> None:
        """A part that an older state file does not know begins empty."""
        for part in self._all.values():
            if part.name in records:
                part.restore(records[part.name], people)
