"""The population. A person is made from the seed and a number, so a restart makes the same people.

Everything about people is kept in columns, about 60 bytes for each; a `Person` is a view of one row and is
made when somebody asks. That is why a million customers fit into a small machine.
"""

from __future__ import annotations

import base64
import hashlib
from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, overload

import msgspec
import numpy as np
import numpy.typing as npt

from huayuan_sandbox.world import births
from huayuan_sandbox.world.births import CHUNK, NEVER
from huayuan_sandbox.world.parameters import Parameters
from huayuan_sandbox.world.person import (
    DEVICE_1,
    DEVICE_2,
    DOUYIN_NO,
    EXTERNAL,
    IDENTIFIER_KINDS,
    MEMBER_NO,
    MP_OPENID,
    OA_OPENID,
    PHONE,
    TAOBAO_NO,
    UNIONID,
    Person,
)

__all__ = [
    "DEVICE_1",
    "DEVICE_2",
    "DOUYIN_NO",
    "EXTERNAL",
    "IDENTIFIER_KINDS",
    "MEMBER_NO",
    "MP_OPENID",
    "NEVER",
    "OA_OPENID",
    "PHONE",
    "TAOBAO_NO",
    "UNIONID",
    "Person",
    "Population",
    "PopulationRecord",
]  # fmt: skip

_TOKENS_KEPT = 20_000
# name → type code of `array`. Those of the second table change with life and are what a state file keeps.
_BORN_WITH = {
    "traits": "H", "surname": "B", "given": "B", "nickname": "B", "home": "B", "interest": "B",
    "sensitivity": "f", "tolerance": "f", "rate": "f", "first_device": "i", "ring": "i",
}  # fmt: skip
LIVED = {
    "arrives": "i", "orders": "H", "bought_day": "i", "need_day": "i", "need_good": "B", "asleep": "B", "warmth": "f",
    "annoyance": "f", "annoyed_day": "i", "member": "B", "logged_in": "B", "bound": "B", "evidence": "I",
}  # fmt: skip


class PopulationRecord(msgspec.Struct):
    """What life changed, as a state file keeps it: columns as bytes, and the few things that are lists."""

    size: int
    columns: dict[str, bytes]
    groups: list[tuple[int, ...]]
    friends: dict[int, tuple[str, ...]]
    devices: dict[int, tuple[str, ...]]


class Population(Sequence[Person]):
    """People by index; newcomers beyond the first `size` are made when they are first needed."""

    traits: array[int]
    surname: array[int]
    given: array[int]
    nickname: array[int]
    home: array[int]
    interest: array[int]
    sensitivity: array[float]
    tolerance: array[float]
    rate: array[float]
    first_device: array[int]
    ring: array[int]
    arrives: array[int]
    orders: array[int]
    bought_day: array[int]
    need_day: array[int]
    need_good: array[int]
    asleep: array[int]
    warmth: array[float]
    annoyance: array[float]
    annoyed_day: array[int]
    member: array[int]
    logged_in: array[int]
    bound: array[int]
    evidence: array[int]
    lived = tuple(LIVED)

    def __init__(self, seed: int, size: int, stores: int, history_days: int, parameters: Parameters) -> None:
        self.seed = seed
        self.stores = stores
        self.history_days = history_days
        self.history_size = size
        self.accounts: dict[int, str] = {}
        self.friends: dict[int, tuple[str, ...]] = {}
        self.own_devices: dict[int, tuple[str, ...]] = {}
        self.groups: list[tuple[int, ...]] = [()]
        self._numbers: dict[tuple[int, ...], int] = {(): 0}
        self._steps: dict[tuple[int, int], int] = {}
        self._tokens: dict[tuple[int, bytes], str] = {}
        self._key = hashlib.sha256(f"{seed}|identifiers".encode()).digest()
        self._parameters = parameters
        self._size = 0
        for name, code in (_BORN_WITH | LIVED).items():
            setattr(self, name, array(code))
        self.grow(size)

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, index: int) -> Person: ...
    @overload
    def __getitem__(self, index: slice) -> list[Person]: ...
    def __getitem__(self, index: int | slice) -> Person | list[Person]:
        if isinstance(index, slice):
            return [Person(self, one) for one in range(self._size)[index]]
        if not -self._size <= index < self._size:
            raise IndexError(index)
        return Person(self, index % self._size)

    def __iter__(self) -> Iterator[Person]:
        index = 0
        while index < self._size:
            yield Person(self, index)
            index += 1

    def column(self, name: str) -> npt.NDArray[Any]:
        """A view of the column up to `len`, to be let go before the population grows."""
        column: array[Any] = getattr(self, name)
        return np.frombuffer(column, dtype=column.typecode)[: self._size]

    def grow(self, size: int) -> None:
        while len(self.traits) < size:
            self._next_chunk()
        self._size = max(self._size, size)

    def newcomer(self) -> Person:
        self.grow(self._size + 1)
        return self[-1]

    def begin(self, day: int) -> None:
        """History begins on `day`: what earlier customers bought before will be used up on days that have a date."""
        need = self.column("need_day")
        need[need < 0] = day - 1 - need[need < 0]

    def summary(self) -> dict[str, int]:
        """How far they have come, for the status page."""
        return {
            "members": int(self.column("member").sum()),
            "buyers": int((self.column("orders") > 0).sum()),
            "with_staff": len(self.friends),
            "asleep": int(self.column("asleep").sum()),
        }

    def circle(self, index: int) -> range:
        """Those who know each other, the person among them."""
        size = self._parameters.circle_size
        start = index // size * size
        return range(start, min(start + size, self._size))

    def by_external_userid(self, external_userid: str) -> Person | None:
        """Linear: only the hand-driven control API asks by name."""
        return next((one for one in self if one.external_userid == external_userid), None)

    def by_device(self, anonymous_id: str) -> Person | None:
        """Linear, too. The first of those who share it."""
        return next((one for one in self if anonymous_id in one.devices), None)

    def devices_of(self, index: int) -> tuple[str, ...]:
        if index in self.own_devices:
            return self.own_devices[index]
        first = self.first_device_of(index)
        if self.traits[index] & births.SECOND_DEVICE:
            return first, self.digest(index, b"second", 16).hex()
        return (first,)

    def first_device_of(self, index: int) -> str:
        if index in self.own_devices:
            return self.own_devices[index][0]
        return self.digest(self.first_device[index], b"device", 16).hex()

    def shares_first_device(self, index: int) -> bool:
        """A household's, or a ring's."""
        following = index + 1
        return self.first_device[index] != index or (
            following < self._size and self.first_device[following] == index
        )

    def token(self, index: int, purpose: bytes, prefix: str, length: int) -> str:
        """An identifier as WeChat makes them; those of the people who act now are kept for a while."""
        made = self._tokens.get((index, purpose))
        if made is None:
            if len(self._tokens) >= _TOKENS_KEPT:
                self._tokens.clear()
            text = base64.urlsafe_b64encode(self.digest(index, purpose, 24)).decode()
            made = self._tokens[index, purpose] = (prefix + text)[:length]
        return made

    def digest(self, index: int, purpose: bytes, size: int) -> bytes:
        return hashlib.blake2b(
            index.to_bytes(8), digest_size=size, key=self._key, person=purpose
        ).digest()  # fmt: skip

    # ---- evidence: each distinct state is kept once, people hold its number

    def show(self, index: int, mask: int) -> None:
        before = self.evidence[index]
        after = self._steps.get((before, mask))
        if after is None:
            after = self._steps[before, mask] = self.number_of(_joined(self.groups[before], mask))
        self.evidence[index] = after

    def number_of(self, groups: tuple[int, ...]) -> int:
        number = self._numbers.setdefault(groups, len(self.groups))
        if number == len(self.groups):
            self.groups.append(groups)
        return number

    # ---- keeping it

    def record(self) -> PopulationRecord:
        columns = {name: self.column(name).tobytes() for name in LIVED}
        return PopulationRecord(self._size, columns, self.groups, self.friends, self.own_devices)

    def restore(self, record: PopulationRecord) -> None:
        """Raises ValueError when a column has another length than the population."""
        self.grow(record.size)
        for name in LIVED:
            column = self.column(name)
            column[: record.size] = np.frombuffer(record.columns[name], dtype=column.dtype)
        self.groups = record.groups
        self._numbers = {groups: number for number, groups in enumerate(record.groups)}
        self._steps = {}
        self.friends, self.own_devices = record.friends, record.devices

    def _next_chunk(self) -> None:
        number = len(self.traits) // CHUNK
        columns: Mapping[str, npt.NDArray[Any]] = births.born(
            self.seed, number, self.stores, self.history_days, self._parameters
        )
        for name, code in (_BORN_WITH | LIVED).items():
            given = columns.get(name)
            column: array[Any] = getattr(self, name)
            column.frombytes(
                given.astype(code).tobytes() if given is not None else bytes(CHUNK * column.itemsize)
            )
        self.warmth[-CHUNK:] = array("f", [1.0]) * CHUNK
        self.member[-CHUNK:] = array("B", (columns["traits"] & births.WAS_MEMBER > 0).astype("B").tobytes())


def _joined(groups: tuple[int, ...], mask: int) -> tuple[int, ...]:
    if any(known & mask == mask for known in groups):
        return groups
    apart = tuple(known for known in groups if not known & mask)
    for known in groups:
        if known & mask:
            mask |= known
    return tuple(sorted((*apart, mask)))
