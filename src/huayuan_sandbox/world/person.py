"""One human being, and the identifiers by which the services know them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from huayuan_sandbox.world import births
from huayuan_sandbox.world.names import FEMALE_GIVEN, MALE_GIVEN, NICKNAMES, SURNAMES

if TYPE_CHECKING:
    from huayuan_sandbox.world.people import Population

# Bits of the identifiers a person can show; `truth.py` keeps which of them were seen together.
EXTERNAL, UNIONID, PHONE, MEMBER_NO, DEVICE_1, DEVICE_2 = 1, 2, 4, 8, 16, 32
# `show` them when an answer of the service proves them: user/info shows OA_OPENID | UNIONID, login MP_OPENID | UNIONID.
OA_OPENID, MP_OPENID = 64, 128
TAOBAO_NO, DOUYIN_NO = 256, 512
IDENTIFIER_KINDS = {
    EXTERNAL: "wecom_external_userid",
    UNIONID: "wechat_unionid",
    PHONE: "phone",
    MEMBER_NO: "member_no",
    DEVICE_1: "anonymous_id",
    DEVICE_2: "anonymous_id",
    OA_OPENID: "oa_openid",
    MP_OPENID: "mp_openid",
    TAOBAO_NO: "customer_no",
    DOUYIN_NO: "customer_no",
}
_PHONE_PREFIXES = ("130", "131", "136", "137", "138", "139", "150", "151", "158", "159", "176", "186", "187", "188", "199")  # fmt: skip

COLDEST, WARMEST = 0.4, 2.0


class Person:
    """One human being: a view of a row. Two views of the same row are equal."""

    __slots__ = ("_of", "index")

    def __init__(self, of: Population, index: int) -> None:
        self._of = of
        self.index = index

    # ---- what never changes

    @property
    def name(self) -> str:
        given = FEMALE_GIVEN if self._of.traits[self.index] & births.FEMALE else MALE_GIVEN
        return SURNAMES[self._of.surname[self.index]][0] + given[self._of.given[self.index]]

    @property
    def nickname(self) -> str:
        """As friends in WeChat see it: often the name itself."""
        if self._of.traits[self.index] & births.OWN_NAME:
            return self.name
        return NICKNAMES[self._of.nickname[self.index]]

    @property
    def gender(self) -> int:
        return 2 if self._of.traits[self.index] & births.FEMALE else 1

    @property
    def shows_gender(self) -> bool:
        return not self._of.traits[self.index] & births.HIDES_GENDER

    @property
    def home_store(self) -> int:
        """Index of the nearest store in the chain."""
        return self._of.home[self.index]

    @property
    def interest(self) -> int:
        """Favourite category of goods."""
        return self._of.interest[self.index]

    @property
    def price_sensitivity(self) -> float:
        return self._of.sensitivity[self.index]

    @property
    def ring(self) -> int:
        """The ring of bonus hunters this account belongs to; -1 = an honest customer."""
        return self._of.ring[self.index]

    def has(self, trait: int) -> bool:
        """One of the traits of `births`."""
        return bool(self._of.traits[self.index] & trait)

    # ---- identifiers

    @property
    def phone(self) -> str:
        """Unique per index: the last eight digits are a permutation of it."""
        number = (self.index * 7_654_321 + 12_345_678) % 100_000_000
        return _PHONE_PREFIXES[self._of.digest(self.index, b"phone", 1)[0] % 15] + f"{number:08d}"

    @property
    def external_userid(self) -> str:
        return self._of.token(self.index, b"external", "wm", 32)

    @property
    def unionid(self) -> str | None:
        if not self._of.traits[self.index] & births.HAS_UNIONID:
            return None
        return self._of.token(self.index, b"union", "o", 28)

    @property
    def member_no(self) -> str:
        return f"M{10_000_000 + self.index * 7 + self.index % 5}"

    @property
    def devices(self) -> tuple[str, ...]:
        """Cookies of the browsers this person uses, one or two."""
        return self._of.devices_of(self.index)

    @devices.setter
    def devices(self, devices: tuple[str, ...]) -> None:
        self._of.own_devices[self.index] = devices

    @property
    def shares_first_device(self) -> bool:
        return self._of.shares_first_device(self.index)

    def openid(self, appid: str) -> str:
        """Who this person is in one account (公众号 or 小程序): the same always, another in every account."""
        return self._of.token(self.index, _purpose(appid), "o", 28)

    def value(self, bit: int) -> str | None:
        """The identifier behind a bit; None when the person has none."""
        if bit == DEVICE_1:
            return self._of.first_device_of(self.index)
        if bit == DEVICE_2:
            devices = self.devices
            return devices[1] if len(devices) > 1 else None
        if bit in (OA_OPENID, MP_OPENID):
            appid = self._of.accounts.get(bit)
            return self.openid(appid) if appid else None
        if bit == TAOBAO_NO:
            return f"TB{880_000 + self.index}" if self.has(births.ON_TAOBAO) else None
        if bit == DOUYIN_NO:
            return f"DY{5_600_000 + self.index * 3}" if self.has(births.ON_DOUYIN) else None
        if bit == UNIONID:
            return self.unionid
        if bit == PHONE:
            return self.phone
        return self.external_userid if bit == EXTERNAL else self.member_no

    def ids(self, mask: int) -> dict[str, str]:
        """`ids` of a collector event that shows these identifiers."""
        shown: dict[str, str] = {}
        while mask:
            bit = mask & -mask
            mask ^= bit
            if value := self.value(bit):
                shown[IDENTIFIER_KINDS[bit]] = value
        return shown

    def show(self, mask: int) -> None:
        """Remember that these identifiers were seen together, so they are provably one person."""
        self._of.show(self.index, mask)

    # ---- the life so far

    @property
    def evidence(self) -> list[int]:
        """Masks of identifiers that are known to be one person; they share no bit."""
        return list(self._of.groups[self._of.evidence[self.index]])

    @evidence.setter
    def evidence(self, groups: Sequence[int]) -> None:
        self._of.evidence[self.index] = self._of.number_of(tuple(groups))

    @property
    def friends(self) -> Sequence[str]:
        """Members of staff, the latest last."""
        return self._of.friends.get(self.index, ())

    @friends.setter
    def friends(self, friends: Sequence[str]) -> None:
        if friends:
            self._of.friends[self.index] = tuple(friends)
        else:
            self._of.friends.pop(self.index, None)

    @property
    def arrives(self) -> int:
        """Day of the history on which the person hears of the brand, 0 = before it, NEVER = after it."""
        return self._of.arrives[self.index]

    @arrives.setter
    def arrives(self, day: int) -> None:
        self._of.arrives[self.index] = day

    @property
    def member(self) -> bool:
        return bool(self._of.member[self.index])

    @member.setter
    def member(self, member: bool) -> None:
        self._of.member[self.index] = member

    @property
    def asleep(self) -> bool:
        """Has lost interest and does not come any more by itself."""
        return bool(self._of.asleep[self.index])

    @asleep.setter
    def asleep(self, asleep: bool) -> None:
        self._of.asleep[self.index] = asleep

    @property
    def logged_in(self) -> int:
        """Bits of the devices (and MP_OPENID) with a login."""
        return self._of.logged_in[self.index]

    @logged_in.setter
    def logged_in(self, bits: int) -> None:
        self._of.logged_in[self.index] = bits

    @property
    def bound(self) -> int:
        """Bits of the devices (and MP_OPENID) where the phone number was given."""
        return self._of.bound[self.index]

    @bound.setter
    def bound(self, bits: int) -> None:
        self._of.bound[self.index] = bits

    @property
    def orders(self) -> int:
        return self._of.orders[self.index]

    @orders.setter
    def orders(self, orders: int) -> None:
        self._of.orders[self.index] = orders

    @property
    def visits_per_day(self) -> float:
        return self._of.rate[self.index] * self._of.warmth[self.index]

    @property
    def warmth(self) -> float:
        return self._of.warmth[self.index]

    def warm(self, by: float) -> None:
        """Fonder of the brand, or less (negative)."""
        self._of.warmth[self.index] = min(WARMEST, max(COLDEST, self._of.warmth[self.index] + by))

    def annoy(self, weight: float, day: int, half_life: float) -> bool:
        """One more message on day `day`; true when it is too much for this person."""
        of, index = self._of, self.index
        rested: float = of.annoyance[index] * 0.5 ** ((day - of.annoyed_day[index]) / half_life)
        of.annoyance[index], of.annoyed_day[index] = rested + weight, day
        return rested + weight > of.tolerance[index]

    @property
    def bought_day(self) -> int:
        """The day of the last purchase (`season.day_number`), 0 = never."""
        return self._of.bought_day[self.index]

    @bought_day.setter
    def bought_day(self, day: int) -> None:
        self._of.bought_day[self.index] = day

    def need(self, day: int, good: int) -> None:
        """Will want this good of the shelf again on day `day` (`season.day_number`); 0 = nothing."""
        self._of.need_day[self.index], self._of.need_good[self.index] = day, good

    def needs(self, day: int) -> bool:
        """Something is used up by now; asked once, for the visit that follows."""
        due = self._of.need_day[self.index]
        if 0 < due <= day:
            self._of.need_day[self.index] = 0
            return True
        return False

    @property
    def wanted(self) -> int:
        """The good that is needed next, or was last."""
        return self._of.need_good[self.index]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Person):
            return NotImplemented
        return (self._of is other._of and self.index == other.index) or self._life() == other._life()

    def __hash__(self) -> int:
        return hash(self.index)

    def __repr__(self) -> str:
        return f"p{self.index} {self.name}"

    def _life(self) -> tuple[Any, ...]:
        lived = tuple(getattr(self._of, name)[self.index] for name in self._of.lived if name != "evidence")
        known = (self.external_userid, self.devices, tuple(self.friends), tuple(self.evidence))
        return self.index, *lived, *known


@cache
def _purpose(appid: str) -> bytes:
    return hashlib.sha1(appid.encode()).digest()[:16]
