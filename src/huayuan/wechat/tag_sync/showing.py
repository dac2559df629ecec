"""How the sync of each account stands, for the console."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from huayuan.kernel.errors import Text
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import api as profiles
from huayuan.profiles.contracts import TagLink
from huayuan.wechat.connections.contracts import Connection
from huayuan.wechat.tag_sync import store
from huayuan.wechat.tag_sync.contracts import (
    CONFLICT,
    DELETED_THERE,
    FAILED,
    IN_STEP,
    NAME_TAKEN_HERE,
    NAME_TAKEN_THERE,
    NOT_OURS_THERE,
    WAITING,
)

REASONS = {
    DELETED_THERE: Text(
        "平台上已删除；这里的标签和客户都保留，请选择重新创建或停止同步",
        "Deleted there. Here the tag stays with everybody who wears it: have it made again, or stop the sync",
    ),
    NAME_TAKEN_HERE: Text(
        "平台上改成的名称在本组已被另一个标签使用，请改名或合并",
        "The name it got there belongs to another tag of its group here: rename one, or merge them",
    ),
    NAME_TAKEN_THERE: Text(
        "平台上已有同名标签，请在其中一边改名",
        "The platform has another tag of that name: rename one of them",
    ),
    NOT_OURS_THERE: Text(
        "该标签由平台后台创建，应用不能改名，请在平台后台修改",
        "It was made in the platform's console, so only the console can rename it",
    ),
}
REFUSED = Text("平台拒绝（{code}）", "The platform refused it ({code})")
KNOWN_CODES = {
    40126: Text("企业客户标签已达 10,000 个上限", "The corp has 10,000 customer tags already"),
    40144: Text("客户的企业标签已达 3,000 个上限", "The customer wears 3,000 corp tags already"),
    45056: Text("公众号标签已达 100 个上限", "The account has 100 tags already"),
    45059: Text("粉丝已有 20 个标签", "The follower wears 20 tags already"),
    45157: Text("标签名不合法或重复", "The name is not accepted, or taken"),
    45158: Text("标签名超过 30 个字节", "The name is longer than 30 bytes"),
    40072: Text("标签名为空或超过 30 个字", "The name is empty or longer than 30 characters"),
}


def accounts(tx: Transaction, connections: Sequence[Connection]) -> list[dict[str, Any]]:
    states, counts = store.states(tx.session), profiles.count_tag_pushes(tx)
    names = {}
    by_account: dict[str, list[TagLink]] = defaultdict(list)
    for link in profiles.tag_links(tx):
        by_account[link.account].append(link)
    names = profiles.tags_by_id(tx, {link.tag_id for found in by_account.values() for link in found})
    shown = []
    for account, connection in {one.account: one for one in connections}.items():
        links, state = by_account[account], states.get(account)
        by_state = Counter(link.state for link in links)
        mine = {key[1:]: number for key, number in counts.items() if key[0] == account}
        waiting = sum(number for (push_state, _), number in mine.items() if push_state == WAITING)
        shown.append(
            {
                "account": account, "name": connection.name, "kind": connection.kind,
                "last_at": state.last_at if state else None,
                "tags": state.tags if state else 0, "most_tags": state.most_tags if state else 0,
                "in_step": by_state[IN_STEP], "waiting": by_state[WAITING] + waiting,
                "failed": sum(number for (its, _), number in mine.items() if its == FAILED),
                "failures": [
                    _failure(code, number) for (its, code), number in sorted(mine.items(), key=str) if its == FAILED
                ],
                "conflicts": [
                    _conflict(link, names[link.tag_id].name)
                    for link in links if link.state in (CONFLICT, FAILED) and link.tag_id in names
                ],
                "error": state.error["message"] if state and state.error else None,
            }
        )  # fmt: skip
    return shown


def _conflict(link: TagLink, here: str) -> dict[str, Any]:
    there = None if link.reason == DELETED_THERE or link.external_id.startswith("new:") else link.name
    code = link.reason or str(link.errcode or "")
    return {
        "tag_id": link.tag_id,
        "tag": here,
        "code": code,
        "reason": _reason(link),
        "here": here,
        "there": there,
    }


def _reason(link: TagLink) -> dict[str, str]:
    if link.reason in REASONS:
        return REASONS[link.reason].as_dict()
    return _code_text(link.errcode)


def _failure(code: int | None, number: int) -> dict[str, Any]:
    return {
        "tag_id": 0, "tag": str(number), "code": str(code or ""), "reason": _code_text(code), "here": None, "there": None,
    }  # fmt: skip


def _code_text(code: int | None) -> dict[str, str]:
    known = KNOWN_CODES.get(code or 0)
    refused = REFUSED.filled({"code": code})
    return {
        "zh": f"{known.zh}（{code}）" if known else refused["zh"],
        "en": f"{known.en} ({code})" if known else refused["en"],
    }
