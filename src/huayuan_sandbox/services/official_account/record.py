"""What a state file keeps of an account."""

from __future__ import annotations

from typing import Any

import msgspec

from huayuan_sandbox.services.official_account.account import Account
from huayuan_sandbox.services.official_account.models import (
    Article,
    Callback,
    ConditionalMenu,
    Draft,
    Follower,
    FollowerTag,
    MassJob,
    Media,
    Options,
    Publication,
    QrCode,
    Template,
)
from huayuan_sandbox.services.official_account.statistics import DayBook
from huayuan_sandbox.services.official_account.windows import Trigger, Window


class AccountRecord(msgspec.Struct):
    """Files and user logins are not kept: they live for days and minutes."""

    options: Options
    followers: list[Follower]
    visitors: dict[str, int]
    accepts: dict[str, dict[str, int]]
    tags: list[FollowerTag]
    tags_made: int
    qrcodes: list[QrCode]
    qrcodes_made: int
    windows: dict[str, dict[Trigger, Window]]
    menu: list[dict[str, Any]] | None
    menuid: int
    conditional: list[ConditionalMenu]
    templates: list[Template]
    last_msgid: int
    jobs: list[MassJob]
    last_job: int
    media: list[Media]
    drafts: list[Draft]
    published: list[Article]
    publications: list[Publication]
    content_made: int
    edited_until: float
    days: dict[str, DayBook]
    results: list[tuple[float, str, Any]]
    messages: int


def record_of(account: Account) -> AccountRecord:
    content = account.content
    return AccountRecord(
        account.options, list(account.followers.known.values()), account.visitors, account.accepts,
        list(account.tags.rows.values()),
        account.tags.made, list(account.qrcodes.rows.values()), account.qrcodes.made, account.windows.open,
        account.menus.default, account.menus.menuid, account.menus.conditional,
        list(account.templates.rows.values()), account.templates.last_msgid, list(account.mass.jobs.values()),
        account.mass.last_id, list(content.media.values()), list(content.drafts.values()),
        list(content.published.values()), list(content.publications.values()), content.made,
        content.edited_until, account.statistics.days,
        [(one.at, one.openid, one.fields) for one in account.results], account.messages,
    )  # fmt: skip


def restore(account: Account, record: AccountRecord) -> None:
    account.options = record.options
    account.followers.restore(record.followers)
    account.visitors, account.accepts = record.visitors, record.accepts
    account.tags.restore(record.tags, record.tags_made)
    account.qrcodes.rows = {code.ticket: code for code in record.qrcodes}
    account.qrcodes.made = record.qrcodes_made
    account.windows.open = record.windows
    account.menus.restore(record.menu, record.menuid, record.conditional)
    account.templates.rows = {one.id: one for one in record.templates}
    account.templates.last_msgid = record.last_msgid
    account.mass.jobs = {one.msg_id: one for one in record.jobs}
    account.mass.last_id = record.last_job
    _restore_content(account, record)
    account.statistics.days = record.days
    account.results = [Callback(at, openid, _fields(fields)) for at, openid, fields in record.results]
    account.messages = record.messages


def _restore_content(account: Account, record: AccountRecord) -> None:
    content = account.content
    content.media = {one.media_id: one for one in record.media}
    content.drafts = {one.media_id: one for one in record.drafts}
    content.published = {one.article_id: one for one in record.published}
    content.publications = {one.publish_id: one for one in record.publications}
    content.made, content.edited_until = record.content_made, record.edited_until


def _fields(value: Any) -> tuple[tuple[str, Any], ...]:
    """JSON knows lists only; the XML writer tells nested fields by their being tuples."""
    return tuple((name, _fields(inner) if isinstance(inner, list) else inner) for name, inner in value)
