"""The API of mini programs, typed. Never called inside a transaction; safe to use from several threads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from huayuan.wechat.connections.api import Answer, ClientPool, WeixinClient
from huayuan.wechat.mini_program import wire
from huayuan.wechat.mini_program.errors import ERRORS, TOKEN_ERRORS


class MiniProgramClient(WeixinClient):
    """One mini program.

    Every method raises Refused (a code of the platform), Paused, AnswerBroken or OutsideUnreachable.
    """

    errors = ERRORS
    token_errors = TOKEN_ERRORS

    # ---- people

    def session(self, code: str) -> wire.Session:
        """Who wx.login of a phone was. A code is good once, for five minutes."""
        params = {
            "appid": self.connection.account, "secret": self.connection.secret, "js_code": code,
            "grant_type": "authorization_code",
        }  # fmt: skip
        return self._without_token("GET", "/sns/jscode2session", params, wire.Session)

    def phone(self, code: str) -> wire.PhoneInfo:
        """The number behind the phone button's code. Costs money after the first thousand."""
        answer = self._post("/wxa/business/getuserphonenumber", {"code": code}, wire.Phone)
        return answer.phone_info or wire.PhoneInfo()

    # ---- links and codes

    def url_link(self, path: str, query: str, days: int) -> str:
        body = {"path": path, "query": query, "expire_type": 1, "expire_interval": days}
        return self._post("/wxa/generate_urllink", body, wire.UrlLink).url_link

    def scheme(self, path: str, query: str, days: int) -> str:
        body = {
            "jump_wxa": {"path": path, "query": query}, "is_expire": True, "expire_type": 1,
            "expire_interval": days,
        }  # fmt: skip
        return self._post("/wxa/generatescheme", body, wire.Scheme).openlink

    def short_link(self, page_url: str, title: str) -> str:
        body = {"page_url": page_url, "page_title": title, "is_permanent": False}
        return self._post("/wxa/genwxashortlink", body, wire.ShortLink).link

    def opens_left(self) -> int:
        """How often links may still be opened today."""
        answer = self._post("/wxa/query_urllink", {"query_type": 1}, wire.LinkQuota)
        return answer.quota_info.remain_visit_quota if answer.quota_info else 0

    def code_image(self, page: str, scene: str) -> bytes:
        """The picture of an unlimited 小程序码."""
        body = {"page": page, "scene": scene, "check_path": True, "width": 430}
        return self._bytes("POST", "/wxa/getwxacodeunlimit", {}, body)

    # ---- messages

    def templates(self) -> list[wire.PrivateTemplate]:
        return self._get("/wxaapi/newtmpl/gettemplate", {}, wire.Templates).data

    def send_subscribe(self, openid: str, template_id: str, data: Mapping[str, str], page: str) -> int:
        """One message for one acceptance; the message id of the platform."""
        body: dict[str, Any] = {
            "touser": openid, "template_id": template_id, "lang": "zh_CN",
            "data": {key: {"value": value} for key, value in data.items()},
        }  # fmt: skip
        body |= {"page": page} if page else {}
        return self._post("/cgi-bin/message/subscribe/send", body, wire.Sent).msgid

    def send_text(self, openid: str, text: str) -> None:
        """The customer service answers: within 48 hours after the visitor wrote, at most five times."""
        body = {"touser": openid, "msgtype": "text", "text": {"content": text}}
        self._post("/cgi-bin/message/custom/send", body, Answer)

    # ---- statistics, of one day up to yesterday

    def summary(self, day: date) -> wire.SummaryDay | None:
        rows = self._post("/datacube/getweanalysisappiddailysummarytrend", _span(day), wire.Summary).days
        return rows[0] if rows else None

    def trend(self, day: date) -> wire.TrendDay | None:
        rows = self._post("/datacube/getweanalysisappiddailyvisittrend", _span(day), wire.Trend).days
        return rows[0] if rows else None


class Clients(ClientPool[MiniProgramClient]):
    """The clients of all mini programs."""


def _span(day: date) -> dict[str, str]:
    text = day.strftime("%Y%m%d")
    return {"begin_date": text, "end_date": text}
