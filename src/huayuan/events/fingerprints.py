"""A set of 64-bit event fingerprints: the memory by which repeated events are recognised.

Open addressing with linear probing, done for whole batches at a time in numpy: 16 bytes an event on average, and two
thousand look-ups in well under a millisecond. A hit is checked against the warehouse, so a collision costs time,
never an event.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]
_EMPTY = np.uint64(0)
_MIX_HIGH = np.uint64(0x9E3779B97F4A7C15)
_MIX_LOW = np.uint64(0xC2B2AE3D27D4EB4F)
_FILL = 0.6  # a table with this share of its slots filled takes no more


def fingerprints_of(uuids: bytes) -> Keys:
    """Fingerprints of concatenated 16-byte UUIDs. Version 1 and 7 ids share their leading bits, hence the mixing."""
    halves = np.frombuffer(uuids, dtype=">u8").astype(np.uint64).reshape(-1, 2)
    with np.errstate(over="ignore"):
        keys = halves[:, 0] * _MIX_HIGH ^ halves[:, 1] * _MIX_LOW
        keys ^= keys >> np.uint64(29)
        keys *= _MIX_HIGH
    keys[keys == _EMPTY] = np.uint64(1)
    return keys


class Fingerprints:
    """Tables of doubling size: a full one is never copied, so no addition takes longer than its own keys.

    Not thread-safe: the committer owns it.
    """

    def __init__(self, capacity: int = 1 << 16) -> None:
        self._tables = [_Table(max(1 << 10, 1 << (capacity - 1).bit_length()))]

    def __len__(self) -> int:
        return sum(table.count for table in self._tables)

    def contains(self, keys: Keys) -> NDArray[np.bool_]:
        """For each key, whether it was added before."""
        found = np.zeros(len(keys), dtype=np.bool_)
        for table in self._tables:
            found |= table.contains(keys)
        return found

    def add(self, keys: Keys) -> None:
        """Add keys; those already there are left alone."""
        new = np.unique(keys)
        new = new[~self.contains(new)]
        while len(new):
            table = self._tables[-1]
            room = table.room()
            table.insert(new[:room])
            new = new[room:]
            if len(new):
                self._tables.append(_Table(table.size * 2))


class _Table:
    """Open addressing with linear probing over `size` slots, a power of two."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.count = 0
        self._slots: Keys = np.zeros(size, dtype=np.uint64)

    def room(self) -> int:
        return max(0, int(self.size * _FILL) - self.count)

    def contains(self, keys: Keys) -> NDArray[np.bool_]:
        found = np.zeros(len(keys), dtype=np.bool_)
        mask = np.uint64(self.size - 1)
        rest = np.arange(len(keys))
        at = keys & mask
        while len(rest):
            here = self._slots[at]
            hit = here == keys[rest]
            found[rest[hit]] = True
            going = ~hit & (here != _EMPTY)
            rest, at = rest[going], (at[going] + np.uint64(1)) & mask
        return found

    def insert(self, keys: Keys) -> None:
        """Add distinct keys that are not there yet; no more than there is room for."""
        self.count += len(keys)
        mask = np.uint64(self.size - 1)
        rest, at = keys, keys & mask
        while len(rest):
            free = self._slots[at] == _EMPTY
            # of several keys for one slot the last stays; the others go on
            self._slots[at[free]] = rest[free]
            going = self._slots[at] != rest
            rest, at = rest[going], (at[going] + np.uint64(1)) & mask
