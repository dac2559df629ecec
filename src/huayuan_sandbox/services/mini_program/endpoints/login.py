"""sns/jscode2session, session keys and phone numbers."""

from __future__ import annotations

import hashlib
import hmac
from typing import Any

from huayuan_sandbox.services.mini_program.call import Call, Endpoint
from huayuan_sandbox.services.mini_program.errors import WeixinError
from huayuan_sandbox.services.mini_program.models import Visitor, session_key_of
from huayuan_sandbox.services.mini_program.program import Program

OPEN_PATHS = frozenset({"sns/jscode2session"})


def jscode2session(call: Call[Program]) -> dict[str, Any]:
    """No access_token here: the app proves itself with its secret."""
    query = call.query
    call.app.tokens.check_secret(query.get("appid", ""), query.get("secret", ""))
    if query.get("grant_type") != "authorization_code":
        raise WeixinError(40002)
    visitor = call.app.log_in(query.get("js_code", ""), call.now)
    session = {"openid": visitor.openid, "session_key": visitor.session_key}
    return {**session, "unionid": visitor.unionid} if visitor.unionid else session


def getuserphonenumber(call: Call[Program]) -> dict[str, Any]:
    phone = call.app.phone_of(call.text("code"), call.now)
    watermark = {"timestamp": int(call.now), "appid": call.app.credentials.appid}
    info = {"phoneNumber": phone, "purePhoneNumber": phone, "countryCode": "86", "watermark": watermark}
    return {"phone_info": info}


def checksession(call: Call[Program]) -> dict[str, Any]:
    _signed_visitor(call)
    return {}


def resetusersessionkey(call: Call[Program]) -> dict[str, Any]:
    visitor = _signed_visitor(call)
    visitor.logins += 1
    visitor.session_key = session_key_of(call.app.credentials.appid, visitor.openid, visitor.logins)
    return {"openid": visitor.openid, "session_key": visitor.session_key}


def _signed_visitor(call: Call[Program]) -> Visitor:
    """Raises 40003 and 87009."""
    visitor = call.app.known(call.query.get("openid", ""))
    expected = hmac.new(visitor.session_key.encode(), b"", hashlib.sha256).hexdigest()
    if call.query.get("sig_method") != "hmac_sha256" or call.query.get("signature") != expected:
        raise WeixinError(87009)
    return visitor


ENDPOINTS: dict[str, tuple[str, Endpoint[Program]]] = {
    "sns/jscode2session": ("GET", jscode2session),
    "wxa/business/getuserphonenumber": ("POST", getuserphonenumber),
    "wxa/checksession": ("GET", checksession),
    "wxa/resetusersessionkey": ("GET", resetusersessionkey),
}
