"""WeCom's API, typed. Never called inside a transaction; safe to use from several threads."""

from __future__ import annotations

import random
import threading
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar

import msgspec

from huayuan.kernel.clock import Clock
from huayuan.kernel.http import HttpClient
from huayuan.wechat.wecom import wire
from huayuan.wechat.wecom.contracts import Connection
from huayuan.wechat.wecom.errors import REACTIONS, Reaction, WecomAnswerBroken, WecomPaused, WecomRefused
from huayuan.wechat.wecom.limits import MINUTE_PAUSE_SECONDS, RETRIES, SECRET_PAUSE_SECONDS
from huayuan.wechat.wecom.tokens import Tokens

A = TypeVar("A", bound=wire.Answer)
_CONTACT = "/cgi-bin/externalcontact/"
_EVERYTHING = "*"


class Pauses:
    """Paths of one app that rest for a while, because the platform said so."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._until: dict[str, tuple[datetime, str]] = {}
        self._lock = threading.Lock()

    def check(self, path: str) -> None:
        """Raises WecomPaused while `path`, or the whole app, rests."""
        if not self._until:
            return
        with self._lock:
            for name in (path, _EVERYTHING):
                until, reason = self._until.get(name, (None, ""))
                left = (until - self._clock.now()).total_seconds() if until else 0.0
                if left > 0:
                    raise WecomPaused(reason, left)
                self._until.pop(name, None)

    def pause(self, path: str, seconds: float, reason: str) -> None:
        with self._lock:
            self._until[path] = (self._clock.now() + timedelta(seconds=seconds), reason)

    def clear(self) -> None:
        with self._lock:
            self._until.clear()


class WecomClient:
    """One app of one corp.

    Every method raises WecomRefused (a code of the platform), WecomPaused, WecomAnswerBroken or
    OutsideUnreachable.
    """

    def __init__(
        self, connection: Connection, http: HttpClient, tokens: Tokens, pauses: Pauses, clock: Clock
    ) -> None:
        self.connection = connection
        self._http = http
        self._tokens = tokens
        self._clock = clock
        self.pauses = pauses

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

    def mark_tag(
        self, userid: str, external_userid: str, add: Sequence[str], remove: Sequence[str] = ()
    ) -> None:
        body: dict[str, Any] = {"userid": userid, "external_userid": external_userid}
        body |= {"add_tag": list(add)} if add else {}
        body |= {"remove_tag": list(remove)} if remove else {}
        self._post(_CONTACT + "mark_tag", body, wire.Answer)

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
        self._post(_CONTACT + "update_contact_way", body, wire.Answer)

    def del_contact_way(self, config_id: str) -> None:
        self._post(_CONTACT + "del_contact_way", {"config_id": config_id}, wire.Answer)

    # ---- welcome

    def send_welcome(self, welcome_code: str, text: str) -> None:
        """One message for one code, within 20 s. Repeats only what the platform calls busy."""
        body = {"welcome_code": welcome_code, "text": {"content": text}}
        self._post(_CONTACT + "send_welcome_msg", body, wire.Answer)

    # ---- how a call is made

    def fetch_token(self) -> wire.Token:
        """Ask the platform for a token, whatever we hold."""
        path = "/cgi-bin/gettoken"
        self.pauses.check(path)
        params = {"corpid": self.connection.corp_id, "corpsecret": self.connection.secret}
        answer = self._once("GET", path, params, None, wire.Token)
        if answer.errcode:
            raise self._refusal(answer.errcode, path)
        return answer

    def _get(self, path: str, params: dict[str, Any], kind: type[A]) -> A:
        return self._call("GET", path, params, None, kind)

    def _post(self, path: str, body: dict[str, Any], kind: type[A]) -> A:
        return self._call("POST", path, {}, body, kind)

    def _call(self, method: str, path: str, params: dict[str, Any], body: Any, kind: type[A]) -> A:
        renewed, busy = False, 0
        while True:
            self.pauses.check(path)
            token = self._tokens.get(self.connection.id, self.fetch_token)
            answer = self._once(method, path, params | {"access_token": token}, body, kind)
            if answer.errcode == 0:
                return answer
            refusal = self._refusal(answer.errcode, path)
            reaction = REACTIONS[refusal.kind]
            if reaction is Reaction.NEW_TOKEN and not renewed:
                renewed = True
                self._tokens.drop(self.connection.id, token)
            elif reaction is Reaction.AGAIN and busy < RETRIES:
                busy += 1
                self._clock.sleep(0.1 * 2**busy * random.uniform(0.5, 1.0))
            else:
                raise refusal

    def _refusal(self, errcode: int, path: str) -> WecomRefused:
        """The error of a code; pauses what the code asks us to pause."""
        refusal = WecomRefused(errcode, path)
        reaction = REACTIONS[refusal.kind]
        if reaction is Reaction.STOP_CONNECTION:
            self.pauses.pause(_EVERYTHING, SECRET_PAUSE_SECONDS, "credential")
        elif reaction is Reaction.PAUSE:
            self.pauses.pause(path, MINUTE_PAUSE_SECONDS, refusal.kind.value)
            refusal.retry_after = MINUTE_PAUSE_SECONDS
        return refusal

    def _once(self, method: str, path: str, params: dict[str, Any], body: Any, kind: type[A]) -> A:
        get = method == "GET"
        response = self._http.get(path, params) if get else self._http.post(path, params, body)
        try:
            return msgspec.json.decode(response.content, type=kind)
        except (msgspec.DecodeError, UnicodeDecodeError):
            raise WecomAnswerBroken(path=path, status=response.status_code) from None
