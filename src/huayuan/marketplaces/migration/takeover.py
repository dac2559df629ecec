"""A chunk of the source's rows into our records, through the doors of the features they belong to. Repeats are harmless."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from huayuan.events import api as events
from huayuan.events.contracts import IdentityResolver, NewEvent, Observation, Resolved
from huayuan.kernel.errors import HuayuanError, Text
from huayuan.kernel.ids import event_uuid
from huayuan.kernel.unit_of_work import Transaction
from huayuan.live_codes import api as live_codes
from huayuan.live_codes.contracts import LiveCode, NewLiveCode, Rotation
from huayuan.marketplaces.migration.contracts import (
    Found,
    SourceCode,
    SourceCustomer,
    SourceFriend,
    SourceGift,
)
from huayuan.profiles import api as profiles
from huayuan.profiles.contracts import NewFriend, TagGift, TraitUpdate
from huayuan.stores import api as stores
from huayuan.stores.contracts import StaffMember

LONGEST_STATE = 30  # of a contact way (WeCom document 92228)


@dataclass(frozen=True, slots=True)
class Taken:
    """Per row of a chunk: True is new, False was known, a text is why it was left out."""

    outcomes: Sequence[bool | Text]
    notes: Sequence[Text | None] = ()


@dataclass(slots=True)
class Takeover:
    """`source` names the other system in evidence, traits and tags; `connections` is corp id → connection."""

    resolver: IdentityResolver
    source: str
    connections: Mapping[str, int]

    def staff(self, tx: Transaction, names: Mapping[tuple[str, str], str]) -> int:
        """Members of staff that we do not know yet, under the names they have there; answers how many."""
        made = 0
        for account in sorted({account for account, _ in names}):
            mine = {userid: name for (corp, userid), name in names.items() if corp == account}
            known = stores.staff_by_userid(tx, account, mine)
            for userid in sorted(mine.keys() - known.keys()):
                stores.upsert_staff(tx, account=account, userid=userid, name=mine[userid], store_id=None)
                made += 1
        return made

    def customers(self, tx: Transaction, rows: Sequence[tuple[Found, SourceCustomer]]) -> Taken:
        people = self._people(tx, [(one.account, self._ids(one), one) for _, one in rows])
        updates = [
            TraitUpdate(person.person_id, one.traits, self.source, one.at)
            for (_, one), person in zip(rows, people, strict=True)
            if person is not None and one.traits
        ]
        profiles.set_many_traits(tx, updates)
        seen: set[int] = set()
        outcomes: list[bool | Text] = []
        for person in people:
            outcomes.append(_NOBODY if person is None else person.created and person.person_id not in seen)
            seen |= {person.person_id} if person else set()
        return Taken(outcomes)

    def friends(self, tx: Transaction, rows: Sequence[tuple[Found, SourceFriend]]) -> Taken:
        people = self._people(tx, [(one.account, _external(one.external_userid), one) for _, one in rows])
        staff, codes = self._staff(tx, [one for _, one in rows]), self._codes(tx, [one for _, one in rows])
        links = [
            (place, one, person.person_id)
            for place, ((_, one), person) in enumerate(zip(rows, people, strict=True))
            if person is not None
        ]
        additions = [
            _friend(one, person, staff[one.account, one.userid], codes.get((one.account, one.state or "")))
            for _, one, person in links
        ]
        fresh = dict(
            zip((place for place, _, _ in links), profiles.friends_added(tx, additions), strict=True)
        )
        told = []
        for place, one, person in links:
            member = staff[one.account, one.userid]
            if fresh[place]:
                told.append(_added(one, member, codes.get((one.account, one.state or ""))))
            if one.removed_at and one.removed_by and self._ended(tx, one, person, member):
                told.append(_ended(one, member))
        events.publish_all(tx, told)
        return Taken([fresh.get(place, _NOBODY) for place in range(len(rows))])

    def gifts(self, tx: Transaction, rows: Sequence[tuple[Found, SourceGift]]) -> Taken:
        people = self._people(tx, [(one.account, _external(one.external_userid), one) for _, one in rows])
        tags = {
            (one.group, one.tag): profiles.ensure_tag(tx, one.group, one.tag)
            for one in {(one.group, one.tag): one for _, one in rows}.values()
        }
        gifts = [
            TagGift(person.person_id, (tags[one.group, one.tag],), self.source, one.at)
            for (_, one), person in zip(rows, people, strict=True)
            if person is not None
        ]
        added = iter(profiles.add_many_tags(tx, gifts))
        return Taken([_NOBODY if person is None else bool(next(added)) for person in people])

    def codes(self, tx: Transaction, rows: Sequence[tuple[Found, SourceCode]]) -> Taken:
        outcomes: list[bool | Text] = []
        notes: list[Text | None] = []
        for _, one in rows:
            outcome, note = self._code(tx, one)
            outcomes.append(outcome)
            notes.append(note)
        return Taken(outcomes, notes)

    def _code(self, tx: Transaction, one: SourceCode) -> tuple[bool | Text, Text | None]:
        if one.account not in self.connections:
            return _NO_CONNECTION, None
        if len(one.state) > LONGEST_STATE or live_codes.state_elsewhere(tx, one.account, one.state):
            return _BAD_STATE, None
        staff = stores.ensure_staff(tx, one.account, one.userids)
        welcome, note = _welcome(one.welcome)
        new = NewLiveCode(
            name=(one.name or one.state)[:60],
            channel=(one.channel or one.name or one.state)[:60],
            connection_id=self.connections[one.account],
            staff_ids=tuple(staff[userid].id for userid in one.userids),
            rotation=Rotation.SINGLE if one.single and len(one.userids) == 1 else Rotation.ROUND_ROBIN,
            tag_ids=tuple(dict.fromkeys(profiles.ensure_tag(tx, *tag) for tag in one.tags)),
            welcome_text=welcome,
        )
        _, fresh = live_codes.adopt(
            tx, new, one.account, state=one.state, config_id=one.config_id, url=one.url
        )
        return fresh, note

    def _people(
        self,
        tx: Transaction,
        seen: Sequence[tuple[str, tuple[tuple[str, str], ...], SourceCustomer | SourceFriend | SourceGift]],
    ) -> list[Resolved | None]:
        observations = [
            Observation(
                ids=ids,
                account=account,
                event_id=event_uuid("migration", account, ids),
                at=one.added_at if isinstance(one, SourceFriend) else one.at,
                source=self.source,
            )
            for account, ids, one in seen
        ]
        found = self.resolver.resolve(tx, observations) if observations else []
        return [one if isinstance(one, Resolved) else None for one in found]

    def _ids(self, one: SourceCustomer) -> tuple[tuple[str, str], ...]:
        """Identifiers seen together. Of several noted numbers the first, as the sync of WeCom itself does."""
        ids = {"wecom_external_userid": one.external_userid}
        ids |= {"wechat_unionid": one.unionid} if one.unionid else {}
        ids |= {"phone": one.phones[0]} if one.phones else {}
        return tuple(sorted(ids.items()))

    def _staff(self, tx: Transaction, friends: Sequence[SourceFriend]) -> dict[tuple[str, str], StaffMember]:
        found: dict[tuple[str, str], StaffMember] = {}
        for account in {one.account for one in friends}:
            mine = {one.userid for one in friends if one.account == account}
            found |= {
                (account, userid): member for userid, member in stores.ensure_staff(tx, account, mine).items()
            }
        return found

    def _codes(self, tx: Transaction, friends: Sequence[SourceFriend]) -> dict[tuple[str, str], LiveCode]:
        found: dict[tuple[str, str], LiveCode] = {}
        for account in {one.account for one in friends}:
            states = {one.state for one in friends if one.account == account and one.state}
            found |= {
                (account, state): code for state, code in live_codes.by_states(tx, account, states).items()
            }
        return found

    def _ended(self, tx: Transaction, one: SourceFriend, person: int, member: StaffMember) -> bool:
        assert one.removed_at is not None and one.removed_by is not None
        return profiles.friend_removed(
            tx, person_id=person, staff_id=member.id, removed_at=one.removed_at, by=one.removed_by
        )


_NOBODY = Text("客户 ID 不可用", "the customer id cannot be used")
_NO_CONNECTION = Text(
    "这个企业还没有接入，活码未接管。先在“系统设置 → 企业微信”接入，再运行一次",
    "this corp is not connected, so the live code was left out; connect it under Settings, then run again",
)
_BAD_STATE = Text("渠道参数过长，或已被别的企业使用", "its state is too long, or in use by another corp")


def _external(external_userid: str) -> tuple[tuple[str, str], ...]:
    return (("wecom_external_userid", external_userid),)


def _welcome(said: str) -> tuple[str, Text | None]:
    """The welcome, or none when ours cannot say it."""
    try:
        live_codes.check_welcome(said)
    except HuayuanError as error:
        return "", Text(f"欢迎语未接管：{error.text('zh')}", f"the welcome was left out: {error.text('en')}")
    return said, None


def _channel(one: SourceFriend, code: LiveCode | None) -> str | None:
    return code.channel if code else one.state


def _friend(one: SourceFriend, person: int, member: StaffMember, code: LiveCode | None) -> NewFriend:
    return NewFriend(
        person_id=person,
        staff_id=member.id,
        account=one.account,
        external_userid=one.external_userid,
        added_at=one.added_at,
        add_way=one.add_way,
        state=one.state,
        channel=_channel(one, code),
        live_code_id=code.id if code else None,
        store_id=member.store_id,
        remark=one.remark[:120] if one.remark else None,
    )


def _added(one: SourceFriend, member: StaffMember, code: LiveCode | None) -> NewEvent:
    """With the id that a WeCom callback or sync gives the same addition, so that it is counted once."""
    properties = {"staff_id": str(member.id), "add_way": one.add_way, "state": one.state}
    properties["live_code_id"] = str(code.id) if code else None
    return NewEvent(
        event_id=event_uuid(
            "wecom", "contact_added", one.account, one.userid, one.external_userid, one.added_at
        ),
        event="contact_added",
        occurred_at=one.added_at,
        ids=dict(_external(one.external_userid)),
        account=one.account,
        channel=_channel(one, code),
        staff_id=str(member.id),
        store_id=member.store_code,
        properties={key: value for key, value in properties.items() if value is not None},
    )


def _ended(one: SourceFriend, member: StaffMember) -> NewEvent:
    assert one.removed_at is not None
    name = "contact_removed" if one.removed_by == "customer" else "contact_dropped"
    return NewEvent(
        event_id=event_uuid("wecom", name, one.account, one.userid, one.external_userid, one.removed_at),
        event=name,
        occurred_at=one.removed_at,
        ids=dict(_external(one.external_userid)),
        account=one.account,
        staff_id=str(member.id),
        store_id=member.store_code,
        properties={"staff_id": str(member.id)},
    )
