"""Corp tags (企业标签) as the tag sync wants them: a tag is put on and taken off each friendship of a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from huayuan.kernel.errors import HuayuanError
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import api as profiles
from huayuan.profiles.contracts import TagPush
from huayuan.stores import api as stores
from huayuan.wechat.connections.errors import Reaction, Refused
from huayuan.wechat.tag_sync.contracts import PlatformOf, TagPlatform, TheirTag, Told
from huayuan.wechat.wecom import store
from huayuan.wechat.wecom.client import Clients, WecomClient
from huayuan.wechat.wecom.limits import TAG_NAME_CHARS, TAGS_PER_CORP

GROUP = "企业标签"
TAG_EXISTS, TAG_GONE = 40071, 40068


@dataclass(frozen=True, slots=True)
class Relation:
    """A friendship with what it wears there as far as we know; None: nobody told us yet."""

    external_userid: str
    userid: str
    worn: frozenset[str] | None


@dataclass(slots=True)
class Work:
    """What one person's friendships are to wear and not to wear."""

    pushes: list[TagPush] = field(default_factory=list)
    add: set[str] = field(default_factory=set)
    remove: set[str] = field(default_factory=set)


class WecomTags:
    """The corp tags of one connection."""

    name_chars = TAG_NAME_CHARS
    most_tags = TAGS_PER_CORP
    grouped = True

    def __init__(self, client: WecomClient) -> None:
        self._client = client
        self.account: str = client.connection.account

    def listed(self) -> list[TheirTag]:
        return [
            TheirTag(tag.id, (group.group_name or GROUP)[:60], tag.name[:60])
            for group in self._client.corp_tags() if not group.deleted
            for tag in group.tag if not tag.deleted and tag.name.strip()
        ]  # fmt: skip

    def make(self, group: str, name: str) -> TheirTag | None:
        try:
            made = self._client.add_corp_tag(group[: self.name_chars] or GROUP, [name])
        except Refused as refusal:
            if refusal.errcode == TAG_EXISTS:
                return None
            raise
        found = next((tag for tag in made.tag if tag.name == name), None)
        return TheirTag(found.id, made.group_name or group, found.name) if found else None

    def rename(self, external_id: str, name: str) -> None:
        self._client.edit_corp_tag(external_id, name)

    def prepare(self, tx: Transaction, pushes: Sequence[TagPush]) -> dict[int, list[Relation]]:
        """person → their open friendships in this corp."""
        people = sorted({one.person for one in pushes})
        friends = [
            (person, friend)
            for person, found in profiles.friends_of(tx, people).items()
            for friend in found if friend.account == self.account
        ]  # fmt: skip
        staff = stores.staff_by_id(tx, {friend.staff_id for _, friend in friends}) if friends else {}
        known = store.relation_tags(
            tx.session, self.account, {friend.external_userid for _, friend in friends}
        )
        relations: dict[int, list[Relation]] = defaultdict(list)
        for person, friend in friends:
            if friend.staff_id in staff:
                userid = staff[friend.staff_id].userid
                worn = known.get((friend.external_userid, userid))
                relations[person].append(Relation(friend.external_userid, userid, worn))
        return relations

    def tell(
        self,
        pushes: Sequence[TagPush],
        external: Mapping[int, Sequence[str]],
        prepared: dict[int, list[Relation]],
    ) -> Told:
        told, work = Told(), defaultdict[int, Work](Work)
        for one in pushes:
            mine = work[one.person]
            mine.pushes.append(one)
            theirs = external[one.tag_id]
            (mine.add if one.worn else mine.remove).update(theirs[:1] if one.worn else theirs)
        for person, mine in work.items():
            if told.stopped is not None:
                told.later += [(one, 0.0) for one in mine.pushes]
            else:
                self._person(told, mine, prepared.get(person, []))
        return told

    def _person(self, told: Told, mine: Work, relations: Sequence[Relation]) -> None:
        """Each friendship in turn; the first refusal that is about the tag ends it."""
        for relation in relations:
            worn = relation.worn or frozenset()
            add = sorted(mine.add - worn)
            remove = sorted(mine.remove if relation.worn is None else mine.remove & worn)
            if not (add or remove):
                continue
            try:
                self._client.mark_tag(relation.userid, relation.external_userid, add, remove)
            except Refused as refusal:
                if refusal.reaction is Reaction.MARK:
                    continue  # friends no more: nothing to mark
                self._refused(told, mine, refusal)
                return
            except HuayuanError as error:
                told.stopped = error
                told.later += [(one, _seconds(error)) for one in mine.pushes]
                return
            after = (worn | mine.add) - mine.remove
            told.notes.append((relation.external_userid, relation.userid, sorted(after)))
        told.done += mine.pushes

    def _refused(self, told: Told, mine: Work, refusal: Refused) -> None:
        if refusal.errcode == TAG_GONE:
            told.stale = True
            told.later += [(one, 0.0) for one in mine.pushes]
        elif refusal.reaction is Reaction.AGAIN:
            told.later += [(one, _seconds(refusal)) for one in mine.pushes]
        elif refusal.reaction in (Reaction.PAUSE, Reaction.STOP_CONNECTION, Reaction.NEW_TOKEN):
            told.stopped = refusal
            told.later += [(one, _seconds(refusal)) for one in mine.pushes]
        else:
            told.failed += [(one, refusal.errcode) for one in mine.pushes]

    def keep(self, tx: Transaction, told: Told) -> None:
        store.keep_relation_tags(tx.session, self.account, told.notes)

    def still_worn(self, tx: Transaction, taken: Collection[tuple[int, str]]) -> set[tuple[int, str]]:
        """Another member's friendship may wear it still."""
        people = sorted({person for person, _ in taken})
        externals = {
            friend.external_userid: person
            for person, found in profiles.friends_of(tx, people).items()
            for friend in found if friend.account == self.account
        }  # fmt: skip
        known = store.relation_tags(tx.session, self.account, externals)
        worn = {(externals[external], tag) for (external, _), tags in known.items() for tag in tags}
        return worn & set(taken)


def _seconds(error: HuayuanError) -> float:
    return float(getattr(error, "retry_after", None) or 30.0)


def platform_of(clients: Clients) -> PlatformOf:

    def make(connection_id: int) -> TagPlatform:
        return WecomTags(clients.of(connection_id))

    return make
