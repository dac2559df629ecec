"""Links and codes that lead into the mini program: made at the platform, kept here."""

from __future__ import annotations

import re
from datetime import timedelta

from huayuan.kernel.errors import Invalid, Text
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.wechat.mini_program import store
from huayuan.wechat.mini_program.client import Clients
from huayuan.wechat.mini_program.contracts import Link, LinkKind, NewLink
from huayuan.wechat.mini_program.limits import LINK_DAYS, QUERY_CHARS, SCENE_CHARS, TITLE_CHARS

_QUERY = re.compile(r"[0-9A-Za-z!#$&'()*+,/:;=?@\-._~%]*")


class Links:
    def __init__(self, uow: UnitOfWork, clients: Clients) -> None:
        self._uow = uow
        self._clients = clients

    def make(self, connection_id: int, new: NewLink) -> Link:
        """Raises Invalid for what the platform would refuse, and what calls raise. Calls the platform."""
        _check(new)
        client = self._clients.of(connection_id)
        url, image = "", None
        if new.kind is LinkKind.CODE:
            image = client.code_image(new.path, new.query)
        elif new.kind is LinkKind.URL_LINK:
            url = client.url_link(new.path, new.query, new.days)
        elif new.kind is LinkKind.SCHEME:
            url = client.scheme(new.path, new.query, new.days)
        else:
            page = f"{new.path}?{new.query}" if new.query else new.path
            url = client.short_link(page, new.name[:TITLE_CHARS])
        with self._uow.begin() as tx:
            ends = None if new.kind is LinkKind.CODE else tx.now + timedelta(days=_days(new))
            return store.add_link(tx.session, connection_id, new, url, image, ends, tx.now)


def _days(new: NewLink) -> int:
    """Temporary short links last 30 days, whatever is wished."""
    return LINK_DAYS if new.kind is LinkKind.SHORT_LINK else new.days


def _check(new: NewLink) -> None:
    if new.path.startswith("/") or "?" in new.path:
        raise Invalid(
            field="path",
            reason=Text("页面路径不以 / 开头、不含参数", "no leading / and no query in the page path"),
        )
    longest = SCENE_CHARS if new.kind is LinkKind.CODE else QUERY_CHARS
    if len(new.query) > longest or not _QUERY.fullmatch(new.query):
        raise Invalid(
            field="query",
            reason=Text(f"最多 {longest} 个字母、数字与 URL 符号", f"at most {longest} URL characters"),
        )
    if new.kind is LinkKind.CODE and (not new.query or "%" in new.query):
        raise Invalid(
            field="query",
            reason=Text("小程序码需要 1–32 个字符的场景值", "a code needs a scene of 1 to 32 characters"),
        )
    if not 1 <= new.days <= LINK_DAYS:
        raise Invalid(field="days", reason=f"1–{LINK_DAYS}")
