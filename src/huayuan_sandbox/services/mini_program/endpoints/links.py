"""URL Link, URL Scheme, short link, and 小程序码."""

from __future__ import annotations

import io
from typing import Any

import segno

from huayuan_sandbox.services.mini_program.call import Call, Endpoint, Image
from huayuan_sandbox.services.mini_program.errors import WeixinError
from huayuan_sandbox.services.mini_program.links import LONGEST_DAYS
from huayuan_sandbox.services.mini_program.models import AppCode, Link
from huayuan_sandbox.services.mini_program.program import Program
from huayuan_sandbox.world.clock import DAY

_SCHEME = "weixin://dl/business/?t="


def generate_urllink(call: Call[Program]) -> dict[str, Any]:
    link = call.app.links.make(
        "url_link", call.text("path"), call.text("query", code=40212), _version(call.text("env_version")),
        _expiry(call.body, call), call.now,
    )  # fmt: skip
    return {"url_link": url_of(call, link)}


def query_urllink(call: Call[Program]) -> dict[str, Any]:
    quota = {"quota_info": {"remain_visit_quota": call.app.links.opens_left(call.now)}}
    if call.number("query_type", 0, 0, 1):
        return quota
    link = _known(call, call.text("url_link", required=True).rpartition("/")[2], "url_link")
    return {"url_link_info": _shown(call, link), **quota}


def generatescheme(call: Call[Program]) -> dict[str, Any]:
    target = call.part("jump_wxa")
    path, query = str(target.get("path", "")), str(target.get("query", ""))
    lasting = not call.flag("is_expire", True)
    expires_at = int(call.now + LONGEST_DAYS * DAY) if lasting else _expiry(call.body, call)
    link = call.app.links.make(
        "scheme", path, query, _version(str(target.get("env_version", ""))), expires_at, call.now
    )
    return {"openlink": _SCHEME + link.ticket}


def queryscheme(call: Call[Program]) -> dict[str, Any]:
    quota = {"quota_info": {"remain_visit_quota": call.app.links.opens_left(call.now)}}
    if call.number("query_type", 0, 0, 1):
        return quota
    link = _known(call, call.text("scheme", required=True).removeprefix(_SCHEME), "scheme")
    return {"scheme_info": _shown(call, link), **quota}


def genwxashortlink(call: Call[Program]) -> dict[str, Any]:
    """A title of more than 20 characters is cut, not refused."""
    link = call.app.links.make_short(
        call.text("page_url", required=True, code=40066), call.text("page_title"), call.now,
        permanent=call.flag("is_permanent", False),
    )  # fmt: skip
    return {"link": f"#小程序://木槿生活/{call.text('page_title')[:20]}/{link.ticket}"}


def getwxacodeunlimit(call: Call[Program]) -> Image:
    _check_width(call)
    code = call.app.links.make_unlimited_code(
        call.text("page", code=41030),
        call.text("scene", required=True, code=40169),
        call.now,
        check_path=call.flag("check_path", True),
    )
    return _image(call, code)


def getwxacode(call: Call[Program]) -> Image:
    _check_width(call)
    return _image(call, call.app.links.make_limited_code(call.text("path"), call.now))


def url_of(call: Call[Program], link: Link) -> str:
    """The real one is https://wxaurl.cn/TICKET; this one is a page that says what would open."""
    return f"{call.base_url}/mini_program/s/{link.ticket}"


def _image(call: Call[Program], code: AppCode) -> Image:
    picture = io.BytesIO()
    segno.make(f"{call.base_url}/mini_program/c/{code.number}", error="m").save(picture, kind="png", scale=8)
    return Image(picture.getvalue())


def _expiry(body: dict[str, Any], call: Call[Program]) -> int:
    """Raises 40097, and 85400 for more than 30 days."""
    if call.number("expire_type", 0, 0, 1) == 1:
        days = body.get("expire_interval", 0)
        if not isinstance(days, int) or days < 1:
            raise WeixinError(40097, "expire_interval")
        expires_at = int(call.now + days * DAY)
    else:
        expires_at = int(body.get("expire_time") or call.now + LONGEST_DAYS * DAY)
    if expires_at > call.now + LONGEST_DAYS * DAY + 60:
        raise WeixinError(85400)
    return expires_at


def _version(given: str) -> str:
    if given not in ("", "release", "trial", "develop"):
        raise WeixinError(40097, "env_version")
    return given or "release"


def _known(call: Call[Program], ticket: str, kind: str) -> Link:
    link = call.app.links.links.get(ticket)
    if link is None or link.kind != kind:
        raise WeixinError(40097, kind)
    return link


def _shown(call: Call[Program], link: Link) -> dict[str, Any]:
    return {
        "appid": call.app.credentials.appid, "path": link.path, "query": link.query,
        "env_version": link.env_version, "create_time": link.created_at, "expire_time": link.expires_at,
    }  # fmt: skip


def _check_width(call: Call[Program]) -> None:
    call.number("width", 430, 280, 1280)


ENDPOINTS: dict[str, tuple[str, Endpoint[Program]]] = {
    "wxa/generate_urllink": ("POST", generate_urllink),
    "wxa/query_urllink": ("POST", query_urllink),
    "wxa/generatescheme": ("POST", generatescheme),
    "wxa/queryscheme": ("POST", queryscheme),
    "wxa/genwxashortlink": ("POST", genwxashortlink),
    "wxa/getwxacodeunlimit": ("POST", getwxacodeunlimit),
    "wxa/getwxacode": ("POST", getwxacode),
}
