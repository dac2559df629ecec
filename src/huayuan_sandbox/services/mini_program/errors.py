"""Error codes of mini programs and 微信小店 as far as this sandbox answers them."""

from __future__ import annotations

import zlib

MESSAGES: dict[int, str] = {
    -1: "system error",
    40001: "invalid credential, access_token is invalid or not latest",
    40002: "invalid grant_type",
    40003: "invalid openid",
    40007: "invalid media_id",
    40008: "invalid message type",
    40013: "invalid appid",
    40014: "invalid access_token",
    40029: "invalid code",
    40037: "invalid template_id",
    40066: "invalid url",
    40097: "invalid args",
    40125: "invalid appsecret",
    40159: "path should no longer than 1024",
    40163: "code been used",
    40164: "invalid ip, not in whitelist",
    40165: "invalid weapp pagepath",
    40169: "invalid length for scene, or the data is not json string",
    40212: "invalid query",
    40225: "invalid page title",
    40226: "user is blocked",
    41001: "access_token missing",
    41002: "appid missing",
    41004: "appsecret missing",
    41008: "missing code",
    41030: "invalid page",
    42001: "access_token expired",
    43002: "require POST method",
    43101: "user refuse to accept the msg",
    43104: "this appid does not have permission",
    44002: "empty post data",
    45002: "content size out of limit",
    45009: "reach max api daily quota limit",
    45011: "api minute-quota reach limit, must slower, retry next minute",
    45015: "response out of time limit or subscription is canceled",
    45029: "qrcode count out of limit",
    45035: "access client ip is not registered, not in whitelist",
    45047: "out of response count limit",
    45168: "keyword in blacklist",
    47001: "data format error",
    47003: "argument invalid!",
    48001: "api unauthorized",
    61500: "date format error",
    61501: "date range error",
    61503: "data not ready, please try later",
    85079: "miniprogram has no online release",
    85400: "reach the limit of long-term scheme or link",
    87009: "invalid signature",
    200012: "individual template limit exceeded",
    200014: "invalid tid",
    200020: "invalid keyword id list",
    200021: "scene description too long or empty",
}


class WeixinError(Exception):
    """Answered as {"errcode", "errmsg"} with HTTP 200, as the platform does."""

    def __init__(self, code: int, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail

    def message(self, path: str, at: float) -> str:
        """The request id that the platform appends; here it follows from the call."""
        text = MESSAGES.get(self.code, "system error")
        detail = f" {self.detail}" if self.detail else ""
        seed = zlib.crc32(f"{path}|{at}".encode())
        return f"{text}{detail} rid: {int(at):08x}-{seed:08x}-{self.code & 0xFFFFFFFF:08x}"
