"""QR codes and the web login."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from huayuan_sandbox.services.official_account.call import Call, Endpoint, done
from huayuan_sandbox.services.official_account.errors import OfficialAccountError
from huayuan_sandbox.services.official_account.models import UserToken
from huayuan_sandbox.services.official_account.oauth import LIFETIME

_DEFAULT_SECONDS = 60


def qrcode_create(call: Call) -> dict[str, Any]:
    call.only_for_service_accounts()
    info = call.body.get("action_info")
    scene = info.get("scene") if isinstance(info, dict) else None
    seconds = call.number("expire_seconds", _DEFAULT_SECONDS)
    code = call.account.qrcodes.create(call.text("action_name"), scene, seconds, call.now)
    answer: dict[str, Any] = {"ticket": code.ticket}
    if code.expires_at:
        answer["expire_seconds"] = seconds
    return {**answer, "url": f"{call.base_url}/cgi-bin/showqrcode?ticket={quote(code.ticket)}"}


def access_token(call: Call) -> dict[str, Any]:
    query = call.query
    if query.get("grant_type") != "authorization_code":
        raise OfficialAccountError(40002)
    if query.get("appid") != call.account.appid:
        raise OfficialAccountError(40013)
    if query.get("secret") != call.account.credentials.secret:
        raise OfficialAccountError(40125)
    return _token(call, call.account.login.exchange(query.get("code", ""), call.now))


def refresh_token(call: Call) -> dict[str, Any]:
    if call.query.get("appid") != call.account.appid:
        raise OfficialAccountError(40013)
    return _token(call, call.account.login.refresh(call.query.get("refresh_token", ""), call.now))


def auth(call: Call) -> dict[str, Any]:
    call.account.login.check(call.query.get("access_token", ""), call.query.get("openid", ""), call.now)
    return done()


def userinfo(call: Call) -> dict[str, Any]:
    """Here names and pictures are still shown: the person agreed to it. Raises 48001 for snsapi_base."""
    token = call.account.login.check(
        call.query.get("access_token", ""), call.query.get("openid", ""), call.now
    )
    if token.scope != "snsapi_userinfo":
        raise OfficialAccountError(48001)
    person = call.account.person_of(token.openid)
    assert person is not None
    origin = call.base_url.removesuffix("/official_account")
    answer = {
        "openid": token.openid, "nickname": person.nickname, "sex": 0, "language": "", "city": "",
        "province": "", "country": "", "headimgurl": f"{origin}/sandbox/avatar/{person.index}.svg",
        "privilege": [],
    }  # fmt: skip
    return {**answer, "unionid": person.unionid} if person.unionid else answer


def _token(call: Call, token: UserToken) -> dict[str, Any]:
    answer = {"access_token": token.token, "expires_in": LIFETIME, "refresh_token": token.refresh,
              "openid": token.openid, "scope": token.scope, "is_snapshotuser": 0}  # fmt: skip
    person = call.account.person_of(token.openid)
    assert person is not None
    if token.scope == "snsapi_userinfo" and person.unionid:
        answer["unionid"] = person.unionid
    return answer


ENDPOINTS: dict[str, tuple[str, Endpoint]] = {
    "cgi-bin/qrcode/create": ("POST", qrcode_create),
    "sns/oauth2/access_token": ("GET", access_token),
    "sns/oauth2/refresh_token": ("GET", refresh_token),
    "sns/auth": ("GET", auth),
    "sns/userinfo": ("GET", userinfo),
}
NO_TOKEN = frozenset({"sns/oauth2/access_token", "sns/oauth2/refresh_token", "sns/auth", "sns/userinfo"})
