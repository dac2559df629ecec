"""What WeCom stores for one 朋友圈: the order, who publishes it, who sees it, who likes and comments."""

from __future__ import annotations

from typing import Any

import msgspec

PARTLY, PUBLIC = 0, 1
BY_CORP, BY_STAFF = 0, 1
STARTED, CREATING, FINISHED = 1, 2, 3


class Reaction(msgspec.Struct):
    """Of a customer, or of staff (then `external_userid` is empty). The text of a comment is never shown."""

    at: int
    external_userid: str = ""
    userid: str = ""
    text: str = ""


class Publication(msgspec.Struct):
    """One member's share: `customers` were chosen by the order, `seen_by` at the moment of publishing.

    `likes` by who likes: a second one is none.
    """

    number: int
    userid: str
    customers: list[str]
    published_at: int = 0
    seen_by: list[str] = []
    likes: dict[str, Reaction] = {}
    comments: list[Reaction] = []


class Moment(msgspec.Struct):
    moment_id: str
    number: int
    created_at: int
    text: str
    attachments: list[dict[str, Any]]
    visible_type: int
    publications: dict[str, Publication] = {}
    create_type: int = BY_CORP
    creator: str = ""
    cancelled: bool = False


class Wish(msgspec.Struct):
    """The visible range of an order as it was asked for."""

    users: list[str] = []
    departments: list[int] = []
    tags: list[str] = []
    everybody: bool = False


class Job(msgspec.Struct):
    """Makes a moment in its own time. `code` is the refusal of the whole order, 0 = none."""

    jobid: str
    asked_at: float
    text: str
    attachments: list[dict[str, Any]]
    wish: Wish
    done: bool = False
    code: int = 0
    moment_id: str = ""
    lost_users: list[str] = []
    lost_departments: list[int] = []
    lost_tags: list[str] = []
