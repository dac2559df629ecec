"""What a change_external_chat callback tells before the group is read again. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from huayuan.communities.contracts import Hint, JoinScene, LeaveScene
from huayuan.wechat.wecom.callbacks import Callback

# The callback knows fewer ways in than the detail: 0 invited, 3 by code.
_JOINED = {"0": JoinScene.INVITED.value, "3": JoinScene.CODE.value}
_LEFT = {"0": LeaveScene.LEFT.value, "1": LeaveScene.REMOVED.value}


@dataclass(frozen=True, slots=True)
class GroupChange:
    """`stale_version`: a detail that still has it was read before the change."""

    chat_id: str
    at: datetime
    dismissed: bool = False
    hints: tuple[Hint, ...] = ()
    stale_version: str = ""


def group_change(callback: Callback) -> GroupChange | None:
    """None for a callback without a group."""
    chat_id, at = callback.get("ChatId"), callback.created_at
    if not chat_id:
        return None
    if callback.change_type == "dismiss":
        return GroupChange(chat_id, at, dismissed=True)
    detail = callback.get("UpdateDetail")
    if callback.change_type != "update" or detail not in ("add_member", "del_member"):
        return GroupChange(chat_id, at)
    joined = detail == "add_member"
    scene = _JOINED.get(callback.get("JoinScene")) if joined else _LEFT.get(callback.get("QuitScene"))
    hints = tuple(Hint(item, joined, at, scene) for item in callback.items if item)
    return GroupChange(chat_id, at, hints=hints, stale_version=callback.get("LastMemVer"))
