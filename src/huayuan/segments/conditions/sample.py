"""A random part of everybody that stays the same: a sample, a holdout."""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np

from huayuan.profiles import api as profiles
from huayuan.segments.contracts import Ask, People, RecordsCondition
from huayuan.segments.errors import BadValue


class SampleCondition(RecordsCondition, frozen=True, tag="sample", rename={"from_": "from"}):
    """Of each salt everybody has a place between 0 and 100; in are those from `from` on and below `to`.

    Two conditions with one salt and ranges that do not meet have nobody in common; with other salts they are independent.
    """

    salt: str
    to: float
    from_: float = 0.0

    def check(self, ask: Ask) -> None:
        if not 0 <= self.from_ < self.to <= 100 or not 0 < len(self.salt) <= 120:
            raise BadValue(operator="sample", reason=f"{self.from_} … {self.to}")

    def people(self, ask: Ask) -> People:
        everybody = profiles.all_people(ask.tx, ask.among)
        place = places(everybody, self.salt)
        return everybody[(place >= self.from_) & (place < self.to)]


def places(people: People, salt: str) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Each person's place in [0, 100): the finaliser of SplitMix64 over the number and the salt."""
    seed = np.uint64(int.from_bytes(hashlib.blake2b(salt.encode(), digest_size=8).digest(), "big"))
    mixed = people.astype(np.uint64) ^ seed
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed ^= mixed >> np.uint64(31)
    return (mixed >> np.uint64(11)).astype(np.float64) / 2.0**53 * 100.0
