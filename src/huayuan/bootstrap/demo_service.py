"""What the demo's administrators and customers do at WeChat by themselves: templates of the mini program are chosen, and
customers write to 微信客服. Both over the sandbox's own interfaces, so that the platform learns of it as in real life."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx

CONTROL = "/sandbox/control"
# number in the public library, keywords, what it is for (at most 15 characters)
TEMPLATES = (
    ("1001", [1, 2, 3, 4], "订单发货"),
    ("1002", [1, 2, 4], "优惠券到期"),
    ("1003", [1, 2, 4], "门店活动"),
)
STAFF, CUSTOMER = "staff", "customer"


@dataclass(frozen=True, slots=True)
class Talk:
    """What is said in a chat, in order; `scene` names the entrance, `ended` closes it."""

    lines: tuple[tuple[str, str], ...]
    scene: str = ""
    ended: bool = False


TALKS = (
    Talk(((CUSTOMER, "你好，保湿面霜敏感肌可以用吗？"),), "website"),
    Talk(((CUSTOMER, "昨天买的香薰还没有发货，能帮我看看吗？"), (CUSTOMER, "订单是手机号下的")), "mini_program"),
    Talk(((CUSTOMER, "会员积分可以在门店用吗？"), (STAFF, "可以的，结账时报手机号就行。")), "poster_spring"),
    Talk(((CUSTOMER, "周六的护肤体验还有名额吗？"), (STAFF, "还有两个名额，帮您留一个吗？"), (CUSTOMER, "好的，谢谢！")), "poster_spring"),
    Talk(((CUSTOMER, "收到的玫瑰茶盒子压坏了"), (STAFF, "实在抱歉，马上给您补发一盒。"), (CUSTOMER, "太好了")), "mini_program", True),
)  # fmt: skip


def choose_templates(app: Mapping[str, Any]) -> int:
    """Takes subscribe message templates from the public library, as the administrator does at mp.weixin.qq.com; answers
    how many are new. `app`: credentials of the mini program with the `base_url` of its interface.

    Raises RuntimeError when one is refused.
    """
    with httpx.Client(base_url=app["base_url"], timeout=30) as program:
        wish = {"grant_type": "client_credential", "appid": app["appid"], "secret": app["secret"]}
        token = {"access_token": _taken(program.post("/cgi-bin/stable_token", json=wish))["access_token"]}
        known = {
            one["title"] for one in _taken(program.get("/wxaapi/newtmpl/gettemplate", params=token))["data"]
        }
        if known:  # the world was played before
            return 0
        for tid, keywords, scene in TEMPLATES:
            template = {"tid": tid, "kidList": keywords, "sceneDesc": scene}
            _taken(program.post("/wxaapi/newtmpl/addtemplate", params=token, json=template))
    return len(TEMPLATES)


def write_to_service(world: httpx.Client, people: int) -> int:
    """Customers write to 微信客服 and a servicer answers some; answers how many wrote. A world of few people, or one
    without an account, has fewer chats."""
    accounts = world.get(f"{CONTROL}/wecom/kf").raise_for_status().json()["accounts"]
    if not accounts or not people:
        return 0
    account = accounts[0]
    talks = TALKS[:people]
    for place, talk in enumerate(talks):
        customer = f"p{place * people // len(talks)}"
        _hold(world, account, customer, talk)
    return len(talks)


def _hold(world: httpx.Client, account: Mapping[str, Any], customer: str, talk: Talk) -> None:
    here = {"customer": customer, "open_kfid": account["open_kfid"]}
    servicers = account["servicers"]
    for place, (speaker, text) in enumerate(talk.lines):
        if speaker == CUSTOMER:
            _act(world, "write", {**here, "text": text, "scene": talk.scene, "enter": not place})
        elif servicers:
            _act(world, "answer", {**here, "text": text, "userid": servicers[0]})
    if talk.ended and servicers:
        _act(world, "end", here)


def _act(world: httpx.Client, what: str, wish: Mapping[str, Any]) -> None:
    """A refusal costs this line only: the world may have moved on."""
    world.post(f"{CONTROL}/wecom/kf/{what}", json=wish)


def _taken(answer: httpx.Response) -> dict[str, Any]:
    found: dict[str, Any] = answer.raise_for_status().json()
    if found.get("errcode"):
        raise RuntimeError(f"{answer.request.url.path} answered {found}")
    return found
