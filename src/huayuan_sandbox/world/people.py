"""The population. A person is made from the seed and a number, so a restart makes the same people."""

from __future__ import annotations

import base64
import hashlib
import math
from collections.abc import Iterator
from random import Random
from string import ascii_letters, digits

import msgspec

from huayuan_sandbox.world.names import FEMALE_GIVEN, MALE_GIVEN, NICKNAMES, SURNAMES
from huayuan_sandbox.world.parameters import Parameters

# Bits of the identifiers a person can show; `truth.py` keeps which of them were seen together.
EXTERNAL, UNIONID, PHONE, MEMBER_NO, DEVICE_1, DEVICE_2 = 1, 2, 4, 8, 16, 32
# `show` them when an answer of the service proves them: user/info shows OA_OPENID | UNIONID, login MP_OPENID | UNIONID.
OA_OPENID, MP_OPENID = 64, 128
IDENTIFIER_KINDS = {
    EXTERNAL: "wecom_external_userid",
    UNIONID: "wechat_unionid",
    PHONE: "phone",
    MEMBER_NO: "member_no",
    DEVICE_1: "anonymous_id",
    DEVICE_2: "anonymous_id",
}
NEVER = 1 << 30
_LETTERS = ascii_letters + digits
_PHONE_PREFIXES = (
    "130",
    "131",
    "136",
    "137",
    "138",
    "139",
    "150",
    "151",
    "158",
    "159",
    "176",
    "186",
    "187",
    "188",
    "199",
)


class Person(msgspec.Struct):
    """One human being. Fields up to `arrives` never change; the rest is their life so far."""

    index: int
    name: str
    nickname: str
    gender: int
    shows_gender: bool
    home_store: int
    phone: str
    external_userid: str
    unionid: str | None
    member_no: str
    devices: tuple[str, ...]
    visits_per_day: float
    buys_on_marketplace: bool
    arrives: int  # day of the history, 0 = already here, NEVER = after it
    member: bool = False
    asleep: bool = False
    logged_in: int = 0  # bits of the devices with a WeChat login
    bound: int = 0  # bits of the devices where the phone number was given
    orders: int = 0
    last_way_state: str = ""
    friends: list[str] = []
    evidence: list[int] = []

    def openid(self, appid: str) -> str:
        """Who this person is in one account (公众号 or 小程序): the same always, another in every account."""
        digest = hashlib.blake2b(f"{appid}|{self.external_userid}".encode(), digest_size=21).digest()
        return "o" + base64.urlsafe_b64encode(digest).decode()[:27]

    def value(self, bit: int) -> str | None:
        """The identifier behind a bit of EXTERNAL … DEVICE_2; None when the person has none."""
        if bit == DEVICE_1:
            return self.devices[0]
        if bit == DEVICE_2:
            return self.devices[1] if len(self.devices) > 1 else None
        values = {EXTERNAL: self.external_userid, UNIONID: self.unionid, PHONE: self.phone}
        return values.get(bit, self.member_no)

    def ids(self, mask: int) -> dict[str, str]:
        """`ids` of a collector event that shows these identifiers."""
        shown: dict[str, str] = {}
        for bit, kind in IDENTIFIER_KINDS.items():
            if mask & bit and (value := self.value(bit)):
                shown[kind] = value
        return shown

    def show(self, mask: int) -> None:
        """Remember that these identifiers were seen together, so they are provably one person."""
        for known in self.evidence:
            if known & mask == mask:
                return
        apart = [known for known in self.evidence if not known & mask]
        for known in self.evidence:
            if known & mask:
                mask |= known
        self.evidence = [*apart, mask]


class Population:
    """People by index; newcomers beyond the first `size` are made when they are first needed."""

    def __init__(self, seed: int, size: int, stores: int, history_days: int, parameters: Parameters) -> None:
        self.seed = seed
        self.stores = stores
        self.history_days = history_days
        self._parameters = parameters
        self._people: list[Person] = []
        self.grow(size)

    def __len__(self) -> int:
        return len(self._people)

    def __getitem__(self, index: int) -> Person:
        return self._people[index]

    def __iter__(self) -> Iterator[Person]:
        return iter(self._people)

    def grow(self, size: int) -> None:
        while len(self._people) < size:
            self._people.append(self._born(len(self._people)))

    def newcomer(self) -> Person:
        self.grow(len(self._people) + 1)
        return self._people[-1]

    def by_external_userid(self, external_userid: str) -> Person | None:
        """Linear: only the hand-driven control API asks by name."""
        return next((one for one in self._people if one.external_userid == external_userid), None)

    def by_device(self, anonymous_id: str) -> Person | None:
        return next((one for one in self._people if anonymous_id in one.devices), None)

    def _born(self, index: int) -> Person:
        rng = Random(f"{self.seed}|person|{index}")
        settings = self._parameters
        female = rng.random() < settings.share_female
        surname = rng.choice(SURNAMES)[0]
        given = rng.choice(FEMALE_GIVEN if female else MALE_GIVEN)
        member = rng.random() < settings.share_member_already
        return Person(
            index=index,
            name=surname + given,
            nickname=rng.choice(NICKNAMES) if rng.random() < 0.45 else surname + given,
            gender=2 if female else 1,
            shows_gender=rng.random() >= settings.share_gender_hidden,
            home_store=min(int(rng.expovariate(3.0 / self.stores)), self.stores - 1),
            phone=_phone(index, rng),
            external_userid="wm" + _letters(rng, 30),
            unionid="o" + _letters(rng, 27) if rng.random() < settings.share_with_unionid else None,
            member_no=f"M{10_000_000 + index * 7 + rng.randrange(7)}",
            devices=self._devices(index, rng),
            visits_per_day=min(
                math.exp(rng.gauss(math.log(settings.visits_per_day_median), settings.visits_per_day_sigma)),
                settings.visits_per_day_max,
            ),
            buys_on_marketplace=rng.random() < settings.marketplace_buyers,
            arrives=self._arrival(index, rng),
            member=member,
            orders=rng.randrange(4) if member else 0,
        )

    def _devices(self, index: int, rng: Random) -> tuple[str, ...]:
        settings = self._parameters
        own = [_device(rng)]
        if rng.random() < settings.share_two_devices:
            own.append(_device(rng))
        if index and rng.random() < settings.share_household_device:
            own[0] = self._people[index - 1].devices[0]
        return tuple(own)

    def _arrival(self, index: int, rng: Random) -> int:
        """Newcomers of live life (beyond the first population) are strangers until they scan."""
        settings = self._parameters
        draw = rng.random()
        if draw < settings.share_present_at_start:
            return 0
        if draw > 1 - settings.share_arriving_later:
            return NEVER
        return rng.randrange(1, max(self.history_days, 2))


def _letters(rng: Random, count: int) -> str:
    return "".join(rng.choices(_LETTERS, k=count))


def _device(rng: Random) -> str:
    return f"{rng.getrandbits(128):032x}"


def _phone(index: int, rng: Random) -> str:
    """Unique per index: the last eight digits are a permutation of it."""
    number = (index * 7_654_321 + 12_345_678) % 100_000_000
    return rng.choice(_PHONE_PREFIXES) + f"{number:08d}"
