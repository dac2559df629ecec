"""Who follows the account, in the order of following, and what is known of each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from huayuan_sandbox.services.official_account.errors import OfficialAccountError
from huayuan_sandbox.services.official_account.models import Follower, FollowerTag, QrCode

PAGE = 10_000
_TAGS_PER_ACCOUNT = 100
_TAGS_PER_FOLLOWER = 20
_TAG_NAME = 30
_SYSTEM_TAGS = {0: "黑名单", 1: "未分组", 2: "星标组"}
_FANS_OF_A_DELETABLE_TAG = 100_000


class Followers:
    """openid → Follower. Those who left stay known, as `subscribed` = False."""

    def __init__(self) -> None:
        self.known: dict[str, Follower] = {}
        self._numbers: list[int] = []
        self._by_number: dict[int, str] = {}
        self._made = 0
        self.present = 0

    def __iter__(self) -> Iterator[Follower]:
        return (self.known[openid] for openid in self._by_number.values())

    def follow(self, openid: str, person: int, at: float, scene: str, code: QrCode | None) -> Follower:
        """A new row at the end of the list; tags and remark of an earlier time are gone."""
        self._made += 1
        earlier = self.known.get(openid)
        follower = Follower(openid, person, self._made, True, int(at), scene)
        if code is not None:
            follower.qr_scene, follower.qr_scene_str = code.scene_id, code.scene_str
        if earlier is not None:
            follower.mass_month, follower.massed = earlier.mass_month, earlier.massed
        self._enter(follower)
        return follower

    def unfollow(self, follower: Follower, at: float) -> None:
        follower.subscribed, follower.cancelled_at = False, int(at)
        follower.tags, follower.remark = (), ""
        del self._by_number[follower.number]
        self.present -= 1

    def page(self, after: str) -> tuple[list[str], str]:
        """Up to 10,000 openids after `after` and where to go on, "" = that was all. Raises 40003."""
        start = 0
        if after:
            if after not in self.known:
                raise OfficialAccountError(40003)
            start = bisect_right(self._numbers, self.known[after].number)
        found: list[str] = []
        for position in range(start, len(self._numbers)):
            openid = self._by_number.get(self._numbers[position])
            if openid is not None:
                if len(found) == PAGE:
                    return found, found[-1]
                found.append(openid)
        return found, ""

    def get(self, openid: str) -> Follower:
        """Raises 40003 for an openid this account has never seen."""
        if openid not in self.known:
            raise OfficialAccountError(40003)
        return self.known[openid]

    def restore(self, rows: Iterable[Follower]) -> None:
        for follower in sorted(rows, key=lambda row: row.number):
            self._made = max(self._made, follower.number)
            if follower.subscribed:
                self._enter(follower)
            else:
                self.known[follower.openid] = follower

    def _enter(self, follower: Follower) -> None:
        self.known[follower.openid] = follower
        self._numbers.append(follower.number)
        self._by_number[follower.number] = follower.openid
        self.present += 1


class Tags:
    """Tags of the account; 0 to 2 belong to the system."""

    def __init__(self, followers: Followers) -> None:
        self._followers = followers
        self.made = 99
        self.rows = {number: FollowerTag(number, name) for number, name in _SYSTEM_TAGS.items()}

    def create(self, name: str) -> FollowerTag:
        """Raises 45056, 45157 and 45158."""
        if len(self.rows) - len(_SYSTEM_TAGS) >= _TAGS_PER_ACCOUNT:
            raise OfficialAccountError(45056)
        self._check_name(name)
        self.made += 1
        self.rows[self.made] = FollowerTag(self.made, name)
        return self.rows[self.made]

    def rename(self, number: int, name: str) -> None:
        tag = self._own(number)
        if tag.name != name:
            self._check_name(name)
        tag.name = name

    def delete(self, number: int) -> None:
        """Raises 45058, 45159, and 45057 beyond 100,000 fans."""
        tag = self._own(number)
        if tag.count > _FANS_OF_A_DELETABLE_TAG:
            raise OfficialAccountError(45057)
        del self.rows[number]
        for follower in self._followers:
            if number in follower.tags:
                follower.tags = tuple(one for one in follower.tags if one != number)

    def get(self, number: int) -> FollowerTag:
        if number not in self.rows:
            raise OfficialAccountError(45159)
        return self.rows[number]

    def mark(self, follower: Follower, number: int) -> None:
        """Raises 45059 beyond 20 tags. The last tag is the one that conditional menus look at."""
        if number in follower.tags:
            return
        if len(follower.tags) >= _TAGS_PER_FOLLOWER:
            raise OfficialAccountError(45059)
        follower.tags = (*follower.tags, number)
        self.get(number).count += 1

    def unmark(self, follower: Follower, number: int) -> None:
        if number in follower.tags:
            follower.tags = tuple(one for one in follower.tags if one != number)
            self.get(number).count -= 1

    def clear(self, follower: Follower) -> None:
        for number in follower.tags:
            self.unmark(follower, number)

    def restore(self, rows: Iterable[FollowerTag], made: int) -> None:
        self.rows = {tag.id: tag for tag in rows}
        self.made = made

    def _own(self, number: int) -> FollowerTag:
        if number in _SYSTEM_TAGS:
            raise OfficialAccountError(45058)
        return self.get(number)

    def _check_name(self, name: str) -> None:
        if len(name) > _TAG_NAME:
            raise OfficialAccountError(45158)
        if not name.strip() or any(tag.name == name for tag in self.rows.values()):
            raise OfficialAccountError(45157)
