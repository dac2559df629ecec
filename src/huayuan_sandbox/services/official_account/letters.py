"""What reaches the phones of followers: replies, service messages, templates, notices and mass messages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, cast

import msgspec

from huayuan_sandbox.services.official_account import callbacks
from huayuan_sandbox.services.official_account.account import Account
from huayuan_sandbox.services.official_account.models import (
    Article,
    Callback,
    Delivered,
    Follower,
    MassJob,
    Publication,
    Template,
)
from huayuan_sandbox.world.doors import Channel, Letter

_LINK = re.compile(r'https?://[^\s"\\<>]+')
_CHANNELS: dict[str, Channel] = {
    "mass": "oa_mass",
    "template": "oa_template",
    "service": "oa_service",
    "reply": "oa_service",
    "notice": "oa_template",
}
_REMEMBERED = 20_000
REPLY_TYPES = ("text", "image", "voice", "video", "music", "news", "transfer_customer_service")


def deliver(
    account: Account, way: str, openids: Sequence[str], msgtype: str, content: dict[str, Any], now: float,
    number: str,
) -> None:  # fmt: skip
    """Keeps what arrived and tells the world, which decides who reads and taps."""
    for openid in openids:
        account.delivered.append(Delivered(now, openid, way, msgtype, content))
    account.delivered_by_way[way] = account.delivered_by_way.get(way, 0) + len(openids)
    if account.mailbox is not None and way in _CHANNELS:
        links = tuple(dict.fromkeys(_LINK.findall(msgspec.json.encode(content).decode())))
        text = str(content.get("content") or content.get("text") or "")
        letter = Letter(f"oa:{way}:{number}", _CHANNELS[way], text, links)
        people = [person for openid in openids if (person := account.person_of(openid)) is not None]
        account.mailbox.delivered(letter, people, now, live=True)


def read_reply(account: Account, callback: Callback, reply: dict[str, Any] | None, now: float) -> None:
    """A passive reply. WeChat tells the user that the service is out of order when it cannot be read."""
    kind = str((reply or {}).get("MsgType", ""))
    if reply is None or kind not in REPLY_TYPES or reply.get("ToUserName") != callback.openid:
        account.replies_refused += 1
        return
    known = dict(callback.fields)
    key = (callback.openid, int(known.get("MsgId") or callback.at), str(known.get("Event", "")))
    if not callback.live or key in account.answered:
        return
    account.answered[key] = None
    if len(account.answered) > _REMEMBERED:
        del account.answered[next(iter(account.answered))]
    skipped = ("ToUserName", "FromUserName", "CreateTime", "MsgType")
    content = {name: value for name, value in reply.items() if name not in skipped}
    if kind == "text":
        content = {"content": str(content.get("Content", ""))}
    deliver(account, "reply", [callback.openid], kind, content, now, f"{key[1]}")


def template_sent(
    account: Account, follower: Follower, template: Template, text: str, url: str, now: float
) -> int:
    """The msgid; the result follows as TEMPLATESENDJOBFINISH."""
    number = account.templates.next_msgid()
    status = "failed:user block" if follower.refuses else "success"
    if not follower.refuses:
        content = {"title": template.title, "content": text, "url": url}
        deliver(account, "template", [follower.openid], "template", content, now, str(number))
    fields = (("MsgID", number), ("Status", status))
    due = now + account.options.result_after
    account.push_result(callbacks.event(due, follower.openid, "TEMPLATESENDJOBFINISH", *fields))
    return number


def notice_sent(
    account: Account, follower: Follower, template: Template, text: str, page: str, now: float
) -> None:
    """Uses one acceptance up; the result follows as subscribe_msg_sent_event."""
    account.accepts[follower.openid][template.id] -= 1
    number = account.templates.next_msgid()
    content = {"title": template.title, "content": text, "url": page}
    deliver(account, "notice", [follower.openid], "subscribe", content, now, str(number))
    row = (
        ("TemplateId", template.id),
        ("MsgID", str(number)),
        ("ErrorCode", "0"),
        ("ErrorStatus", "success"),
    )
    due = now + account.options.result_after
    inside = (("SubscribeMsgSentEvent", (("List", row),)),)
    account.push_result(callbacks.event(due, follower.openid, "subscribe_msg_sent_event", *inside))


def finish(account: Account, now: float, base_url: str) -> None:
    """Mass sends and publications whose time has come."""
    for job in account.mass.due(now):
        _finish_mass(account, job, now, base_url)
    for publication in account.content.publications.values():
        if publication.status == 1 and publication.due <= now:
            _finish_publication(account, publication, base_url)


def article_urls(article: Article, base_url: str) -> list[str]:
    return [f"{base_url}/s/{article.article_id}/{number + 1}" for number in range(len(article.articles))]


def _finish_mass(account: Account, job: MassJob, now: float, base_url: str) -> None:
    job.status = "SEND_SUCCESS"
    urls: list[str] = []
    content = job.content
    if job.msgtype == "mpnews":
        draft = account.content.drafts.pop(job.content["media_id"], None)
        if draft is not None:
            article = account.content.publish(draft.articles, now, notified=True, number=job.msg_data_id)
            urls = article_urls(article, base_url)
            content = {"title": draft.articles[0]["title"], "article_id": article.article_id, "urls": urls}
    reached = [openid for openid in job.openids if not account.followers.known[openid].refuses]
    deliver(account, "mass", reached, job.msgtype, content, now, str(job.msg_id))
    rows = [(("ArticleIdx", number + 1), ("ArticleUrl", url)) for number, url in enumerate(urls)]
    fields: list[tuple[str, Any]] = [
        ("MsgID", job.msg_id),
        ("Status", "send success"),
        ("TotalCount", job.total),
        ("FilterCount", len(job.openids)),
        ("SentCount", len(reached)),
        ("ErrorCount", len(job.openids) - len(reached)),
    ]
    if rows:
        fields.append(
            ("ArticleUrlResult", (("Count", len(rows)), ("ResultList", callbacks.items(cast(Any, rows)))))
        )
    account.outgoing.append(callbacks.event(now, "mphelper", "MASSSENDJOBFINISH", *fields))


def _finish_publication(account: Account, publication: Publication, base_url: str) -> None:
    draft = account.content.drafts.pop(publication.media_id, None)
    publication.status = 0 if draft is not None else 3
    inside: list[tuple[str, Any]] = [
        ("publish_id", publication.publish_id),
        ("publish_status", publication.status),
    ]
    if draft is not None:
        article = account.content.publish(draft.articles, publication.due, notified=False)
        publication.article_id = article.article_id
        rows = [
            (("idx", number + 1), ("article_url", url))
            for number, url in enumerate(article_urls(article, base_url))
        ]
        inside += [("article_id", article.article_id)]
        inside += [("article_detail", (("count", len(rows)), *callbacks.items(cast(Any, rows))))]
    fields = (("PublishEventInfo", tuple(inside)),)
    account.outgoing.append(callbacks.event(publication.due, "mphelper", "PUBLISHJOBFINISH", *fields))
