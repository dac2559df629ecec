"""cgi-bin/token and cgi-bin/stable_token: the same for every app, so 微信小店 uses them too."""

from __future__ import annotations

from typing import Any, Protocol

from huayuan_sandbox.services.mini_program.call import Call
from huayuan_sandbox.services.mini_program.tokens import TokenDesk

OPEN_PATHS = frozenset({"cgi-bin/token", "cgi-bin/stable_token"})


class HasTokens(Protocol):
    tokens: TokenDesk


def token(call: Call[Any]) -> dict[str, Any]:
    app: HasTokens = call.app
    query = call.query
    issued, seconds = app.tokens.issue(
        query.get("appid", ""), query.get("secret", ""), query.get("grant_type", ""), call.ip, call.now
    )
    return {"access_token": issued, "expires_in": seconds}


def stable_token(call: Call[Any]) -> dict[str, Any]:
    app: HasTokens = call.app
    issued, seconds = app.tokens.issue_stable(
        call.text("appid"),
        call.text("secret"),
        call.text("grant_type"),
        call.ip,
        call.now,
        force=call.flag("force_refresh", False),
    )
    return {"access_token": issued, "expires_in": seconds}


ENDPOINTS = {"cgi-bin/token": ("GET", token), "cgi-bin/stable_token": ("POST", stable_token)}
