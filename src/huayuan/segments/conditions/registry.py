"""Every kind of condition. A new one is a file beside this one and a line here."""

from __future__ import annotations

from huayuan.segments.conditions.belonging import FollowerCondition, GroupCondition
from huayuan.segments.conditions.channel import ChannelCondition
from huayuan.segments.conditions.event import EventCondition
from huayuan.segments.conditions.event_time import EventTimeCondition
from huayuan.segments.conditions.friend import FriendCondition
from huayuan.segments.conditions.identity import IdentityCondition
from huayuan.segments.conditions.sample import SampleCondition
from huayuan.segments.conditions.segment import SegmentCondition
from huayuan.segments.conditions.sequence import SequenceCondition
from huayuan.segments.conditions.standing import LifecycleCondition, RfmCondition
from huayuan.segments.conditions.static_list import ListCondition
from huayuan.segments.conditions.tag import TagCondition
from huayuan.segments.conditions.trait import TraitCondition
from huayuan.segments.contracts import Condition

_ALL: tuple[type[Condition], ...] = (
    TraitCondition, EventCondition, EventTimeCondition, SequenceCondition, TagCondition, FriendCondition, GroupCondition,
    FollowerCondition, IdentityCondition, ChannelCondition, RfmCondition, LifecycleCondition, SegmentCondition,
    ListCondition, SampleCondition,
)  # fmt: skip

CONDITIONS: dict[str, type[Condition]] = {str(kind.__struct_config__.tag): kind for kind in _ALL}
