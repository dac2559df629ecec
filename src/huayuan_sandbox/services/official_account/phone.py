"""公众号 on somebody's phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import islice
from typing import Any

from huayuan_sandbox.services.official_account.acts import AccountActs, Act, Wish
from huayuan_sandbox.services.official_account.menus import leaves
from huayuan_sandbox.services.official_account.models import Delivered, Follower, QrCode
from huayuan_sandbox.services.phone import (
    YES_NO,
    Choices,
    Deed,
    Field,
    Item,
    Listing,
    Screen,
    Text,
    Word,
    when,
)
from huayuan_sandbox.world.people import Person

_CODES_SHOWN = 50
_MESSAGES_SHOWN = 5


def screen(acts: AccountActs, person: Person, send: Callable[[], None]) -> Screen:
    account, now = acts.account, acts.clock.now()
    openid = account.openid_of(person)
    follower = account.followers.known.get(openid)
    codes = list(islice(reversed(account.qrcodes.living(now)), _CODES_SHOWN))
    offer = partial(_offer, person)
    if follower is None or not follower.subscribed:
        deeds = [offer("oa.follow", acts.follow, Field("scene", "oa.scene", _scenes(codes), "one"))]
    else:
        deeds = [
            *_talking(acts, follower, offer),
            *_scanning(acts, codes, offer),
            *_deciding(acts, follower, offer),
        ]
    if articles := _articles(acts):
        shared = Field("shared", "oa.shared", YES_NO[::-1], "one")
        deeds.append(offer("oa.read", acts.read, Field("article", "oa.article", articles, "one"), shared))
    if follower is not None and follower.subscribed:
        deeds.append(offer("oa.unfollow", acts.unfollow))
    return Screen(
        "official_account", _lines(acts, follower), [Listing("oa.reached", list(_reached(acts, openid)))], deeds, send
    )  # fmt: skip


def _offer(
    person: Person, name: str, act: Act, *asks: Field, given: Mapping[str, Any] | None = None, of: str = ""
) -> Deed:
    return Deed(name, Wish, partial(act, person), given or {}, asks, of, proof="done")


def _lines(acts: AccountActs, follower: Follower | None) -> list[tuple[str, Text]]:
    if follower is None:
        return [("oa.follows", Word("no"))]
    if not follower.subscribed:
        return [("oa.follows", Word("oa.left", (when(follower.cancelled_at),)))]
    rows = acts.account.tags.rows
    tags = "、".join(rows[number].name for number in follower.tags if number in rows)
    scene = follower.qr_scene_str or (str(follower.qr_scene) if follower.qr_scene else "")
    lines: list[tuple[str, Text]] = [("oa.follows", Word("since", (when(follower.since),)))]
    lines.append(("oa.came_by", scene or follower.scene))
    if tags:
        lines.append(("oa.tags", tags))
    if follower.refuses:
        lines.append(("oa.takes_messages", Word("no")))
    return lines


def _talking(acts: AccountActs, follower: Follower, offer: Callable[..., Deed]) -> Iterator[Deed]:
    yield offer("oa.say", acts.say, Field("text", "text", needed=True), given={"kind": "text"})
    buttons, _ = acts.account.menus.seen_by(follower)
    menu: Choices = [
        (key, f"{leaf['name']} · {leaf['type']}")
        for leaf in leaves(buttons)
        if (key := leaf.get("key") or leaf.get("url"))
    ]
    if menu:
        yield offer("oa.click", acts.click, Field("key", "oa.menu", menu, "one"))


def _scanning(acts: AccountActs, codes: list[QrCode], offer: Callable[..., Deed]) -> Iterator[Deed]:
    if codes:
        yield offer(
            "oa.scan", acts.scan, Field("scene", "oa.code", [(one.scene, one.scene) for one in codes], "one")
        )
    usual = Wish()
    yield offer(
        "oa.locate", acts.locate,
        Field("latitude", "latitude", kind="number", value=str(usual.latitude), needed=True),
        Field("longitude", "longitude", kind="number", value=str(usual.longitude), needed=True),
    )  # fmt: skip


def _deciding(acts: AccountActs, follower: Follower, offer: Callable[..., Deed]) -> Iterator[Deed]:
    notices = [(one.id, one.title) for one in acts.account.templates.rows.values() if one.notice]
    if notices:
        accept = Field("accept", "accepts", YES_NO, "one")
        yield offer("oa.notice", acts.notice, Field("template_id", "template", notices, "one"), accept)
    name = "oa.take_again" if follower.refuses else "oa.refuse"
    yield offer(name, acts.refuse, given={"refuses": not follower.refuses})


def _scenes(codes: list[QrCode]) -> Choices:
    """Without a scene the person finds the account somehow, perhaps by one of the codes."""
    return [("", Word("oa.somehow")), *((one.scene, one.scene) for one in codes)]


def _articles(acts: AccountActs) -> Choices:
    now = acts.clock.now()
    acts.account.articles(now)
    return [(one.article_id, str(one.articles[0]["title"])) for one in acts.account.content.living(now)[:10]]


def _reached(acts: AccountActs, openid: str) -> Iterator[Item]:
    """The newest first."""
    mine = (one for one in reversed(acts.account.delivered) if one.openid == openid)
    for one in islice(mine, _MESSAGES_SHOWN):
        yield Item(_shown(one), (when(one.at), Word(f"oa.way.{one.way}")))


def _shown(message: Delivered) -> str:
    content = message.content
    told = [content.get(name) for name in ("title", "content", "text", "description")]
    return "\n".join(str(one) for one in told if one) or message.msgtype
