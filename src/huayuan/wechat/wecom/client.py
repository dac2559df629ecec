"""WeCom's API, typed. Never called inside a transaction; safe to use from several threads."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from huayuan.wechat.connections.api import Answer, ClientPool, FreshToken
from huayuan.wechat.wecom import wire
from huayuan.wechat.wecom.acquisition.calls import AcquisitionCalls
from huayuan.wechat.wecom.albums.calls import AlbumCalls
from huayuan.wechat.wecom.completion.calls import CompletionCalls
from huayuan.wechat.wecom.errors import ERRORS
from huayuan.wechat.wecom.group_welcomes.calls import GroupWelcomeCalls
from huayuan.wechat.wecom.groups.calls import GroupCalls
from huayuan.wechat.wecom.join_ways.calls import JoinWayCalls
from huayuan.wechat.wecom.kf.calls import KfCalls
from huayuan.wechat.wecom.mass.calls import MassCalls
from huayuan.wechat.wecom.media.calls import MediaCalls
from huayuan.wechat.wecom.moments.calls import MomentCalls
from huayuan.wechat.wecom.notices.calls import NoticeCalls
from huayuan.wechat.wecom.service_figures.calls import FigureCalls
from huayuan.wechat.wecom.transfers.calls import TransferCalls
from huayuan.wechat.wecom.web.calls import WebCalls
from huayuan.wechat.wecom.word_rules.calls import WordRuleCalls

_CONTACT = "/cgi-bin/externalcontact/"


class WecomClient(
    AcquisitionCalls,
    AlbumCalls,
    CompletionCalls,
    FigureCalls,
    GroupCalls,
    GroupWelcomeCalls,
    JoinWayCalls,
    KfCalls,
    MassCalls,
    MediaCalls,
    MomentCalls,
    NoticeCalls,
    TransferCalls,
    WebCalls,
    WordRuleCalls,
):
    """One app of one corp. Calls of a capability stand in its folder.

    Every method raises Refused (a code of the platform), Paused, AnswerBroken or OutsideUnreachable.
    """

    errors = ERRORS

    def fetch_token(self) -> FreshToken:
        params = {"corpid": self.connection.account, "corpsecret": self.connection.secret}
        answer = self._without_token("GET", "/cgi-bin/gettoken", params, wire.Token)
        return FreshToken(answer.access_token, answer.expires_in)

    # ---- address book

    def departments(self) -> list[wire.Department]:
        return self._get("/cgi-bin/department/list", {}, wire.Departments).department

    def users(self, department_id: int) -> list[wire.User]:
        """Members of one department, not of those below it."""
        return self._get("/cgi-bin/user/list", {"department_id": department_id}, wire.Users).userlist

    def follow_users(self) -> list[str]:
        """Members who may have customers and whom this app may see."""
        return self._get(_CONTACT + "get_follow_user_list", {}, wire.FollowUsers).follow_user

    # ---- customers

    def customers_of(self, userid: str) -> list[str]:
        return self._get(_CONTACT + "list", {"userid": userid}, wire.ExternalIds).external_userid

    def contact(self, external_userid: str, cursor: str = "") -> wire.Contact:
        """One customer with their friendships: the first 500, then by `cursor`."""
        params = {"external_userid": external_userid} | ({"cursor": cursor} if cursor else {})
        return self._get(_CONTACT + "get", params, wire.Contact)

    def contacts(self, userids: Sequence[str], cursor: str, limit: int) -> wire.Contacts:
        """A page of the customers of up to 100 members; an empty `next_cursor` is the end."""
        body = {"userid_list": list(userids), "cursor": cursor, "limit": limit}
        return self._post(_CONTACT + "batch/get_by_user", body, wire.Contacts)

    # ---- tags

    def corp_tags(self, tag_ids: Sequence[str] = ()) -> list[wire.CorpTagGroup]:
        body = {"tag_id": list(tag_ids)} if tag_ids else {}
        return self._post(_CONTACT + "get_corp_tag_list", body, wire.CorpTags).tag_group

    def add_corp_tag(self, group: str, names: Sequence[str]) -> wire.CorpTagGroup:
        body = {"group_name": group, "tag": [{"name": name} for name in names]}
        made = self._post(_CONTACT + "add_corp_tag", body, wire.MadeTags).tag_group
        return made or wire.CorpTagGroup(group_id="", group_name=group)

    def edit_corp_tag(self, tag_id: str, name: str) -> None:
        """Only a tag that an app made (81011)."""
        self._post(_CONTACT + "edit_corp_tag", {"id": tag_id, "name": name}, Answer)

    def mark_tag(
        self, userid: str, external_userid: str, add: Sequence[str], remove: Sequence[str] = ()
    ) -> None:
        body: dict[str, Any] = {"userid": userid, "external_userid": external_userid}
        body |= {"add_tag": list(add)} if add else {}
        body |= {"remove_tag": list(remove)} if remove else {}
        self._post(_CONTACT + "mark_tag", body, Answer)

    # ---- contact ways

    def add_contact_way(self, way: wire.NewWay) -> wire.MadeWay:
        return self._post(_CONTACT + "add_contact_way", way.body(), wire.MadeWay)

    def get_contact_way(self, config_id: str) -> wire.ContactWay | None:
        body = {"config_id": config_id}
        return self._post(_CONTACT + "get_contact_way", body, wire.OneWay).contact_way

    def list_contact_ways(self, since: datetime, cursor: str = "") -> wire.Ways:
        body = {"start_time": int(since.timestamp()), "limit": 1000} | ({"cursor": cursor} if cursor else {})
        return self._post(_CONTACT + "list_contact_way", body, wire.Ways)

    def update_contact_way(self, config_id: str, *, user: Sequence[str], remark: str, state: str) -> None:
        body = {"config_id": config_id, "user": list(user), "remark": remark, "state": state}
        self._post(_CONTACT + "update_contact_way", body, Answer)

    def del_contact_way(self, config_id: str) -> None:
        self._post(_CONTACT + "del_contact_way", {"config_id": config_id}, Answer)

    # ---- welcome

    def send_welcome(self, welcome_code: str, text: str, attachments: Sequence[dict[str, Any]] = ()) -> None:
        """One message for one code, within 20 s. Repeats only what the platform calls busy."""
        body: dict[str, Any] = {"welcome_code": welcome_code, "text": {"content": text}}
        body |= {"attachments": list(attachments)} if attachments else {}
        self._post(_CONTACT + "send_welcome_msg", body, Answer)


class Clients(ClientPool[WecomClient]):
    """The clients of all WeCom connections."""
