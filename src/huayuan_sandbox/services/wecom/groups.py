"""客户群: rooms, who is inside, what happened in them. `Groups` is the world's `GroupDoor`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from random import Random
from string import ascii_letters, digits
from typing import TYPE_CHECKING

import msgspec

from huayuan_sandbox.services.wecom import callbacks
from huayuan_sandbox.services.wecom.errors import WeComError
from huayuan_sandbox.services.wecom.join_ways import JoinWays
from huayuan_sandbox.services.wecom.parts import Part
from huayuan_sandbox.services.wecom.room import INVITED, NORMAL, STAFF, Member, Room, RoomDay, local_day
from huayuan_sandbox.world.doors import JoinScene, LeaveScene
from huayuan_sandbox.world.people import EXTERNAL, UNIONID, Person

if TYPE_CHECKING:
    from huayuan_sandbox.services.wecom.corp import Corp


class GroupsState(msgspec.Struct):
    rooms: dict[str, Room] = {}
    made: int = 0


class Groups(Part[GroupsState]):
    """A corp begins with one room per store that has staff; its members are the store's staff."""

    name = "groups"

    def __init__(self, corp: Corp) -> None:
        super().__init__(corp, GroupsState())
        self._rooms_with: dict[str, dict[str, None]] = {}
        self._rooms_of: dict[int, list[str]] = {}
        for store in corp.chain.stores:
            if owner := self._owner_for(store.id):
                room = self.open_room(self._room_name(store.id), owner, corp.opened_at, quiet=True)
                for colleague in self._colleagues(store.id):
                    self._enter(room, Member(colleague, STAFF, int(corp.opened_at), INVITED, invitor=owner))

    # ---- the door of the world

    def rooms_of(self, store: int) -> Sequence[str]:
        """The world asks at every visit, so the answer is kept until rooms or owners change."""
        known = self._rooms_of.get(store)
        if known is None:
            staff = self.corp.staff
            known = self._rooms_of[store] = [
                room.chat_id
                for room in self.living()
                if room.owner in staff and staff[room.owner].store.id == store
            ]
        return known

    def rooms_with(self, person: Person) -> Sequence[str]:
        return list(self._rooms_with.get(person.external_userid, ()))

    def join(
        self,
        person: Person,
        at: float,
        rng: Random,
        scene: JoinScene,
        *,
        live: bool,
        room: str = "",
        code: str = "",
        inviter: Person | None = None,
    ) -> str | None:
        target, state = self._target(person, at, rng, scene, room, code)
        if target is None or person.external_userid in target.members:
            return None
        if self.full(target):
            self._open_next(target, at)
            return None
        member = Member(
            person.external_userid, 2, int(at), scene.value, person=person.index, state=state,
            nickname=person.nickname,
        )  # fmt: skip
        if scene is JoinScene.INVITED:
            member.invitor = self._invitor(target, person) if inviter is None else ""
        self._enter(target, member)
        self.corp.people_known.setdefault(person.external_userid, person)
        person.show(EXTERNAL | (UNIONID if person.unionid else 0))
        self._push_members(
            target, at, "add_member", [member.userid], "JoinScene", 3 if scene.value == 3 else 0
        )
        return target.chat_id

    def leave(self, person: Person, room: str, at: float, scene: LeaveScene, *, live: bool) -> bool:
        target = self.state.rooms.get(room)
        if target is None or target.dismissed_at or person.external_userid not in target.members:
            return False
        self._exit(target, person.external_userid, at, scene.value)
        return True

    def talk(self, person: Person, room: str, at: float, kind: str) -> bool:
        target = self.state.rooms.get(room)
        if target is None or target.dismissed_at or person.external_userid not in target.members:
            return False
        self.say(target, person.external_userid, at)
        return True

    # ---- what staff do in the client

    def open_room(self, name: str, owner: str, at: float, *, quiet: bool = False) -> Room:
        """`quiet`: the room is older than the callbacks of this corp."""
        self.state.made += 1
        rng = Random(f"{self.corp.seed}|room|{self.state.made}")
        chat_id = "wr" + "".join(rng.choices(ascii_letters + digits, k=30))
        room = Room(chat_id, self.state.made, name, owner, int(at))
        self.state.rooms[chat_id] = room
        self._rooms_of.clear()
        self._enter(room, Member(owner, STAFF, int(at), INVITED))
        if not quiet:
            self._push(room, at, "create")
        return room

    def rename(self, room: Room, name: str, at: float) -> None:
        room.name = name
        self._push(room, at, "update", ("UpdateDetail", "change_name"))

    def announce(self, room: Room, notice: str, at: float) -> None:
        room.notice = notice
        self._push(room, at, "update", ("UpdateDetail", "change_notice"))

    def hand_over(self, room: Room, owner: str, at: float) -> None:
        """In the client; through the API nothing is pushed."""
        self.set_owner(room, owner, at)
        self._push(room, at, "update", ("UpdateDetail", "change_owner"))

    def set_owner(self, room: Room, owner: str, at: float) -> None:
        """The former owner leaves with the corp or stays as a member."""
        former = room.owner
        self._rooms_of.clear()
        if owner not in room.members:
            self._enter(room, Member(owner, STAFF, int(at), INVITED, invitor=former))
        if former not in self.corp.staff:
            room.members.pop(former, None)
        room.owner, room.version = owner, _next_version(room)

    def dismiss(self, room: Room, at: float) -> None:
        for userid in room.members:
            self._rooms_with.get(userid, {}).pop(room.chat_id, None)
        room.dismissed_at = int(at)
        self._rooms_of.clear()
        self._push(room, at, "dismiss")

    def say(self, room: Room, userid: str, at: float) -> None:
        day = self._day(room, at)
        day.messages += 1
        if userid not in day.speakers:
            day.speakers.append(userid)

    def staff_left(self, userid: str, at: float) -> None:
        """Somebody who leaves the corp leaves its rooms, but stays owner until they are handed over."""
        self._rooms_of.clear()
        for room in self.living():
            if room.owner == userid:
                room.status = 1
            elif userid in room.members:
                self._exit(room, userid, at, LeaveScene.BY_ITSELF.value)

    # ---- what the API needs

    def living(self) -> Iterator[Room]:
        return (room for room in self.state.rooms.values() if not room.dismissed_at)

    def room(self, chat_id: str) -> Room:
        """Raises 40050 (no chat_id), 86003 (unknown) and 49008 (dismissed)."""
        if not chat_id:
            raise WeComError(40050)
        room = self.state.rooms.get(chat_id)
        if room is None:
            raise WeComError(86003)
        if room.dismissed_at:
            raise WeComError(49008)
        return room

    def full(self, room: Room) -> bool:
        return len(room.members) >= self.corp.rules.group_size

    def restore(self, record: msgspec.Raw, people: Sequence[Person]) -> None:
        super().restore(record, people)
        self._rooms_with = {}
        self._rooms_of.clear()
        for room in self.living():
            for member in room.members.values():
                self._rooms_with.setdefault(member.userid, {})[room.chat_id] = None
                if member.person >= 0:
                    self.corp.people_known.setdefault(member.userid, people[member.person])

    # ---- inside

    def _target(
        self, person: Person, at: float, rng: Random, scene: JoinScene, room: str, code: str
    ) -> tuple[Room | None, str]:
        """The room and the state of the code. Who comes by chance may have seen one of the codes of an app."""
        if room:
            found = self.state.rooms.get(room)
            return (None if found is None or found.dismissed_at else found), ""
        if code:
            return self._through(code, at)
        if scene is JoinScene.CODE and (seen := self._seen_code(person, rng)):
            return self._through(seen, at)
        store = self.corp.chain.stores[person.home_store].id
        rooms = [self.state.rooms[chat_id] for chat_id in self.rooms_of(store)]
        free = [one for one in rooms if not self.full(one)]
        if free:
            return rng.choice(free), ""
        owner = self._owner_for(store)
        return (self.open_room(self._room_name(store), owner, at) if owner else None), ""

    def _seen_code(self, person: Person, rng: Random) -> str:
        """One that leads into a room of the person's store, else any."""
        ways = self.corp.part(JoinWays).state.ways
        if not ways or rng.random() >= self.corp.share_of_codes:
            return ""
        here = set(self.rooms_of(self.corp.chain.stores[person.home_store].id))
        near = [way.config_id for way in ways.values() if not here.isdisjoint(way.chat_id_list)]
        return rng.choice(near or list(ways))

    def _open_next(self, room: Room, at: float) -> None:
        """Staff open another room when the newest of the store is full."""
        owner = self.corp.staff.get(room.owner)
        if owner is not None and self.rooms_of(owner.store.id)[-1] == room.chat_id:
            self.open_room(self._room_name(owner.store.id), room.owner, at)

    def _room_name(self, store: int) -> str:
        name = next((one.name for one in self.corp.chain.stores if one.id == store), "")
        return f"{name}会员群{len(self.rooms_of(store)) + 1}"

    def _through(self, code: str, at: float) -> tuple[Room | None, str]:
        """The first room of the code with a free place; when all are full the code may open the next one."""
        way = self.corp.part(JoinWays).state.ways.get(code)
        if way is None:
            raise WeComError(41044)
        rooms = [self.state.rooms[chat_id] for chat_id in way.chat_id_list]
        rooms = [room for room in rooms if not room.dismissed_at]
        for room in rooms:
            if not self.full(room):
                return room, way.state
        if not rooms or not way.auto_create_room:
            return None, ""
        room = self.open_room(f"{way.room_base_name}{way.room_base_id or ''}", rooms[-1].owner, at)
        way.room_base_id += 1
        way.chat_id_list = [*way.chat_id_list, room.chat_id]
        return room, way.state

    def _invitor(self, room: Room, person: Person) -> str:
        """A member of staff inside who is the person's friend, else the owner."""
        return next((userid for userid in person.friends if userid in room.members), room.owner)

    def _owner_for(self, store: int) -> str:
        here = [
            one
            for one in self.corp.staff.values()
            if one.store.id == store and one.userid in self.corp.serving
        ]
        here.sort(key=lambda one: not one.leads)
        return here[0].userid if here else ""

    def _colleagues(self, store: int) -> list[str]:
        owner = self._owner_for(store)
        return [
            one.userid for one in self.corp.staff.values()
            if one.store.id == store and one.userid != owner and one.userid in self.corp.serving
        ]  # fmt: skip

    def _enter(self, room: Room, member: Member) -> None:
        room.members[member.userid] = member
        self._rooms_with.setdefault(member.userid, {})[room.chat_id] = None
        room.last_version, room.version = room.version, _next_version(room)
        day = self._day(room, member.joined_at)
        day.joined += 1
        day.members = len(room.members)

    def _exit(self, room: Room, userid: str, at: float, scene: int) -> None:
        del room.members[userid]
        self._rooms_with[userid].pop(room.chat_id, None)
        room.last_version, room.version = room.version, _next_version(room)
        self._day(room, at).members = len(room.members)
        self._push_members(room, at, "del_member", [userid], "QuitScene", scene)

    def _day(self, room: Room, at: float) -> RoomDay:
        number = local_day(at)
        if not room.days or room.days[-1].day < number:
            room.days.append(RoomDay(number, members=len(room.members)))
        return room.days[-1]

    def _push(self, room: Room, at: float, change: str, *fields: callbacks.Field) -> None:
        self.corp.outgoing.append(callbacks.group_changed(at, change, room.chat_id, *fields))

    def _push_members(
        self, room: Room, at: float, detail: str, members: list[str], scene: str, value: int
    ) -> None:
        self._push(
            room, at, "update", ("UpdateDetail", detail), (scene, value), ("MemChangeCnt", len(members)),
            ("MemChangeList", tuple(members)), ("LastMemVer", room.last_version), ("CurMemVer", room.version),
        )  # fmt: skip


def _next_version(room: Room) -> str:
    told = f"{room.version}|{len(room.members)}|{room.owner}|{next(reversed(room.members), '')}"
    return hashlib.md5(told.encode(), usedforsecurity=False).hexdigest()


__all__ = ["NORMAL", "Groups"]
