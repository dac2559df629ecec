"""The doors between the world and the services: what people can do in each of them, and what reaches people.

The world calls a door only when there is one, at second `at` of the world's time, in time order within a day of
history. `live` is False in history: no code that somebody could still answer is made then (welcome codes, reply
tokens). A door changes its service's state and queues the callbacks; it never talks to the network. Everything
random comes from `rng`, so that the same seed tells the same story. Money is 分.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from random import Random
from typing import Literal, Protocol

import msgspec

from huayuan_sandbox.world.people import Person


class Added(msgspec.Struct, frozen=True):
    """A new friendship. `welcome_code` is None in history and whenever WeCom would push none."""

    staff: str
    state: str
    half: bool
    welcome_code: str | None


class WeComDoor(Protocol):
    """What people can do in WeCom. Implemented by the service, so the world knows no wire format."""

    def add_friend(
        self,
        person: Person,
        at: float,
        rng: Random,
        *,
        live: bool,
        way: str = "",
        staff: str = "",
        state: str = "",
    ) -> Added | None:
        """Through the live code or acquisition link `way`, or `staff`, or (neither) by chance. `state`: the channel
        in which the link was shown."""
        ...

    def confirm_friend(self, person: Person, staff: str, at: float, *, live: bool) -> None: ...

    def customer_leaves(self, person: Person, staff: str, at: float) -> None: ...

    def staff_drops(self, person: Person, staff: str, at: float) -> None: ...

    def staff_edits(self, person: Person, staff: str, at: float) -> None: ...

    def customer_writes(self, person: Person, staff: str, at: float = 0.0) -> bool: ...

    def admin_makes_tag(self, at: float, rng: Random) -> None: ...


class JoinScene(Enum):
    """How somebody came into a group. The values are those of groupchat/get."""

    INVITED = 1
    LINK = 2
    CODE = 3


class LeaveScene(Enum):
    """How somebody left a group. The values are QuitScene of the callback."""

    BY_ITSELF = 0
    REMOVED = 1


class GroupDoor(Protocol):
    """WeCom customer groups, rooms of a store."""

    def rooms_of(self, store: int) -> Sequence[str]:
        """Chat ids of the living rooms whose owner works in this store (department id), oldest first."""
        ...

    def rooms_with(self, person: Person) -> Sequence[str]:
        """Chat ids of the rooms the person is in, oldest membership first."""
        ...

    def join(
        self,
        person: Person,
        at: float,
        rng: Random,
        scene: JoinScene,
        *,
        live: bool,
        room: str = "",
        code: str = "",
        inviter: Person | None = None,
    ) -> str | None:
        """Into `room`, or through the group code (config_id of a join way) `code`, or (neither) one by chance.

        The chat id; None when the person is inside already, the room is full (it may open the next one) or there
        is none. With JoinScene.INVITED `inviter` is a customer inside, or None when staff invited.
        """
        ...

    def leave(self, person: Person, room: str, at: float, scene: LeaveScene, *, live: bool) -> bool:
        """False when the person was not inside."""
        ...

    def talk(self, person: Person, room: str, at: float, kind: str) -> bool:
        """One message of `kind` (text, image, voice, link); counts in the statistics and pushes nothing."""
        ...


class OfficialAccountDoor(Protocol):
    """A 公众号. `appid` is the account of its openids in events and truth."""

    appid: str

    def openid_of(self, person: Person) -> str:
        """`person.openid(appid)`: the same always, whether the person follows or not."""
        ...

    def follows(self, person: Person) -> bool: ...

    def follow(self, person: Person, at: float, rng: Random, *, live: bool, scene: str = "") -> str | None:
        """Follows through the QR code with scene value `scene`, or (empty) in a way the account draws from its QR
        codes, search, cards and articles. The scene that was used, "" = none; None when a follower already."""
        ...

    def unfollow(self, person: Person, at: float, *, live: bool) -> None: ...

    def scan(self, person: Person, at: float, rng: Random, *, live: bool, scene: str = "") -> bool:
        """A follower scans a QR code again (SCAN). False when the account has no such code or no follower."""
        ...

    def say(self, person: Person, at: float, text: str, *, live: bool) -> bool:
        """A follower writes; opens the 48 hours for customer-service messages."""
        ...

    def menu_keys(self, person: Person) -> Sequence[str]:
        """Keys (CLICK) and URLs (VIEW) of the menu this person sees, top to bottom."""
        ...

    def click_menu(self, person: Person, at: float, key: str, *, live: bool) -> bool: ...

    def articles(self, at: float) -> Sequence[str]:
        """Ids of the articles published by `at`, newest first; at most ten."""
        ...

    def read_article(self, person: Person, at: float, article: str, *, shared: bool) -> None:
        """Reading pushes nothing; it counts in the article statistics."""
        ...


class Item(msgspec.Struct, frozen=True):
    """One line of an order; `price` is of one piece."""

    sku: str
    name: str
    quantity: int
    price: int


class Purchase(msgspec.Struct, frozen=True):
    """An order as the shop knows it. `amount` is what is paid in all."""

    order_no: str
    items: tuple[Item, ...]
    amount: int
    store_id: str = ""
    live_id: str = ""


class MiniProgramDoor(Protocol):
    """A mini program with its 微信小店 and 视频号 live room. `appid` is the account of its openids."""

    appid: str

    def openid_of(self, person: Person) -> str:
        """`person.openid(appid)`."""
        ...

    def launch(self, person: Person, at: float, *, path: str, scene: int, link: str = "") -> None:
        """Opened; `scene` is WeChat's scene value (1001 list, 1007 card, 1011 code, 1035 公众号 menu …) and `link` the
        URL link or code of the platform that led here. Pushes nothing; counts in the visit statistics."""
        ...

    def links(self) -> Sequence[str]:
        """Living URL links and codes of the platform, oldest first."""
        ...

    def subscribe(self, person: Person, at: float, *, live: bool) -> None:
        """The person allowed the subscribe messages offered to them, once each."""
        ...

    def order(self, person: Person, at: float, purchase: Purchase, *, live: bool) -> None:
        """Placed in the shop of WeChat."""
        ...

    def pay(self, person: Person, at: float, order_no: str, *, live: bool) -> None: ...

    def cancel(self, person: Person, at: float, order_no: str, *, live: bool) -> None:
        """Never paid, or given up."""
        ...

    def refund(self, person: Person, at: float, order_no: str, amount: int, *, live: bool) -> None:
        """Asked for and granted."""
        ...

    def live_rooms(self, at: float) -> Sequence[str]:
        """Ids of the 视频号 live rooms that are on air at `at`."""
        ...

    def watch_live(self, person: Person, at: float, room: str, seconds: int, *, live: bool) -> None: ...

    def leave_lead(self, person: Person, at: float, room: str, *, live: bool) -> None:
        """The person left name and number in the live room (留资)."""
        ...


class PayDoor(Protocol):
    """WeChat Pay of the brand's merchant number, for orders outside the shop of WeChat."""

    def pay(self, person: Person, at: float, order_no: str, amount: int, *, appid: str, live: bool) -> bool:
        """The payer confirms. `order_no` is the merchant's out_trade_no; an order that the platform prepared under this
        number is paid as prepared, any other is entered in the books only. False when refused."""
        ...

    def prepared(self) -> Sequence[tuple[Person, str, int]]:
        """(payer, out_trade_no, amount) of what the platform prepared and nobody has paid yet, oldest first."""
        ...

    def refund(self, person: Person, at: float, order_no: str, amount: int, *, live: bool) -> bool: ...


class MomentDoor(Protocol):
    """朋友圈 of staff: customers like and comment. Pushes nothing; the platform asks for the results."""

    def like(self, person: Person, at: float, moment: str) -> bool: ...

    def comment(self, person: Person, at: float, moment: str, text: str) -> bool: ...


class DutyDoor(Protocol):
    """What staff do at work when they look at their phone: confirm mass messages, publish moments, take transfers."""

    def on_duty(self, staff: Sequence[str], at: float, rng: Random, *, live: bool) -> None:
        """These members work at `at` and look at what waits for them; called every half hour of the world."""
        ...


Channel = Literal[
    "wecom_chat", "wecom_group", "moment", "kf", "oa_mass", "oa_template", "oa_service", "mp_subscribe", "sms"
]


class Letter(msgspec.Struct, frozen=True):
    """A message of the brand that reached people. `links` are the addresses in it that can be followed."""

    id: str
    channel: Channel
    text: str = ""
    links: tuple[str, ...] = ()
    room: str = ""
    staff: str = ""


class Mailbox(Protocol):
    """The one door in the other direction: a service tells the world that a message reached people.

    The world decides who reads, clicks, likes, answers, is annoyed and leaves.
    """

    def delivered(self, letter: Letter, people: Sequence[Person], at: float, *, live: bool) -> None: ...


@dataclass(slots=True)
class Doors:
    """The doors of this sandbox; None = no such service."""

    wecom: WeComDoor
    groups: GroupDoor | None = None
    official_account: OfficialAccountDoor | None = None
    mini_program: MiniProgramDoor | None = None
    pay: PayDoor | None = None
    moments: MomentDoor | None = None
    duty: DutyDoor | None = None


__all__ = [
    "Added",
    "Channel",
    "Doors",
    "DutyDoor",
    "GroupDoor",
    "Item",
    "JoinScene",
    "LeaveScene",
    "Letter",
    "Mailbox",
    "MiniProgramDoor",
    "MomentDoor",
    "OfficialAccountDoor",
    "PayDoor",
    "Purchase",
    "WeComDoor",
]
