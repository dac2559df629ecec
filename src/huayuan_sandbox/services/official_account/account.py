"""One 公众号: its followers, menus, codes and articles, and what people do in it.

What people do pushes callbacks into `outgoing`; what the platform does through the API pushes only results.
"""

from __future__ import annotations

import base64
import hashlib
from collections import deque
from collections.abc import Callable, Sequence
from random import Random

from huayuan_sandbox.services.official_account import callbacks
from huayuan_sandbox.services.official_account.articles import Articles
from huayuan_sandbox.services.official_account.followers import Followers, Tags
from huayuan_sandbox.services.official_account.mass import MassDesk
from huayuan_sandbox.services.official_account.menus import Menus, leaves
from huayuan_sandbox.services.official_account.models import (
    Callback,
    Credentials,
    Delivered,
    Follower,
    Options,
    QrCode,
)
from huayuan_sandbox.services.official_account.oauth import WebLogin
from huayuan_sandbox.services.official_account.qrcodes import QrCodes
from huayuan_sandbox.services.official_account.quota import Quota
from huayuan_sandbox.services.official_account.statistics import Statistics
from huayuan_sandbox.services.official_account.templates import Templates
from huayuan_sandbox.services.official_account.tokens import TokenDesk
from huayuan_sandbox.services.official_account.windows import Windows
from huayuan_sandbox.world.doors import Mailbox
from huayuan_sandbox.world.people import Person, Population

# How people find an account when not through a code of it, with weights.
_SCENES = (("ADD_SCENE_SEARCH", 38), ("ADD_SCENE_PROFILE_CARD", 22), ("ADD_SCENE_PROFILE_ITEM", 14),
           ("ADD_SCENE_PROFILE_LINK", 10), ("ADD_SCENE_WXA", 8), ("ADD_SCENE_OTHERS", 8))  # fmt: skip
_SHARE_BY_CODE = 0.45
_CLICKS = ("click", "scancode_push", "scancode_waitmsg", "pic_sysphoto", "pic_photo_or_album", "pic_weixin",
           "location_select")  # fmt: skip
_OPEN_WINDOW = ("click", "scancode_push", "scancode_waitmsg")
_FIRST_MESSAGE = 24_000_000_000_000_000


def make_credentials(seed: int) -> Credentials:
    """The same for the same seed, so that a platform stays connected over restarts of the sandbox."""
    digest = hashlib.sha512(f"huayuan sandbox official account {seed}".encode()).digest()
    return Credentials(
        appid="wx" + digest[:8].hex(),
        secret=digest[8:24].hex(),
        original_id="gh_" + digest[24:30].hex(),
        token=digest[30:40].hex(),
        encoding_aes_key=base64.b64encode(digest[32:64]).decode()[:43].replace("+", "a").replace("/", "b"),
    )


class Account:
    """Implements `OfficialAccountDoor` of the world. `wake(seconds)` asks for the pushes to be fetched then."""

    def __init__(self, seed: int, calls_per_minute: int, population: Population) -> None:
        self.seed = seed
        self._population = population
        self.credentials = make_credentials(seed)
        self.appid = self.credentials.appid
        self.options = Options()
        self.tokens = TokenDesk(self.credentials)
        self.quota = Quota(calls_per_minute)
        self.followers = Followers()
        self.tags = Tags(self.followers)
        self.qrcodes = QrCodes(seed)
        self.windows = Windows()
        self.menus = Menus()
        self.templates = Templates(seed)
        self.mass = MassDesk()
        self.content = Articles(seed)
        self.statistics = Statistics()
        self.login = WebLogin(self.credentials.secret)
        self.visitors: dict[str, int] = {}
        self.accepts: dict[str, dict[str, int]] = {}
        self.outgoing: list[Callback] = []
        self.results: list[Callback] = []
        self.delivered: deque[Delivered] = deque(maxlen=5000)
        self.delivered_by_way: dict[str, int] = {}
        self.replies_refused = 0
        self.answered: dict[tuple[str, int, str], None] = {}
        self.messages = 0
        self.mailbox: Mailbox | None = None
        self.wake: Callable[[float], None] = lambda seconds: None

    # ---- what people do

    def openid_of(self, person: Person) -> str:
        return person.openid(self.appid)

    def person_of(self, openid: str) -> Person | None:
        """Who has this openid, as far as they followed or logged in."""
        follower = self.followers.known.get(openid)
        index = follower.person if follower else self.visitors.get(openid)
        return None if index is None else self._population[index]

    def follows(self, person: Person) -> bool:
        follower = self.followers.known.get(self.openid_of(person))
        return follower is not None and follower.subscribed

    def follow(self, person: Person, at: float, rng: Random, *, live: bool, scene: str = "") -> str | None:
        if self.follows(person):
            return None
        code = self._code(scene, at, rng, by_chance=rng.random() < _SHARE_BY_CODE)
        names, weights = zip(*_SCENES, strict=True)
        found_by = "ADD_SCENE_QR_CODE" if code else rng.choices(names, weights)[0]
        openid = self.openid_of(person)
        self.followers.follow(openid, person.index, at, found_by, code)
        self.statistics.followed(at, found_by, self.followers.present)
        if live:
            self.windows.opened(openid, "follow", at)
        fields = [("EventKey", f"qrscene_{code.scene}" if code else "")]
        if code:
            fields.append(("Ticket", code.ticket))
        self._push(callbacks.event(at, openid, "subscribe", *fields, live=live))
        return code.scene if code else ""

    def unfollow(self, person: Person, at: float, *, live: bool) -> None:
        follower = self._follower(person)
        if follower is not None:
            self.tags.clear(follower)
            self.followers.unfollow(follower, at)
            self.windows.closed(follower.openid)
            self.statistics.left(at, follower.scene, self.followers.present)
            self._push(callbacks.event(at, follower.openid, "unsubscribe", ("EventKey", ""), live=live))

    def scan(self, person: Person, at: float, rng: Random, *, live: bool, scene: str = "") -> bool:
        follower = self._follower(person)
        code = self._code(scene, at, rng, by_chance=True)
        if follower is None or code is None:
            return False
        if live:
            self.windows.opened(follower.openid, "scan", at)
        fields = (("EventKey", code.scene), ("Ticket", code.ticket))
        self._push(callbacks.event(at, follower.openid, "SCAN", *fields, live=live))
        return True

    def say(self, person: Person, at: float, text: str, *, live: bool) -> bool:
        return self.send(person, at, "text", (("Content", text),), live=live)

    def send(self, person: Person, at: float, kind: str, fields: callbacks.Fields, *, live: bool) -> bool:
        """A message of any kind; `fields` are those between MsgType and MsgId."""
        follower = self._follower(person)
        if follower is None:
            return False
        self.messages += 1
        self.windows.opened(follower.openid, "message", at)
        self.statistics.wrote(at, follower.openid, kind)
        number = _FIRST_MESSAGE + self.messages
        self._push(callbacks.message(at, follower.openid, kind, number, *fields, live=live))
        return True

    def menu_keys(self, person: Person) -> Sequence[str]:
        follower = self._follower(person)
        buttons = self.menus.seen_by(follower)[0] if follower else []
        return [leaf.get("key") or leaf.get("url", "") for leaf in leaves(buttons)]

    def click_menu(self, person: Person, at: float, key: str, *, live: bool) -> bool:
        follower = self._follower(person)
        if follower is None:
            return False
        buttons, menuid = self.menus.seen_by(follower)
        leaf = next((one for one in leaves(buttons) if key in (one.get("key"), one.get("url"))), None)
        if leaf is None or not key:
            return False
        kind = leaf["type"]
        fields: tuple[tuple[str, str], ...]
        if kind in _CLICKS:
            name, fields = ("CLICK" if kind == "click" else kind), (("EventKey", key),)
        else:
            name = "view_miniprogram" if kind == "miniprogram" else "VIEW"
            shown = leaf.get("pagepath") or key if kind == "miniprogram" else key
            fields = (("EventKey", shown), ("MenuId", str(menuid)))
        if live and kind in _OPEN_WINDOW:
            self.windows.opened(follower.openid, "menu", at)
        self._push(callbacks.event(at, follower.openid, name, *fields, live=live))
        return True

    def articles(self, at: float) -> Sequence[str]:
        self.content.edit(at, self.options.articles_per_week)
        return [one.article_id for one in self.content.living(at)[:10]]

    def read_article(self, person: Person, at: float, article: str, *, shared: bool) -> None:
        if article in self.content.published:
            self.statistics.read(at, article, person.index, shared=shared)

    # ---- by hand, through the control API

    def locate(self, person: Person, at: float, latitude: float, longitude: float) -> bool:
        follower = self._follower(person)
        if follower is None:
            return False
        fields = (("Latitude", f"{latitude:.6f}"), ("Longitude", f"{longitude:.6f}"), ("Precision", "65.0"))
        self._push(callbacks.event(at, follower.openid, "LOCATION", *fields))
        return True

    def decide_notice(self, person: Person, at: float, template_id: str, *, accept: bool) -> bool:
        """The person answers the question whether a 订阅通知 may be sent; one acceptance allows one."""
        follower = self._follower(person)
        if follower is None or template_id not in self.templates.rows:
            return False
        if accept:
            mine = self.accepts.setdefault(follower.openid, {})
            mine[template_id] = mine.get(template_id, 0) + 1
        row = (("TemplateId", template_id), ("SubscribeStatusString", "accept" if accept else "reject"),
               ("PopupScene", "0"))  # fmt: skip
        inside = (("SubscribeMsgPopupEvent", (("List", row),)),)
        self._push(callbacks.event(at, follower.openid, "subscribe_msg_popup_event", *inside))
        return True

    # ---- pushes

    def push_result(self, callback: Callback) -> None:
        """Leaves when its time has come; `wake` sees to it."""
        self.results.append(callback)
        self.wake(self.options.result_after)

    def drain(self, now: float) -> list[Callback]:
        """Pushes since the last call and results that are due, in the order they happened."""
        ready = self.outgoing + [one for one in self.results if one.at <= now]
        self.results = [one for one in self.results if one.at > now]
        self.outgoing = []
        ready.sort(key=lambda callback: callback.at)
        return ready

    def _push(self, callback: Callback) -> None:
        self.outgoing.append(callback)

    # ---- inside

    def _follower(self, person: Person) -> Follower | None:
        follower = self.followers.known.get(self.openid_of(person))
        return follower if follower is not None and follower.subscribed else None

    def _code(self, scene: str, at: float, rng: Random, *, by_chance: bool) -> QrCode | None:
        """The code with this scene; without a scene one of those that hang about, the older the more seen."""
        if scene:
            return self.qrcodes.with_scene(scene, at)
        living = self.qrcodes.living(at)
        if not living or not by_chance:
            return None
        return rng.choices(living, [1 / (1 + place) for place in range(len(living))])[0]
