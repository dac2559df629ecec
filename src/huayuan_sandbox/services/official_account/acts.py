"""What a follower can be made to do by hand: the control API and the pages for people do it through here."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import msgspec

from huayuan_sandbox.services.official_account.account import Account
from huayuan_sandbox.world.clock import Clock
from huayuan_sandbox.world.people import Person

_KINDS = ("text", "image", "voice", "video", "shortvideo", "location", "link")


class Wish(msgspec.Struct, forbid_unknown_fields=True):
    """`person`: "p12" of the truth or an openid; empty = somebody who fits. The rest belongs to single acts."""

    person: str = ""
    scene: str = ""
    kind: str = "text"
    text: str = ""
    key: str = ""
    latitude: float = 23.137466
    longitude: float = 113.352425
    template_id: str = ""
    accept: bool = True
    article: str = ""
    shared: bool = False
    refuses: bool = False


Act = Callable[[Person, Wish], dict[str, Any]]


class AccountActs:
    """Each answers {"done"}: false when it could not be done. Raises OfficialAccountError."""

    def __init__(self, account: Account, clock: Clock) -> None:
        self.account = account
        self.clock = clock
        self._rng = Random(f"{account.seed}|official account by hand")

    def all(self) -> dict[str, Act]:
        return {"follow": self.follow, "unfollow": self.unfollow, "scan": self.scan, "say": self.say,
                "click": self.click, "locate": self.locate, "notice": self.notice, "read": self.read,
                "refuse": self.refuse}  # fmt: skip

    def follow(self, person: Person, wish: Wish) -> dict[str, Any]:
        scene = self.account.follow(person, self.clock.now(), self._rng, live=True, scene=wish.scene)
        return {"done": scene is not None, "scene": scene or ""}

    def unfollow(self, person: Person, _: Wish) -> dict[str, Any]:
        follows = self.account.follows(person)
        self.account.unfollow(person, self.clock.now(), live=True)
        return {"done": follows}

    def scan(self, person: Person, wish: Wish) -> dict[str, Any]:
        now = self.clock.now()
        return {"done": self.account.scan(person, now, self._rng, live=True, scene=wish.scene)}

    def say(self, person: Person, wish: Wish) -> dict[str, Any]:
        now = self.clock.now()
        fields: dict[str, tuple[tuple[str, Any], ...]] = {
            "text": (("Content", wish.text),),
            "image": (("PicUrl", "http://example.com/a.jpg"), ("MediaId", "sandbox-image")),
            "voice": (("MediaId", "sandbox-voice"), ("Format", "amr")),
            "video": (("MediaId", "sandbox-video"), ("ThumbMediaId", "sandbox-thumb")),
            "shortvideo": (("MediaId", "sandbox-video"), ("ThumbMediaId", "sandbox-thumb")),
            "location": (("Location_X", f"{wish.latitude}"), ("Location_Y", f"{wish.longitude}"),
                         ("Scale", "16"), ("Label", wish.text)),
            "link": (("Title", wish.text), ("Description", ""), ("Url", "https://example.com")),
        }  # fmt: skip
        known = wish.kind in _KINDS
        return {"done": known and self.account.send(person, now, wish.kind, fields[wish.kind], live=True)}

    def click(self, person: Person, wish: Wish) -> dict[str, Any]:
        return {"done": self.account.click_menu(person, self.clock.now(), wish.key, live=True)}

    def locate(self, person: Person, wish: Wish) -> dict[str, Any]:
        now = self.clock.now()
        return {"done": self.account.locate(person, now, wish.latitude, wish.longitude)}

    def notice(self, person: Person, wish: Wish) -> dict[str, Any]:
        now = self.clock.now()
        return {"done": self.account.decide_notice(person, now, wish.template_id, accept=wish.accept)}

    def read(self, person: Person, wish: Wish) -> dict[str, Any]:
        now = self.clock.now()
        article = wish.article or next(iter(self.account.articles(now)), "")
        self.account.read_article(person, now, article, shared=wish.shared)
        return {"done": bool(article)}

    def refuse(self, person: Person, wish: Wish) -> dict[str, Any]:
        """The follower turns messages of the account off, or on again."""
        self.account.followers.get(self.account.openid_of(person)).refuses = wish.refuses
        return {"done": True}
