"""企业标签: groups and tags of the corp. An app may change only what an app made (81011)."""

from __future__ import annotations

from random import Random

from huayuan_sandbox.services.wecom.errors import WeComError
from huayuan_sandbox.services.wecom.models import Tag, TagGroup

NAME_LIMIT = 30
TAGS_PER_CORP = 10_000
_ADMIN_GROUPS = (("客户等级", ("普通", "银卡", "金卡", "黑卡")), ("关注品类", ("护肤", "香氛", "礼盒")))
_ADMIN_EXTRA = (
    "节日客户",
    "直播间来的",
    "老带新",
    "试用装",
    "皮肤敏感",
    "企业采购",
    "孕期",
    "差评已安抚",
    "学生",
    "活动未中奖",
)


class TagBook:
    """All tags of the corp; ids are made by counting, so the same calls give the same ids."""

    def __init__(self, seed: int, opened_at: float) -> None:
        self._seed = seed
        self.groups: dict[str, TagGroup] = {}
        self.tags: dict[str, Tag] = {}
        self.made = 0
        for name, tags in _ADMIN_GROUPS:
            group = self.make_group(name, 0, int(opened_at), by_api=False)
            for tag in tags:
                self.make_tag(group, tag, 0, int(opened_at), by_api=False)

    def make_group(self, name: str, order: int, now: int, *, by_api: bool = True) -> TagGroup:
        _check_name(name)
        group = TagGroup(self._next_id(), name, now, order, by_api)
        self.groups[group.id] = group
        return group

    def make_tag(self, group: TagGroup, name: str, order: int, now: int, *, by_api: bool = True) -> Tag:
        """Raises 40071 (name taken in this group), 40072 (length) and 40126 (10,000 tags)."""
        _check_name(name)
        if any(tag.name == name for tag in self.of_group(group.id)):
            raise WeComError(40071)
        if sum(not tag.deleted for tag in self.tags.values()) >= TAGS_PER_CORP:
            raise WeComError(40126)
        tag = Tag(self._next_id(), group.id, name, now, order, by_api)
        self.tags[tag.id] = tag
        return tag

    def of_group(self, group_id: str) -> list[Tag]:
        return [tag for tag in self.tags.values() if tag.group_id == group_id and not tag.deleted]

    def living_group(self, group_id: str) -> TagGroup:
        group = self.groups.get(group_id)
        if group is None or group.deleted:
            raise WeComError(40068)
        return group

    def living_tag(self, tag_id: str) -> Tag:
        tag = self.tags.get(tag_id)
        if tag is None or tag.deleted:
            raise WeComError(40068)
        return tag

    def group_named(self, name: str) -> TagGroup | None:
        return next(
            (group for group in self.groups.values() if group.name == name and not group.deleted), None
        )

    def delete_tag(self, tag: Tag) -> None:
        """A group disappears with its last tag."""
        tag.deleted = True
        if not self.of_group(tag.group_id):
            self.groups[tag.group_id].deleted = True

    def delete_group(self, group: TagGroup) -> None:
        for tag in self.of_group(group.id):
            tag.deleted = True
        group.deleted = True

    def rename(self, thing: Tag | TagGroup, name: str) -> None:
        _check_name(name)
        if isinstance(thing, Tag):
            taken = any(tag.name == name and tag is not thing for tag in self.of_group(thing.group_id))
        else:
            taken = self.group_named(name) not in (None, thing)
        if taken:
            raise WeComError(40071)
        thing.name = name

    def made_by_admin(self, now: float, rng: Random) -> Tag | None:
        """The administrator adds one more tag to the first group, if a name is left."""
        group = next(iter(self.groups.values()))
        taken = {tag.name for tag in self.of_group(group.id)}
        free = [name for name in _ADMIN_EXTRA if name not in taken]
        return self.make_tag(group, rng.choice(free), 0, int(now), by_api=False) if free else None

    def _next_id(self) -> str:
        self.made += 1
        return "et" + f"{Random(f'{self._seed}|tag|{self.made}').getrandbits(120):030x}"


def check_app_made(thing: Tag | TagGroup) -> None:
    if not thing.by_api:
        raise WeComError(81011)


def _check_name(name: str) -> None:
    if not name or len(name) > NAME_LIMIT:
        raise WeComError(40072)
