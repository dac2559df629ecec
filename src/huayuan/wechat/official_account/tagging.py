"""Tags of the account as the tag sync wants them: put on and taken off followers, fifty in a call."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from huayuan.kernel.errors import HuayuanError
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles.contracts import TagPush
from huayuan.wechat.connections.errors import Reaction, Refused
from huayuan.wechat.official_account.client import Clients, OfficialAccountClient
from huayuan.wechat.official_account.limits import TAG_BATCH, TAG_NAME_CHARS, TAGS_PER_ACCOUNT
from huayuan.wechat.official_account.store import followers
from huayuan.wechat.tag_sync.contracts import PlatformOf, TagPlatform, TheirTag, Told

GROUP = "公众号标签"
SYSTEM_TAGS = (0, 1, 2)
TAG_EXISTS, TAG_GONE = 45157, 45159
# About who is named and not about the tag: whoever left meanwhile, an openid of another account.
NOBODY = frozenset({40003, 40032, 43004, 49003, 50005})
Prepared = dict[int, tuple[str, frozenset[int]]]


class AccountTags:
    """The tags of one connection's account."""

    name_chars = TAG_NAME_CHARS
    most_tags = TAGS_PER_ACCOUNT
    grouped = False

    def __init__(self, client: OfficialAccountClient) -> None:
        self._client = client
        self.account: str = client.connection.account

    def listed(self) -> list[TheirTag]:
        return [
            TheirTag(str(tag.id), GROUP, tag.name[:60])
            for tag in self._client.tags() if tag.id not in SYSTEM_TAGS and tag.name.strip()
        ]  # fmt: skip

    def make(self, group: str, name: str) -> TheirTag | None:
        try:
            made = self._client.create_tag(name)
        except Refused as refusal:
            if refusal.errcode == TAG_EXISTS:
                return None
            raise
        return TheirTag(str(made.id), GROUP, made.name[:60])

    def rename(self, external_id: str, name: str) -> None:
        self._client.rename_tag(int(external_id), name)

    def prepare(self, tx: Transaction, pushes: Sequence[TagPush]) -> Prepared:
        """person → their openid here and the tags they wear, of those who follow now."""
        openids = followers.openids_of(tx.session, self.account, {one.person for one in pushes})
        rows = followers.known(tx.session, self.account, openids.values())
        return {person: (openid, frozenset(rows[openid]["tags"])) for person, openid in openids.items()}

    def tell(
        self, pushes: Sequence[TagPush], external: Mapping[int, Sequence[str]], prepared: Prepared
    ) -> Told:
        told = Told()
        groups: dict[tuple[int, bool], list[TagPush]] = defaultdict(list)
        for one in pushes:
            mine, theirs = prepared.get(one.person), [int(tag) for tag in external[one.tag_id]]
            wrong = [] if mine is None else [tag for tag in theirs if (tag in mine[1]) != one.worn]
            numbers = wrong if not one.worn else [tag for tag in wrong if tag == theirs[0]]
            for number in numbers:
                groups[number, one.worn].append(one)
            if not numbers:
                told.done.append(one)  # does not follow, or it is as it should be
        for (number, worn), mine_all in groups.items():
            for start in range(0, len(mine_all), TAG_BATCH):
                part = mine_all[start : start + TAG_BATCH]
                if told.stopped is not None:
                    told.later += [(one, 0.0) for one in part]
                else:
                    self._batch(told, number, worn, part, prepared)
        return told

    def _batch(
        self, told: Told, number: int, worn: bool, part: Sequence[TagPush], prepared: Prepared
    ) -> None:
        call = self._client.tag_followers if worn else self._client.untag_followers
        openids = [prepared[one.person][0] for one in part]
        try:
            call(number, openids)
        except Refused as refusal:
            about_somebody = refusal.reaction in (Reaction.GIVE_UP, Reaction.MARK)
            if about_somebody and refusal.errcode != TAG_GONE and len(part) > 1:
                for one in part:  # one of them spoils it for all
                    self._batch(told, number, worn, [one], prepared)
                return
            self._refused(told, part, refusal)
            return
        except HuayuanError as error:
            told.stopped = error
            told.later += [(one, _seconds(error)) for one in part]
            return
        told.done += part
        told.notes += [(openid, number, worn) for openid in openids]

    def _refused(self, told: Told, part: Sequence[TagPush], refusal: Refused) -> None:
        if refusal.errcode == TAG_GONE:
            told.stale = True
            told.later += [(one, 0.0) for one in part]
        elif refusal.errcode in NOBODY or refusal.reaction is Reaction.MARK:
            told.done += part
        elif refusal.reaction is Reaction.GIVE_UP:
            told.failed += [(one, refusal.errcode) for one in part]
        else:
            told.stopped = None if refusal.reaction is Reaction.AGAIN else refusal
            told.later += [(one, _seconds(refusal)) for one in part]

    def keep(self, tx: Transaction, told: Told) -> None:
        """What they wear there now, so that the next reading finds nothing new in it."""
        rows = followers.known(tx.session, self.account, {openid for openid, _, _ in told.notes})
        for openid, number, worn in told.notes:
            if openid in rows:
                tags = set(rows[openid]["tags"]) - {number}
                rows[openid]["tags"] = sorted(tags | {number} if worn else tags)
        followers.save(tx.session, list(rows.values()))

    def still_worn(self, tx: Transaction, taken: Collection[tuple[int, str]]) -> set[tuple[int, str]]:
        """A person may follow with two accounts of their own."""
        found = followers.tags_of_people(tx.session, self.account, {person for person, _ in taken})
        return {(person, str(tag)) for person, tags in found.items() for tag in tags} & set(taken)


def _seconds(error: HuayuanError) -> float:
    return float(getattr(error, "retry_after", None) or 30.0)


def platform_of(clients: Clients) -> PlatformOf:
    def make(connection_id: int) -> TagPlatform:
        return AccountTags(clients.of(connection_id))

    return make
