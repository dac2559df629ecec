"""Keeps the tags of one kind of platform in step with ours. The network is called between transactions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from huayuan.kernel.errors import HuayuanError
from huayuan.kernel.logging import get_logger
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.profiles import api as profiles
from huayuan.profiles.contracts import TagLink, TagPush
from huayuan.wechat.connections.api import Connections
from huayuan.wechat.connections.contracts import Connection
from huayuan.wechat.connections.errors import ErrorClass, Reaction, Refused
from huayuan.wechat.tag_sync import rules, store
from huayuan.wechat.tag_sync.contracts import (
    CONFLICT,
    FAILED,
    IN_STEP,
    NAME_TAKEN_HERE,
    NAME_TAKEN_THERE,
    NEW,
    NOT_OURS_THERE,
    AccountState,
    PlatformOf,
    TagPlatform,
    TheirTag,
    Told,
)

log = get_logger("tag_sync")
AT_ONCE = 200  # pushes told in one round
SECONDS = 30.0
REST = timedelta(seconds=60)
MOST_SECONDS = 3600.0
TAKEN_NAMES = frozenset({40071, 45157})
NOT_OURS = 81011


class TagSync:
    """The tags of every connection of one kind."""

    def __init__(self, uow: UnitOfWork, connections: Connections, kind: str, platform_of: PlatformOf) -> None:
        self._uow = uow
        self._connections = connections
        self.kind = kind
        self._platform_of = platform_of
        self._compared: dict[str, datetime] = {}  # account → until when its waiting names rest

    # ---- tags and their names

    def compare(self, connection_id: int) -> int:
        """List what is there, agree on what there is and how it is called; answers how many tags are linked.

        Raises what the platform refuses with; the account shows it until it works again.
        """
        platform = self._platform_of(connection_id)
        try:
            theirs = platform.listed()
            plan = self._agree(platform, theirs)
            changed = self._make(platform, plan.make)
            changed += [self._rename(platform, link) for link in plan.rename_there]
        except HuayuanError as error:
            self._note(platform, connection_id, None, error)
            raise
        with self._uow.begin() as tx:
            for link, old in changed:
                if old != link.external_id:
                    profiles.drop_tag_links(tx, platform.account, [old])
                profiles.keep_tag_links(tx, [link])
                if old.startswith(NEW) and link.state == IN_STEP:
                    profiles.push_all_wearers(tx, platform.account, link.tag_id)
            linked = len(profiles.tag_links(tx, platform.account))
        self._note(platform, connection_id, len(theirs), None)
        return linked

    def _agree(self, platform: TagPlatform, theirs: Sequence[TheirTag]) -> rules.Plan:
        with self._uow.begin() as tx:
            links = profiles.tag_links(tx, platform.account)
            ours = our_tags(tx, {one.tag_id for one in links}, platform.name_chars)
            plan = rules.compare(links, theirs, ours, grouped=platform.grouped)
            profiles.drop_tag_links(tx, platform.account, plan.drop)
            kept = list(plan.links)
            for link in plan.rename_here:
                done = profiles.rename_tag(tx, link.tag_id, link.name, platform.account)
                conflict = replace(link, state=CONFLICT, reason=NAME_TAKEN_HERE)
                kept.append(link if done else conflict)
            known = {link.external_id: link for link in links}
            kept += [
                TagLink(
                    platform.account, self.kind, one.external_id,
                    profiles.ensure_tag(tx, one.group_name, one.name), one.group_name, one.name, IN_STEP, None, None,
                    tx.now,
                )
                for one in plan.adopt if one.external_id not in known and one.name.strip()
            ]  # fmt: skip
            profiles.keep_tag_links(tx, kept)
            fresh = {one.external_id for one in links if one.external_id.startswith(NEW)}
            for link in plan.links:  # asked for, and there already
                if fresh and link.external_id not in known:
                    profiles.push_all_wearers(tx, platform.account, link.tag_id)
        return plan

    def _make(self, platform: TagPlatform, wanted: Sequence[TagLink]) -> list[tuple[TagLink, str]]:
        """(link, its external id before)"""
        found: list[tuple[TagLink, str]] = []
        for link in wanted:
            try:
                made = platform.make(link.group_name, link.name) or _named(platform, link)
            except Refused as refusal:
                if _passes(refusal):
                    raise
                found.append((_refused(link, refusal), link.external_id))
                continue
            if made is None:
                taken = replace(link, state=CONFLICT, reason=NAME_TAKEN_THERE, errcode=None)
                found.append((taken, link.external_id))
                continue
            agreed = replace(
                link, external_id=made.external_id, group_name=made.group_name, name=made.name, state=IN_STEP,
                reason=None, errcode=None,
            )  # fmt: skip
            found.append((agreed, link.external_id))
        return found

    def _rename(self, platform: TagPlatform, link: TagLink) -> tuple[TagLink, str]:
        with self._uow.read() as tx:
            name = our_tags(tx, [link.tag_id], platform.name_chars)[link.tag_id].name
        try:
            platform.rename(link.external_id, name)
        except Refused as refusal:
            if _passes(refusal):
                raise
            return _refused(link, refusal), link.external_id
        return replace(link, name=name, state=IN_STEP, reason=None, errcode=None), link.external_id

    def _note(
        self, platform: TagPlatform, connection_id: int, tags: int | None, error: HuayuanError | None
    ) -> None:
        with self._uow.begin() as tx:
            before = store.states(tx.session).get(platform.account)
            state = AccountState(
                platform.account, self.kind, connection_id,
                tx.now if error is None else (before.last_at if before else None),
                None if error is None else error.as_dict(),
                tags if tags is not None else (before.tags if before else 0), platform.most_tags,
            )  # fmt: skip
            store.keep(tx.session, state)

    # ---- who wears what

    def round(self) -> bool:
        """Tell the platforms what changed here; True when there may be more."""
        connections = {one.account: one for one in self._connections.all(self.kind)}
        more = False
        for account, connection in connections.items():
            with self._uow.read() as tx:
                waiting = profiles.due_tag_pushes(tx, account, AT_ONCE)
            if waiting:
                more |= self._tell(connection, waiting)
            self._names(connection)
        return more

    def _names(self, connection: Connection) -> None:
        """A name that was changed here is told soon, not at night; what stops it is noted, and tried again later."""
        with self._uow.read() as tx:
            rests = self._compared.get(connection.account, tx.now) > tx.now
            if rests or not profiles.tag_links_wait(tx, connection.account):
                return
            self._compared[connection.account] = tx.now + REST
        try:
            self.compare(connection.id)
        except HuayuanError as error:
            log.info("tag_sync.names_wait", account=connection.account, error=str(error))

    def _tell(self, connection: Connection, pushes: list[TagPush]) -> bool:
        platform = self._platform_of(connection.id)
        with self._uow.read() as tx:
            external = profiles.all_their_tags(tx, platform.account, {one.tag_id for one in pushes})
            meant = [one for one in pushes if one.tag_id in external]
            prepared = platform.prepare(tx, meant)
        told = platform.tell(meant, external, prepared) if meant else Told()
        unlinked = [one for one in pushes if one.tag_id not in external]
        with self._uow.begin() as tx:
            platform.keep(tx, told)
            profiles.tag_pushes_done(tx, [*told.done, *unlinked])
            for code in {code for _, code in told.failed}:
                profiles.fail_tag_pushes(tx, [one for one, its in told.failed if its == code], code)
            for push, seconds in told.later:
                wait = max(seconds, min(SECONDS * 2**push.attempts, MOST_SECONDS))
                profiles.put_off_tag_pushes(tx, [push], wait)
            if told.stale:
                tx.enqueue(f"{self.kind}.sync_tags", {"connection_id": connection.id})
        if told.stopped is not None:
            self._note(platform, connection.id, None, told.stopped)
        return len(pushes) == AT_ONCE and told.stopped is None

    def told(self, payload: Mapping[str, Any]) -> int:
        """`taken` of a job: `account`, and `taken` as pairs of person and their tag. Nothing where no connection of the
        account is switched on."""
        account = str(payload["account"])
        found = next((one.id for one in self._connections.all(self.kind) if one.account == account), None)
        pairs = {(int(person), str(tag)) for person, tag in payload["taken"]}
        return self.taken(found, pairs) if found is not None else 0

    def taken(self, connection_id: int, taken: Collection[tuple[int, str]]) -> int:
        """Tags that somebody no longer wears there are taken off here too; answers of how many people.

        First it is asked whether these tags still are: one that was deleted there took itself off everybody, and that
        takes nothing off here. What waits to be told there counts as newer. A rule's gift stays, and is put back there.
        """
        platform = self._platform_of(connection_id)
        living = {one.external_id for one in platform.listed()}
        asked = {(person, external) for person, external in taken if external in living}
        if {external for _, external in taken} - living:
            self.compare(connection_id)
        with self._uow.begin() as tx:
            asked -= platform.still_worn(tx, asked)
            ours = profiles.our_tags(tx, platform.account, {external for _, external in asked})
            gone = {(person, ours[external]) for person, external in asked if external in ours}
            people = {person for person, _ in gone}
            newer = {
                (one.person, one.tag_id)
                for one in profiles.waiting_tag_pushes(tx, platform.account, people) if one.worn
            }  # fmt: skip
            return sum(
                self._take_off(tx, platform.account, person, tag) for person, tag in sorted(gone - newer)
            )

    def _take_off(self, tx: Transaction, account: str, person: int, tag: int) -> bool:
        profiles.remove_tags(tx, person, [tag], self.kind, tx.now, account=account)
        still = {one.id for one in profiles.tags_of(tx, [person]).get(person, [])}
        if tag in still:
            profiles.push_tags(tx, {(account, person, tag): True})
        return tag not in still


def our_tags(tx: Transaction, tag_ids: Iterable[int], name_chars: int) -> dict[int, rules.OurTag]:
    details = profiles.named_here(tx, tag_ids)
    groups = profiles.tag_group_names(tx, {one.group_id for one in details.values()})
    return {
        one.id: rules.OurTag(
            one.id, groups[one.group_id][:name_chars], one.name[:name_chars], one.status == "active"
        )
        for one in details.values()
    }


def _named(platform: TagPlatform, link: TagLink) -> TheirTag | None:
    """What has the wanted name there."""
    return next(
        (
            one for one in platform.listed()
            if one.name == link.name and (one.group_name == link.group_name or not platform.grouped)
        ),
        None,
    )  # fmt: skip


def _passes(refusal: Refused) -> bool:
    """Not about this tag: the whole account waits, and is tried again."""
    stops = (Reaction.AGAIN, Reaction.PAUSE, Reaction.STOP_CONNECTION, Reaction.NEW_TOKEN)
    return refusal.reaction in stops or (
        refusal.kind is ErrorClass.PERMISSION and refusal.errcode != NOT_OURS
    )


def _refused(link: TagLink, refusal: Refused) -> TagLink:
    if refusal.errcode in TAKEN_NAMES:
        return replace(link, state=CONFLICT, reason=NAME_TAKEN_THERE, errcode=refusal.errcode)
    if refusal.errcode == NOT_OURS:
        return replace(link, state=CONFLICT, reason=NOT_OURS_THERE, errcode=refusal.errcode)
    log.info("tag_sync.refused", account=link.account, tag=link.tag_id, errcode=refusal.errcode)
    return replace(link, state=FAILED, reason=None, errcode=refusal.errcode)
