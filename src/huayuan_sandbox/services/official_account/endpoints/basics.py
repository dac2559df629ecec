"""Tokens, tickets and quotas."""

from __future__ import annotations

import hashlib
from typing import Any

from huayuan_sandbox.services.official_account.call import Call, Endpoint, done
from huayuan_sandbox.services.official_account.errors import OfficialAccountError


def token(call: Call) -> dict[str, Any]:
    if call.query.get("grant_type") != "client_credential":
        raise OfficialAccountError(40002)
    appid, secret = call.query.get("appid", ""), call.query.get("secret", "")
    text, left = call.account.tokens.issue(appid, secret, call.ip, call.now)
    return {"access_token": text, "expires_in": left}


def stable_token(call: Call) -> dict[str, Any]:
    if call.body.get("grant_type") != "client_credential":
        raise OfficialAccountError(40002)
    force = call.body.get("force_refresh") is True
    appid, secret = call.text("appid"), call.text("secret")
    text, left = call.account.tokens.stable(appid, secret, call.ip, call.now, force=force)
    return {"access_token": text, "expires_in": left}


def getticket(call: Call) -> dict[str, Any]:
    """Good for 7200 s from the even hour it is asked in, so that repeated calls answer the same."""
    if call.query.get("type") not in ("jsapi", "wx_card"):
        raise OfficialAccountError(40097, "type")
    period = int(call.now // 7200)
    seed = f"{call.account.credentials.secret}|{call.query['type']}|{period}".encode()
    return done(ticket=hashlib.sha512(seed).hexdigest()[:86], expires_in=int((period + 1) * 7200 - call.now))


def addresses(call: Call) -> dict[str, Any]:
    return {"ip_list": ["127.0.0.1"]}


def callback_check(call: Call) -> dict[str, Any]:
    network = {"ip": "127.0.0.1", "from_operator": "CAP", "package_loss": "0%", "time": "0.100ms"}
    return {"dns": [{"ip": "127.0.0.1", "real_operator": "CAP"}], "ping": [network]}


def clear_quota(call: Call) -> dict[str, Any]:
    if call.text("appid") != call.account.appid:
        raise OfficialAccountError(40013)
    call.account.quota.clear(call.now)
    return done()


def clear_quota_v2(call: Call) -> dict[str, Any]:
    """With the secret, for an account whose tokens are used up."""
    given = {**call.query, **call.body}
    appid, secret = str(given.get("appid", "")), str(given.get("appsecret", ""))
    if not call.account.tokens.right_secret(appid, secret):
        raise OfficialAccountError(40013 if appid != call.account.appid else 40125)
    call.account.quota.clear(call.now)
    return done()


def quota_get(known: frozenset[str]) -> Endpoint:
    def get(call: Call) -> dict[str, Any]:
        path = call.text("cgi_path").lstrip("/")
        if path not in known:
            raise OfficialAccountError(76021)
        limit, used = call.account.quota.daily(path), call.account.quota.used(path, call.now)
        return done(quota={"daily_limit": limit, "used": used, "remain": max(limit - used, 0)})

    return get


ENDPOINTS: dict[str, tuple[str, Endpoint]] = {
    "cgi-bin/token": ("GET", token),
    "cgi-bin/stable_token": ("POST", stable_token),
    "cgi-bin/ticket/getticket": ("GET", getticket),
    "cgi-bin/get_api_domain_ip": ("GET", addresses),
    "cgi-bin/getcallbackip": ("GET", addresses),
    "cgi-bin/callback/check": ("POST", callback_check),
    "cgi-bin/clear_quota": ("POST", clear_quota),
    "cgi-bin/clear_quota/v2": ("POST", clear_quota_v2),
}
NO_TOKEN = frozenset({"cgi-bin/token", "cgi-bin/stable_token", "cgi-bin/clear_quota/v2"})
