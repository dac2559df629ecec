"""Error codes of WeCom (global list, document 90313) as far as this sandbox answers them."""

from __future__ import annotations

MESSAGES: dict[int, str] = {
    40001: "invalid credential",
    40003: "invalid userid",
    40004: "invalid media type",
    40006: "invalid media size",
    40007: "invalid media_id",
    40013: "invalid corpid",
    40014: "invalid access_token",
    40031: "invalid userid list",
    40058: "invalid Request Parameter",
    40063: "some parameters are empty",
    40068: "invalid tagid",
    40071: "tag name exist",
    40072: "invalid tagname",
    40096: "invalid external userid",
    40099: "exceed customer limit of user",
    40126: "corp tag count limit exceeded",
    40144: "external user tag limit",
    41001: "access_token missing",
    41002: "corpid missing",
    41004: "corpsecret missing",
    41035: "external_userid missing",
    41037: "contact way type missing",
    41038: "contact way scene missing",
    41039: "invalid contact way type",
    41040: "invalid contact way scene",
    41041: "contact way user count limit",
    41042: "invalid contact way style",
    41043: "contact way config_id missing",
    41044: "invalid contact way config_id",
    41045: "contact way count limit",
    41049: "welcome_code missing",
    41050: "invalid welcome_code",
    41051: "externaluser has started chatting",
    41054: "user not activated",
    41096: "welcome message is being sent",
    41200: "only for some business categories",
    42001: "access_token expired",
    43002: "require POST method",
    44001: "empty media data",
    44004: "text content is empty",
    45001: "media size out of limit",
    45002: "message content size out of limit",
    45009: "api freq out of limit",
    46004: "user no exist",
    47001: "data format error",
    48002: "api forbidden",
    50100: "invalid cursor",
    60003: "department not found",
    60011: "no privilege to access/modify contact/party/agent",
    60020: "not allow to access from your ip",
    60111: "userid not found",
    81011: "no permission to modify the tag",
    84061: "not external contact",
    84074: "no external contact permission",
}


class WeComError(Exception):
    """Answered as {"errcode", "errmsg"} with HTTP 200, as the platform does."""

    def __init__(self, code: int, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail

    def message(self, ip: str) -> str:
        text = MESSAGES.get(self.code, "system error")
        detail = f" {self.detail}" if self.detail else ""
        more = f"more info at https://open.work.weixin.qq.com/devtool/query?e={self.code}"
        return f"{text}{detail}, hint: [sandbox], from ip: {ip}, {more}"
