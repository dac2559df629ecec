"""Moments as they come over the wire."""

from __future__ import annotations

import msgspec

from huayuan.wechat.connections.api import Answer


class MadeMoment(Answer):
    jobid: str = ""


class JobResult(msgspec.Struct):
    errcode: int = 0
    moment_id: str = ""


class MomentJob(Answer):
    """`status` 1 begun, 2 under way, 3 finished: then `result` says how."""

    status: int = 1
    result: JobResult | None = None


class MomentText(msgspec.Struct):
    content: str = ""


class ListedMoment(msgspec.Struct):
    """`create_type` 0 the corp, 1 a member; `creator` is absent for what an API made."""

    moment_id: str
    creator: str = ""
    create_time: int = 0
    create_type: int = 0
    text: MomentText | None = None


class MomentList(Answer):
    moment_list: list[ListedMoment] = []
    next_cursor: str = ""


class MomentTask(msgspec.Struct):
    """`publish_status` 0 waits for the member, 1 published."""

    userid: str
    publish_status: int = 0


class MomentTasks(Answer):
    task_list: list[MomentTask] = []
    next_cursor: str = ""


class Reaction(msgspec.Struct):
    """A like or a comment, of a customer or of staff; never what was said."""

    external_userid: str = ""
    userid: str = ""
    create_time: int = 0


class Reactions(Answer):
    comment_list: list[Reaction] = []
    like_list: list[Reaction] = []
