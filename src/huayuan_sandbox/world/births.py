"""How people are made: whole columns at once, a chunk of the population at a time.

A chunk depends on the seed and its own number alone, so a world can grow, and be made again, without moving anybody.
"""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np
import numpy.typing as npt

from huayuan_sandbox.world.goods import CATEGORIES, SHELF
from huayuan_sandbox.world.names import FEMALE_GIVEN, MALE_GIVEN, NICKNAMES, SURNAMES
from huayuan_sandbox.world.parameters import Parameters

CHUNK = 1024
NEVER = 1 << 30
# Bits of the column `traits`: what never changes.
(
    FEMALE,
    HIDES_GENDER,
    HAS_UNIONID,
    SECOND_DEVICE,
    ON_TAOBAO,
    ON_DOUYIN,
    IN_MINI_PROGRAM,
    OWN_NAME,
    WAS_MEMBER,
) = (1 << bit for bit in range(9))
_SHARE_UNDER_OWN_NAME = 0.55
_GOODS_THAT_RUN_OUT = np.array([number for number, good in enumerate(SHELF) if good.lasts])

Column = npt.NDArray[Any]


def generator(origin: str) -> np.random.Generator:
    """An endless row of draws that is the same for the same `origin`."""
    return np.random.Generator(
        np.random.Philox(key=int.from_bytes(hashlib.sha256(origin.encode()).digest()[:16]))
    )


def born(seed: int, number: int, stores: int, history_days: int, settings: Parameters) -> dict[str, Column]:
    """The columns of chunk `number`, CHUNK people long. See `people.COLUMNS` for what they mean."""
    rng = generator(f"{seed}|people|{number}")
    female = rng.random(CHUNK) < settings.share_female
    circles = -(-CHUNK // settings.circle_size)
    homes = np.minimum(rng.exponential(stores / 3.0, circles), stores - 1).astype(np.uint8)
    members = rng.random(CHUNK) < settings.share_member_already
    first_device, ring = _shared_devices(rng, number * CHUNK, settings)
    columns = {
        "traits": _traits(rng, female, members, settings) | np.where(ring >= 0, HAS_UNIONID, 0).astype(np.uint16),
        "surname": rng.integers(0, len(SURNAMES), CHUNK, dtype=np.uint8),
        "given": np.where(
            female, rng.integers(0, len(FEMALE_GIVEN), CHUNK), rng.integers(0, len(MALE_GIVEN), CHUNK)
        ).astype(np.uint8),
        "nickname": rng.integers(0, len(NICKNAMES), CHUNK, dtype=np.uint8),
        "home": np.repeat(homes, settings.circle_size)[:CHUNK],
        "interest": rng.choice(len(CATEGORIES), CHUNK, p=(0.42, 0.22, 0.18, 0.12, 0.06)).astype(np.uint8),
        "sensitivity": np.clip(
            rng.normal(0.5, settings.price_sensitivity_sigma, CHUNK), 0, 1
        ).astype(np.float32),
        "tolerance": rng.lognormal(
            np.log(settings.tolerance_median), settings.tolerance_sigma, CHUNK
        ).astype(np.float32),
        "rate": np.minimum(
            rng.lognormal(np.log(settings.visits_per_day_median), settings.visits_per_day_sigma, CHUNK),
            settings.visits_per_day_max,
        ).astype(np.float32),
        "arrives": _arrivals(rng, history_days, settings),
        "orders": np.where(members, rng.integers(0, 4, CHUNK), 0).astype(np.uint16),
        "first_device": first_device,
        "ring": ring,
    }  # fmt: skip
    needs = members & (rng.random(CHUNK) < settings.share_with_need_at_start)
    # negative = days after the beginning of history; see `Population.begin`
    columns["need_day"] = np.where(needs, -1 - rng.integers(0, 60, CHUNK), 0).astype(np.int32)
    columns["need_good"] = rng.choice(_GOODS_THAT_RUN_OUT, CHUNK).astype(np.uint8)
    return columns


def _traits(rng: np.random.Generator, female: Column, members: Column, settings: Parameters) -> Column:
    shares = (
        (HIDES_GENDER, settings.share_gender_hidden),
        (HAS_UNIONID, settings.share_with_unionid),
        (SECOND_DEVICE, settings.share_two_devices),
        (ON_TAOBAO, settings.marketplace_buyers),
        (ON_DOUYIN, settings.douyin_buyers),
        (IN_MINI_PROGRAM, settings.share_with_mini_program),
        (OWN_NAME, _SHARE_UNDER_OWN_NAME),
    )
    traits = np.where(female, FEMALE, 0) | np.where(members, WAS_MEMBER, 0)
    for bit, share in shares:
        traits |= np.where(rng.random(CHUNK) < share, bit, 0)
    return traits.astype(np.uint16)


def _arrivals(rng: np.random.Generator, history_days: int, settings: Parameters) -> Column:
    """Newcomers of live life (beyond the first population) are strangers until they scan."""
    draw = rng.random(CHUNK)
    days = rng.integers(1, max(history_days, 2), CHUNK)
    days[draw < settings.share_present_at_start] = 0
    days[draw > 1 - settings.share_arriving_later] = NEVER
    return days.astype(np.int32)


def _shared_devices(rng: np.random.Generator, start: int, settings: Parameters) -> tuple[Column, Column]:
    """(whose first device somebody uses, the ring of hunters somebody belongs to or -1)."""
    own = np.arange(start, start + CHUNK, dtype=np.int32)
    device = own.copy()
    shares = rng.random(CHUNK) < settings.share_household_device
    shares[0] = False
    shares[1:] &= ~shares[:-1]  # a household is two people here
    device[1:] = np.where(shares[1:], own[:-1], own[1:])
    ring = np.full(CHUNK, -1, dtype=np.int32)
    smallest, largest = settings.hunter_ring_size
    rings = rng.poisson(settings.share_hunters * CHUNK / ((smallest + largest) / 2))
    for place in rng.integers(0, CHUNK - largest, rings):
        # the two before and after may share a device with the ring's own, so the ring begins with somebody alone
        size = int(rng.integers(smallest, largest + 1))
        ring[place : place + size] = device[place : place + size] = start + int(place)
    return device, ring
