"""The 公众号 API, typed. Never called inside a transaction; safe to use from several threads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from huayuan.wechat.connections.api import Answer, ClientPool, WeixinClient
from huayuan.wechat.official_account import wire
from huayuan.wechat.official_account.days.calls import DayCalls
from huayuan.wechat.official_account.errors import ERRORS, TOKEN_ERRORS


class OfficialAccountClient(DayCalls, WeixinClient):
    """One account.

    Every method raises Refused (a code of the platform), Paused, AnswerBroken or OutsideUnreachable.
    """

    errors = ERRORS
    token_errors = TOKEN_ERRORS

    # ---- followers

    def followers(self, after: str = "") -> wire.Followers:
        """Up to 10,000 openids; `next_openid` goes on, empty = that was all."""
        return self._get("/cgi-bin/user/get", {"next_openid": after} if after else {}, wire.Followers)

    def follower(self, openid: str) -> wire.Follower:
        return self._get("/cgi-bin/user/info", {"openid": openid, "lang": "zh_CN"}, wire.Follower)

    def follower_infos(self, openids: Sequence[str]) -> list[wire.Follower]:
        """At most 100."""
        body = {"user_list": [{"openid": openid, "lang": "zh_CN"} for openid in openids]}
        return self._post("/cgi-bin/user/info/batchget", body, wire.FollowerInfos).user_info_list

    def remark(self, openid: str, remark: str) -> None:
        self._post("/cgi-bin/user/info/updateremark", {"openid": openid, "remark": remark}, Answer)

    # ---- tags

    def tags(self) -> list[wire.Tag]:
        return self._get("/cgi-bin/tags/get", {}, wire.Tags).tags

    def create_tag(self, name: str) -> wire.Tag:
        return self._post("/cgi-bin/tags/create", {"tag": {"name": name}}, wire.MadeTag).tag

    def rename_tag(self, tag_id: int, name: str) -> None:
        self._post("/cgi-bin/tags/update", {"tag": {"id": tag_id, "name": name}}, Answer)

    def delete_tag(self, tag_id: int) -> None:
        self._post("/cgi-bin/tags/delete", {"tag": {"id": tag_id}}, Answer)

    def tag_followers(self, tag_id: int, openids: Sequence[str]) -> None:
        """At most 50."""
        body = {"openid_list": list(openids), "tagid": tag_id}
        self._post("/cgi-bin/tags/members/batchtagging", body, Answer)

    def untag_followers(self, tag_id: int, openids: Sequence[str]) -> None:
        """At most 50."""
        body = {"openid_list": list(openids), "tagid": tag_id}
        self._post("/cgi-bin/tags/members/batchuntagging", body, Answer)

    # ---- menus

    def menus(self) -> wire.Menus:
        return self._get("/cgi-bin/menu/get", {}, wire.Menus)

    def create_menu(self, button: Sequence[Mapping[str, Any]]) -> None:
        self._post("/cgi-bin/menu/create", {"button": list(button)}, Answer)

    def delete_menus(self) -> None:
        """The conditional ones too."""
        self._get("/cgi-bin/menu/delete", {}, Answer)

    def add_conditional_menu(self, button: Sequence[Mapping[str, Any]], rule: Mapping[str, Any]) -> int:
        body = {"button": list(button), "matchrule": dict(rule)}
        return self._post("/cgi-bin/menu/addconditional", body, wire.MadeMenu).menuid

    def delete_conditional_menu(self, menuid: int) -> None:
        self._post("/cgi-bin/menu/delconditional", {"menuid": str(menuid)}, Answer)

    def menu_of(self, openid: str) -> list[dict[str, Any]]:
        return self._post("/cgi-bin/menu/trymatch", {"user_id": openid}, wire.MatchedMenu).button

    # ---- messages

    def send_service(self, openid: str, msgtype: str, content: Mapping[str, Any]) -> None:
        """Customer-service message, within the window that the follower opened."""
        body = {"touser": openid, "msgtype": msgtype, msgtype: dict(content)}
        self._post("/cgi-bin/message/custom/send", body, Answer)

    def send_template(
        self, openid: str, template_id: str, data: Mapping[str, str], *, url: str = "", client_id: str = ""
    ) -> int:
        """The msgid; a repeat of `client_id` within ten minutes answers that of the first."""
        body: dict[str, Any] = {"touser": openid, "template_id": template_id, "data": _values(data)}
        body |= {"url": url} if url else {}
        body |= {"client_msg_id": client_id} if client_id else {}
        return self._post("/cgi-bin/message/template/send", body, wire.Sent).msgid

    def send_notice(self, openid: str, template_id: str, data: Mapping[str, str], page: str = "") -> None:
        """订阅通知: uses one acceptance up."""
        body: dict[str, Any] = {"touser": openid, "template_id": template_id, "data": _values(data)}
        body |= {"page": page} if page else {}
        self._post("/cgi-bin/message/subscribe/bizsend", body, Answer)

    def templates(self) -> list[wire.Template]:
        return self._get("/cgi-bin/template/get_all_private_template", {}, wire.Templates).template_list

    def notices(self) -> list[wire.Notice]:
        return self._get("/wxaapi/newtmpl/gettemplate", {}, wire.Notices).data

    def mass_to_all(
        self, tag_id: int | None, msgtype: str, content: Mapping[str, Any], client_id: str
    ) -> wire.MassSent:
        """To everyone, or (tag) to those who wear it."""
        wanted = {"is_to_all": True} if tag_id is None else {"is_to_all": False, "tag_id": tag_id}
        body = {"filter": wanted, "clientmsgid": client_id} | _mass(msgtype, content)
        return self._post("/cgi-bin/message/mass/sendall", body, wire.MassSent)

    def mass_to(
        self, openids: Sequence[str], msgtype: str, content: Mapping[str, Any], client_id: str
    ) -> wire.MassSent:
        """To 2 … 10,000 openids."""
        body = {"touser": list(openids), "clientmsgid": client_id} | _mass(msgtype, content)
        return self._post("/cgi-bin/message/mass/send", body, wire.MassSent)

    def preview_mass(self, openid: str, msgtype: str, content: Mapping[str, Any]) -> None:
        body = {"touser": openid} | _mass(msgtype, content)
        self._post("/cgi-bin/message/mass/preview", body, Answer)

    def mass_status(self, msg_id: int) -> str:
        """SEND_SUCCESS, SENDING, SEND_FAIL or DELETE."""
        return self._post("/cgi-bin/message/mass/get", {"msg_id": msg_id}, wire.MassStatus).msg_status

    # ---- QR codes

    def create_code(self, scene: str, seconds: int | None) -> wire.QrCode:
        """A code with a text as its scene; `seconds` None = permanent."""
        action = "QR_LIMIT_STR_SCENE" if seconds is None else "QR_STR_SCENE"
        body: dict[str, Any] = {"action_name": action, "action_info": {"scene": {"scene_str": scene}}}
        body |= {} if seconds is None else {"expire_seconds": seconds}
        return self._post("/cgi-bin/qrcode/create", body, wire.QrCode)

    # ---- articles

    def upload_image(self, name: str, content: bytes) -> wire.Media:
        """A permanent image, such as the cover of an article."""
        return self._upload("/cgi-bin/material/add_material", {"type": "image"}, name, content, wire.Media)

    def add_draft(self, articles: Sequence[Mapping[str, Any]]) -> str:
        return self._post("/cgi-bin/draft/add", {"articles": list(articles)}, wire.MadeDraft).media_id

    def update_draft(self, media_id: str, index: int, article: Mapping[str, Any]) -> None:
        body = {"media_id": media_id, "index": index, "articles": dict(article)}
        self._post("/cgi-bin/draft/update", body, Answer)

    def draft(self, media_id: str) -> wire.Draft:
        return self._post("/cgi-bin/draft/get", {"media_id": media_id}, wire.Draft)

    def delete_draft(self, media_id: str) -> None:
        self._post("/cgi-bin/draft/delete", {"media_id": media_id}, Answer)

    def drafts(self, offset: int = 0, count: int = 20) -> wire.ContentPage:
        body = {"offset": offset, "count": count, "no_content": 1}
        return self._post("/cgi-bin/draft/batchget", body, wire.ContentPage)

    def publish(self, media_id: str) -> str:
        """The publish_id; the result comes as PUBLISHJOBFINISH. Followers are not told."""
        return str(
            self._post("/cgi-bin/freepublish/submit", {"media_id": media_id}, wire.Submitted).publish_id
        )

    def publication(self, publish_id: str) -> wire.Publication:
        return self._post("/cgi-bin/freepublish/get", {"publish_id": publish_id}, wire.Publication)

    def published(self, offset: int = 0, count: int = 20) -> wire.ContentPage:
        body = {"offset": offset, "count": count, "no_content": 1}
        return self._post("/cgi-bin/freepublish/batchget", body, wire.ContentPage)

    # ---- statistics, of days before today

    def user_summary(self, first: date, last: date) -> list[wire.UserSummary]:
        """At most seven days."""
        return self._post("/datacube/getusersummary", _days(first, last), wire.UserSummaries).rows

    def user_cumulate(self, first: date, last: date) -> list[wire.UserCumulate]:
        """At most seven days."""
        return self._post("/datacube/getusercumulate", _days(first, last), wire.UserCumulates).rows

    def article_reads(self, day: date) -> wire.ArticleDays:
        return self._post("/datacube/getarticleread", _days(day, day), wire.ArticleDays)

    def article_shares(self, day: date) -> wire.ArticleDays:
        return self._post("/datacube/getarticleshare", _days(day, day), wire.ArticleDays)

    def articles_of(self, day: date) -> wire.ArticleDetails:
        """Articles published on that day, each with its days since."""
        return self._post("/datacube/getarticletotaldetail", _days(day, day), wire.ArticleDetails)

    # ---- web login

    def exchange_code(self, code: str) -> wire.UserToken:
        """Who logged in on a web page. A code is good for five minutes and once."""
        params = {
            "appid": self.connection.account, "secret": self.connection.secret, "code": code,
            "grant_type": "authorization_code",
        }  # fmt: skip
        return self._without_token("GET", "/sns/oauth2/access_token", params, wire.UserToken)

    def user_info(self, token: wire.UserToken) -> wire.UserInfo:
        """Name and picture, when the person agreed to it (snsapi_userinfo)."""
        params = {"access_token": token.access_token, "openid": token.openid, "lang": "zh_CN"}
        return self._without_token("GET", "/sns/userinfo", params, wire.UserInfo)


class Clients(ClientPool[OfficialAccountClient]):
    """The clients of all 公众号 connections."""


def _values(data: Mapping[str, str]) -> dict[str, dict[str, str]]:
    return {name: {"value": value} for name, value in data.items()}


def _mass(msgtype: str, content: Mapping[str, Any]) -> dict[str, Any]:
    """Several pictures have a name of their own, although the type is the same."""
    name = "images" if msgtype == "image" and "media_ids" in content else msgtype
    return {"msgtype": msgtype, name: dict(content)}


def _days(first: date, last: date) -> dict[str, str]:
    return {"begin_date": first.isoformat(), "end_date": last.isoformat()}
