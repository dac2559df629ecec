"""Mass messages as the HTTP interface speaks of them."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, Field

from huayuan.wechat.wecom.mass.contracts import MassState, PartState, TargetState

Ids = Annotated[list[int], Field(max_length=10_000)]


class MassAudienceIn(BaseModel):
    """`staff_ids`: all customers of these members; `person_ids`: these, through their latest friend on the staff;
    `group_ids`: these groups, through their owners; `segment_id`: who is in this segment when it goes out, as far as the
    caller may see them. Customers and groups do not mix."""

    staff_ids: Ids = []
    person_ids: Ids = []
    group_ids: Ids = []
    segment_id: int | None = None


class MassCheckIn(BaseModel):
    connection_id: int | None = None
    audience: MassAudienceIn


class MassShare(BaseModel):
    """What one member of staff would be asked to send to."""

    staff_id: int
    name: str
    store_name: str | None
    recipients: int


class MassCheckOut(BaseModel):
    """`reached` of `chosen` people or groups have a member who can send. Of these, `capped` have had this month's share and
    `refused` do not want advertising. `shares`: the first hundred of `members`, the largest first."""

    chosen: int
    reached: int
    capped: int
    refused: int
    members: int
    shares: list[MassShare]


class MassConnection(BaseModel):
    id: int
    name: str
    account: str


class MassConnections(BaseModel):
    items: list[MassConnection]


class MassSegment(BaseModel):
    """`name` is null when the segment is gone, or the caller may see none."""

    id: int
    name: str | None


class WecomMassAudienceOut(BaseModel):
    """How many members, people and groups were chosen; a segment by itself."""

    staff: int
    people: int
    groups: int
    segment: MassSegment | None


class WecomMassIn(BaseModel):
    """`key` makes it once: sending the same key again answers the one there is. `attachments`: each a `kind` (image, video,
    file with `asset_id`; link with title, url, desc, picurl; miniprogram with title, appid, page, asset_id of its
    picture), or as WeCom takes them. `send_at`: staff get the task then; left out: now."""

    key: str = Field("", max_length=60)
    name: str = Field("", max_length=120)
    connection_id: int | None = Field(None, description="May be left out where there is only one connection.")
    text: str = Field("", max_length=4000)
    attachments: list[dict[str, Any]] = Field([], max_length=9)
    allow_select: bool = Field(False, description="Members may choose among the recipients.")
    send_at: AwareDatetime | None = None
    audience: MassAudienceIn


class MassCounts(BaseModel):
    """Recipients by what became of them; `reasons` says why the failed and blocked got nothing."""

    waiting: int
    sent: int
    failed: int
    blocked: int
    reasons: dict[str, int]


class WecomMassOut(BaseModel):
    """`state` waiting: `staff` members have the task and all but `tapped` have yet to confirm it."""

    id: int
    name: str
    connection_id: int
    chat_type: str
    text: str
    attachments: list[dict[str, Any]]
    allow_select: bool
    state: MassState
    error: dict[str, Any] | None
    counts: MassCounts
    audience: WecomMassAudienceOut
    staff: int
    tapped: int
    created_by: str
    send_at: datetime | None
    reminded_at: datetime | None
    read_at: datetime | None = Field(description="When WeCom was last asked for results.")
    created_at: datetime
    finished_at: datetime | None


class WecomMassPage(BaseModel):
    items: list[WecomMassOut]
    total: int


class MassMember(BaseModel):
    """One member's task. `confirmed_at`: when they tapped; null while they have not."""

    userid: str
    name: str | None
    state: PartState
    confirmed_at: datetime | None
    recipients: int
    sent: int
    waiting: int


class MassDetail(WecomMassOut):
    members: list[MassMember]


class MassTargetOut(BaseModel):
    name: str | None
    person_id: int | None
    group_id: int | None
    member: str
    state: TargetState
    reason: str | None
    at: datetime | None


class MassTargets(BaseModel):
    items: list[MassTargetOut]
    total: int
