"""客户朋友圈: an order becomes a moment in its own time, and each member publishes it by hand."""

from __future__ import annotations

from typing import Any

from huayuan_sandbox.services.wecom.call import Call, Endpoint
from huayuan_sandbox.services.wecom.content import check_media
from huayuan_sandbox.services.wecom.endpoints.mass import bounded, required_number
from huayuan_sandbox.services.wecom.errors import MESSAGES, WeComError
from huayuan_sandbox.services.wecom.moment import FINISHED, Job, Moment, Publication, Reaction, Wish
from huayuan_sandbox.services.wecom.moments import Moments
from huayuan_sandbox.services.wecom.paging import page

_SENDERS = 100_000
_TEXT_CHARACTERS, _TEXT_BYTES = 2000, 4000
_MOST = {"image": 9, "video": 1, "link": 1}
_TITLE_BYTES = 128
_MONTH_SECONDS = 30 * 86_400


def add_moment_task(call: Call) -> dict[str, Any]:
    text, attachments = _text(call), _attachments(call)
    if not text and not attachments:
        raise WeComError(44004)
    job = Job("", call.now, text, attachments, _range(call))
    return {"jobid": call.corp.part(Moments).order(job).jobid}


def get_moment_task_result(call: Call) -> dict[str, Any]:
    part = call.corp.part(Moments)
    job = part.job(call.query.get("jobid", ""), call.now)
    status = part.progress(job, call.now)
    answer: dict[str, Any] = {"status": status, "type": "add_moment_task"}
    if status == FINISHED:
        answer["result"] = {
            "errcode": job.code, "errmsg": MESSAGES[job.code] if job.code else "ok",
            "moment_id": job.moment_id,
            "invalid_sender_list": {"user_list": job.lost_users, "department_list": job.lost_departments},
            "invalid_external_contact_list": {"tag_list": job.lost_tags},
        }  # fmt: skip
    return answer


def cancel_moment_task(call: Call) -> dict[str, Any]:
    call.corp.part(Moments).cancel(_moment(call, missing=41059, wrong=41060))
    return {}


def get_moment_list(call: Call) -> dict[str, Any]:
    """At most 30 days; the maker is named for moments of staff only."""
    start, end = required_number(call, "start_time"), required_number(call, "end_time")
    if end < start or end - start > _MONTH_SECONDS:
        raise WeComError(40058, "start_time and end_time")
    creator, kind = call.text("creator"), call.number("filter_type", 2, high=2)
    found = (
        moment
        for moment in call.corp.part(Moments).state.moments.values()
        if start <= moment.created_at <= end
        and (not creator or moment.creator == creator)
        and kind in (2, moment.create_type)
    )
    shown, cursor = page(found, lambda one: one.number, call.text("cursor"), bounded(call, 20, 20))
    return {"next_cursor": cursor, "moment_list": [_listed(moment) for moment in shown]}


def get_moment_task(call: Call) -> dict[str, Any]:
    moment = _moment(call, missing=41067, wrong=41067)
    shown, cursor = page(
        moment.publications.values(), lambda one: one.number, call.text("cursor"), bounded(call, 500, 1000)
    )
    rows = [{"userid": one.userid, "publish_status": int(one.published_at > 0)} for one in shown]
    return {"next_cursor": cursor, "task_list": rows}


def get_moment_customer_list(call: Call) -> dict[str, Any]:
    """Whom the order chose."""
    publication = _publication(call)
    shown, cursor = _numbered(call, publication.customers, 500, 1000)
    rows = [{"userid": publication.userid, "external_userid": one} for one in shown]
    return {"next_cursor": cursor, "customer_list": rows}


def get_moment_send_result(call: Call) -> dict[str, Any]:
    """Who could see it when it was published; nobody before that."""
    shown, cursor = _numbered(call, _publication(call).seen_by, 3000, 5000)
    return {"next_cursor": cursor, "customer_list": [{"external_userid": one} for one in shown]}


def get_moment_comments(call: Call) -> dict[str, Any]:
    publication = _publication(call)
    return {
        "comment_list": [_reaction(one) for one in publication.comments],
        "like_list": [_reaction(one) for one in publication.likes.values()],
    }


def _text(call: Call) -> str:
    text = call.body.get("text") or {}
    content = text.get("content", "") if isinstance(text, dict) else None
    if not isinstance(content, str):
        raise WeComError(40058, "text.content")
    if len(content) > _TEXT_CHARACTERS or len(content.encode()) > _TEXT_BYTES:
        raise WeComError(45002)
    return content


def _attachments(call: Call) -> list[dict[str, Any]]:
    """Up to nine images, or one video, or one link: never mixed."""
    attachments = call.body.get("attachments") or []
    if not isinstance(attachments, list):
        raise WeComError(40058, "attachments")
    found = [one.get("msgtype") if isinstance(one, dict) else None for one in attachments]
    if any(kind not in _MOST for kind in found):
        raise WeComError(41065, "attachments.msgtype")
    if len(set(found)) > 1:
        raise WeComError(41065, "attachments of several kinds")
    if found and len(found) > _MOST[str(found[0])]:
        raise WeComError(41064)
    for attachment in attachments:
        _check(call, attachment)
    return attachments


def _check(call: Call, attachment: dict[str, Any]) -> None:
    kind = attachment["msgtype"]
    content = attachment.get(kind)
    if not isinstance(content, dict) or not isinstance(content.get("media_id"), str):
        raise WeComError(40058, f"{kind}.media_id")
    if kind == "link":
        title, url = content.get("title", ""), content.get("url")
        if not isinstance(title, str) or len(title.encode()) > _TITLE_BYTES:
            raise WeComError(40058, "link.title")
        if not isinstance(url, str) or not url:
            raise WeComError(40058, "link.url")
    check_media(call, content["media_id"], expired=40145)


def _range(call: Call) -> Wish:
    """Without a range everybody publishes to all; 41089 for more than 100,000 senders."""
    wanted = call.body.get("visible_range") or {}
    senders = wanted.get("sender_list") or {} if isinstance(wanted, dict) else None
    customers = wanted.get("external_contact_list") or {} if isinstance(wanted, dict) else None
    if not isinstance(senders, dict) or not isinstance(customers, dict):
        raise WeComError(40058, "visible_range")
    users, departments = senders.get("user_list") or [], senders.get("department_list") or []
    tags = customers.get("tag_list") or []
    if not all(isinstance(one, list) for one in (users, departments, tags)):
        raise WeComError(40058, "visible_range")
    if len(users) > _SENDERS:
        raise WeComError(41089)
    return Wish(
        [str(one) for one in users], [one for one in departments if isinstance(one, int)],
        [str(one) for one in tags], everybody=not users and not departments,
    )  # fmt: skip


def _moment(call: Call, *, missing: int, wrong: int) -> Moment:
    moment_id = call.text("moment_id")
    if not moment_id:
        raise WeComError(missing)
    moment = call.corp.part(Moments).state.moments.get(moment_id)
    if moment is None:
        raise WeComError(wrong)
    return moment


def _publication(call: Call) -> Publication:
    moment = _moment(call, missing=41061, wrong=41062)
    publication = moment.publications.get(call.text("userid"))
    if publication is None:
        raise WeComError(41062, "userid")
    return publication


def _numbered(call: Call, names: list[str], usual: int, most: int) -> tuple[list[str], str]:
    rows = enumerate(names, start=1)
    shown, cursor = page(rows, lambda row: row[0], call.text("cursor"), bounded(call, usual, most))
    return [name for _, name in shown], cursor


def _reaction(reaction: Reaction) -> dict[str, Any]:
    """Who and when, never what."""
    who = "external_userid" if reaction.external_userid else "userid"
    return {who: reaction.external_userid or reaction.userid, "create_time": reaction.at}


def _listed(moment: Moment) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "moment_id": moment.moment_id, "create_time": moment.created_at, "create_type": moment.create_type,
        "visible_type": moment.visible_type, "text": {"content": moment.text},
    }  # fmt: skip
    if moment.creator:
        shown["creator"] = moment.creator
    images = [one["image"] for one in moment.attachments if one["msgtype"] == "image"]
    if images:
        shown["image"] = images
    for one in moment.attachments:
        if one["msgtype"] == "video":
            shown["video"] = {"media_id": one["video"]["media_id"], "thumb_media_id": ""}
        elif one["msgtype"] == "link":
            shown["link"] = {"title": one["link"].get("title", ""), "url": one["link"]["url"]}
    return shown


ENDPOINTS: dict[str, tuple[str, Endpoint]] = {
    "externalcontact/add_moment_task": ("POST", add_moment_task),
    "externalcontact/get_moment_task_result": ("GET", get_moment_task_result),
    "externalcontact/cancel_moment_task": ("POST", cancel_moment_task),
    "externalcontact/get_moment_list": ("POST", get_moment_list),
    "externalcontact/get_moment_task": ("POST", get_moment_task),
    "externalcontact/get_moment_customer_list": ("POST", get_moment_customer_list),
    "externalcontact/get_moment_send_result": ("POST", get_moment_send_result),
    "externalcontact/get_moment_comments": ("POST", get_moment_comments),
}
