"""Followers, what is known of them, their tags, and the blacklist."""

from __future__ import annotations

from typing import Any

from huayuan_sandbox.services.official_account.call import Call, Endpoint, done
from huayuan_sandbox.services.official_account.errors import OfficialAccountError
from huayuan_sandbox.services.official_account.models import Follower
from huayuan_sandbox.world.people import OA_OPENID, UNIONID

_BATCH = 100
_TAGGED_AT_ONCE = 50
_BLOCKED_AT_ONCE = 20


def user_get(call: Call) -> dict[str, Any]:
    found, following = call.account.followers.page(call.query.get("next_openid", ""))
    answer: dict[str, Any] = {"total": call.account.followers.present, "count": len(found)}
    if found:
        answer["data"] = {"openid": found}
    return {**answer, "next_openid": following}


def user_info(call: Call) -> dict[str, Any]:
    return _info(call, call.account.followers.get(call.query.get("openid", "")))


def batchget(call: Call) -> dict[str, Any]:
    rows = call.body.get("user_list")
    if not isinstance(rows, list) or not 1 <= len(rows) <= _BATCH:
        raise OfficialAccountError(40032)
    wanted = [row.get("openid", "") if isinstance(row, dict) else "" for row in rows]
    return {"user_info_list": [_info(call, call.account.followers.get(openid)) for openid in wanted]}


def updateremark(call: Call) -> dict[str, Any]:
    call.only_for_service_accounts()
    follower = call.follower("openid")
    follower.remark = call.text("remark", limit=29)
    return done()


def tags_create(call: Call) -> dict[str, Any]:
    tag = call.account.tags.create(_tag_name(call))
    return {"tag": {"id": tag.id, "name": tag.name}}


def tags_get(call: Call) -> dict[str, Any]:
    rows = call.account.tags.rows.values()
    return {"tags": [{"id": tag.id, "name": tag.name, "count": tag.count} for tag in rows]}


def tags_update(call: Call) -> dict[str, Any]:
    call.account.tags.rename(_tag_id(call), _tag_name(call))
    return done()


def tags_delete(call: Call) -> dict[str, Any]:
    call.account.tags.delete(_tag_id(call))
    return done()


def tag_members(call: Call) -> dict[str, Any]:
    """Followers with a tag; pages of 10,000 as in user/get."""
    number, after = call.number("tagid"), call.text("next_openid")
    call.account.tags.get(number)
    rows = [one.openid for one in call.account.followers if number in one.tags]
    start = rows.index(after) + 1 if after in rows else 0
    page = rows[start : start + 10_000]
    answer: dict[str, Any] = {"count": len(page)}
    if page:
        answer |= {"data": {"openid": page}, "next_openid": page[-1] if start + len(page) < len(rows) else ""}
    return answer


def getidlist(call: Call) -> dict[str, Any]:
    return {"tagid_list": list(call.follower("openid").tags)}


def batchtagging(call: Call) -> dict[str, Any]:
    """All or nothing: the checks come before the first mark."""
    tags, number = call.account.tags, call.number("tagid")
    tags.get(number)
    chosen = call.openids(_TAGGED_AT_ONCE)
    if any(not one.subscribed for one in chosen):
        raise OfficialAccountError(49003)
    if any(number not in one.tags and len(one.tags) >= 20 for one in chosen):
        raise OfficialAccountError(45059)
    for one in chosen:
        tags.mark(one, number)
    return done()


def batchuntagging(call: Call) -> dict[str, Any]:
    tags, number = call.account.tags, call.number("tagid")
    tags.get(number)
    for one in call.openids(_TAGGED_AT_ONCE):
        tags.unmark(one, number)
    return done()


def getblacklist(call: Call) -> dict[str, Any]:
    rows = [one.openid for one in call.account.followers if one.blocked]
    answer: dict[str, Any] = {"total": len(rows), "count": len(rows[:10_000])}
    if rows:
        answer |= {"data": {"openid": rows[:10_000]}, "next_openid": ""}
    return answer


def batchblacklist(call: Call) -> dict[str, Any]:
    return _block(call, blocked=True)


def batchunblacklist(call: Call) -> dict[str, Any]:
    return _block(call, blocked=False)


def _block(call: Call, *, blocked: bool) -> dict[str, Any]:
    for one in call.openids(_BLOCKED_AT_ONCE):
        one.blocked = blocked
    return done()


def _info(call: Call, follower: Follower) -> dict[str, Any]:
    """Since 2021-12-27 names, sex, place and picture are empty; who left is only a number."""
    person = call.account.person_of(follower.openid)
    assert person is not None
    person.show(OA_OPENID | (UNIONID if person.unionid else 0))
    unionid = {"unionid": person.unionid} if person.unionid else {}
    if not follower.subscribed:
        return {"subscribe": 0, "openid": follower.openid, **unionid}
    return {
        "subscribe": 1, "openid": follower.openid, "nickname": "", "sex": 0, "language": "", "city": "",
        "province": "", "country": "", "headimgurl": "", "subscribe_time": follower.since, **unionid,
        "remark": follower.remark, "groupid": follower.tags[0] if follower.tags else 0,
        "tagid_list": follower.tags, "subscribe_scene": follower.scene, "qr_scene": follower.qr_scene,
        "qr_scene_str": follower.qr_scene_str,
    }  # fmt: skip


def _tag_name(call: Call) -> str:
    name = call.table("tag").get("name")
    if not isinstance(name, str):
        raise OfficialAccountError(45157)
    return name


def _tag_id(call: Call) -> int:
    number = call.table("tag").get("id")
    if isinstance(number, bool) or not isinstance(number, int):
        raise OfficialAccountError(45159)
    return number


ENDPOINTS: dict[str, tuple[str, Endpoint]] = {
    "cgi-bin/user/get": ("GET", user_get),
    "cgi-bin/user/info": ("GET", user_info),
    "cgi-bin/user/info/batchget": ("POST", batchget),
    "cgi-bin/user/info/updateremark": ("POST", updateremark),
    "cgi-bin/user/tag/get": ("POST", tag_members),
    "cgi-bin/tags/create": ("POST", tags_create),
    "cgi-bin/tags/get": ("GET", tags_get),
    "cgi-bin/tags/update": ("POST", tags_update),
    "cgi-bin/tags/delete": ("POST", tags_delete),
    "cgi-bin/tags/getidlist": ("POST", getidlist),
    "cgi-bin/tags/members/batchtagging": ("POST", batchtagging),
    "cgi-bin/tags/members/batchuntagging": ("POST", batchuntagging),
    "cgi-bin/tags/members/getblacklist": ("POST", getblacklist),
    "cgi-bin/tags/members/batchblacklist": ("POST", batchblacklist),
    "cgi-bin/tags/members/batchunblacklist": ("POST", batchunblacklist),
}
