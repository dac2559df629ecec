"""The demo's connections: one for every service of the sandbox that the platform has a kind for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

ACCOUNT_NAMES = ("corp_id", "appid", "mchid")
ALIASES = {"token": "callback_token"}
NAMES = {
    "wecom": "木槿生活（模拟企业）",
    "official_account": "木槿生活公众号",
    "mini_program": "木槿生活小程序",
    "channels": "木槿生活微信小店",
    "pay": "木槿生活商户号",
}
WELCOME = {
    "wecom": "您好，我是{staff_name}，很高兴认识您。",
    "official_account": "欢迎关注木槿生活！新品、护肤知识和门店活动，都会第一时间在这里告诉您。",
}


def wanted_connection(
    kind: Mapping[str, Any], credentials: Mapping[str, Any], base_url: str
) -> dict[str, Any]:
    """The form for POST /api/connections, from what the sandbox's administrator knows.

    `kind` is one of GET /api/connections/kinds; whatever of its fields the credentials hold is filled in.
    """
    known = {ALIASES.get(name, name): str(value) for name, value in credentials.items()}
    if kind["name"] in WELCOME:
        known["welcome_text"] = WELCOME[kind["name"]]
    fields = {one["name"]: known[one["name"]] for one in kind["fields"] if one["name"] in known}
    secret = {one["name"] for one in kind["fields"] if one["secret"]}
    return {
        "kind": kind["name"],
        "name": NAMES.get(kind["name"], kind["name"]),
        "account": next(known[name] for name in ACCOUNT_NAMES if name in known),
        "app": known.get("agent_id", ""),
        "secrets": {name: value for name, value in fields.items() if name in secret},
        "settings": {name: value for name, value in fields.items() if name not in secret},
        "api_url": known.get("base_url", base_url),
    }
