"""Error codes of the 公众号 platform as far as this sandbox answers them."""

from __future__ import annotations

from typing import Any

MESSAGES: dict[int, str] = {
    -1: "system error",
    40001: "invalid credential, access_token is invalid or not latest",
    40002: "invalid grant_type",
    40003: "invalid openid",
    40004: "invalid media type",
    40005: "invalid file type",
    40007: "invalid media_id",
    40008: "invalid message type",
    40009: "invalid image size",
    40013: "invalid appid",
    40014: "invalid access_token",
    40015: "invalid menu type",
    40016: "invalid button size",
    40017: "invalid button type",
    40018: "invalid button name size",
    40019: "invalid button key size",
    40020: "invalid button url size",
    40023: "invalid sub button size",
    40024: "invalid sub button type",
    40025: "invalid sub button name size",
    40026: "invalid sub button key size",
    40027: "invalid sub button url size",
    40029: "invalid code",
    40030: "invalid refresh_token",
    40031: "invalid openid list",
    40032: "invalid openid list size",
    40033: "invalid charset. please check your request, if include \\uxxxx will create fail!",
    40035: "invalid parameter",
    40037: "invalid template_id",
    40052: "invalid action_name",
    40053: "invalid action_info",
    40054: "invalid sub button url domain",
    40059: "invalid msg id",
    40097: "invalid args",
    40114: "invalid index value",
    40125: "invalid appsecret",
    40130: "invalid openid list size, at least two openid",
    40152: "tag not exist",
    40163: "code been used",
    40164: "invalid ip, not in whitelist",
    41001: "access_token missing",
    41002: "appid missing",
    41004: "appsecret missing",
    41005: "media data missing",
    41008: "missing code",
    42001: "access_token expired",
    42002: "refresh_token expired",
    42003: "oauth_code expired",
    43002: "require POST method",
    43004: "require subscribe",
    43101: "user refuse to accept the msg",
    44002: "empty post data",
    44004: "text content is empty",
    45001: "media size out of limit",
    45002: "content size out of limit",
    45003: "title size out of limit",
    45004: "description size out of limit",
    45008: "article size out of limit",
    45009: "reach max api daily quota limit",
    45011: "api minute-quota reach limit, must slower, retry next minute",
    45015: "response out of time limit or subscription is canceled",
    45028: "has no masssend quota",
    45029: "qrcode count out of limit",
    45047: "out of response count limit",
    45056: "too many tag now, no need to add new",
    45057: "can't delete the tag that has too many fans",
    45058: "can't modify sys tag",
    45059: "can not tag one user too much",
    45065: "clientmsgid exist",
    45072: "command in post data is invalid",
    45080: "can not send typing, user has no interaction in 30 seconds",
    45081: "already typing",
    45157: "invalid tag name",
    45158: "invalid tag name length",
    45159: "invalid tag id",
    45166: "invalid content",
    46003: "menu no exist",
    47001: "data format error",
    47003: "argument invalid!",
    48001: "api unauthorized",
    48002: "user block receive message",
    48006: "forbid to clear quota because of reaching the limit",
    49003: "not match openid with appid",
    50005: "user is unsubscribed",
    53503: "draft check failed",
    61500: "date format error",
    61501: "date range error",
    61503: "data not ready",
    65301: "no match menuid",
    65303: "there is no selfmenu, please create selfmenu first",
    65320: "privacy field is not allowed in matchrule",
    76021: "cgi_path not found",
    200012: "private template count out of limit",
    200014: "tid not found",
    200020: "kid list is invalid",
    200021: "scene desc is invalid",
}


class OfficialAccountError(Exception):
    """Answered as {"errcode", "errmsg", **more} with HTTP 200, as the platform does."""

    def __init__(self, code: int, detail: str = "", **more: Any) -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail
        self.more = more

    def message(self, rid: str) -> str:
        """Texts are not promised by the platform: branch on the code."""
        text = MESSAGES.get(self.code, "unknown error")
        return f"{text}{' ' + self.detail if self.detail else ''} rid: {rid}"
