"""LinkWeChat as it was until 2022, and forks of that time: friendships in `we_flower_customer_rel`, tags by friendship.

Its live codes had tables of another shape (`we_emple_code`), which are not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from huayuan.kernel.errors import Text
from huayuan.marketplaces.migration.cells import end_of, first_of, number, text
from huayuan.marketplaces.migration.contracts import Found, SourceCustomer, SourceFriend, SourceGift
from huayuan.marketplaces.migration.linkwechat import LinkWeChat, phones_in, problem, row_name, traits_of

FRIENDS, CUSTOMERS, WORN = "we_flower_customer_rel", "we_customer", "we_flower_customer_tag_rel"


class LinkWeChatFirst(LinkWeChat):
    needed: Mapping[str, Sequence[str]] = {
        CUSTOMERS: ("external_userid", "name"),
        FRIENDS: ("id", "user_id", "external_userid", "create_time"),
    }

    def customers(self) -> Iterator[Found]:
        """Their rows hold no time, so that of the earliest friendship counts."""
        since, phones = self._since_and_phones()
        for row in self._tables.rows(CUSTOMERS):
            external = text(row.get("external_userid"))
            if external not in since:
                yield problem(
                    row, CUSTOMERS, "没有好友关系，或没有添加时间", "no friendship, or none with a time"
                )
                continue
            customer = SourceCustomer(
                self.account, external, text(row.get("unionid")), phones.get(external, ()), traits_of(row), since[external]
            )  # fmt: skip
            yield Found(CUSTOMERS, row_name(row), customer)

    def friends(self) -> Iterator[Found]:
        for row in self._tables.rows(FRIENDS):
            external, userid = text(row.get("external_userid")), text(row.get("user_id"))
            added = self._time(row, "create_time")
            if not external or not userid or added is None:
                yield problem(
                    row, FRIENDS, "缺少客户、员工或添加时间", "no customer, member of staff or time"
                )
                continue
            ended = number(row.get("status")) not in (0, None)
            removed = self._time(row, "delete_time")
            notes = (_END_UNKNOWN,) if ended and removed is None else ()
            friend = SourceFriend(
                account=self.account, external_userid=external, userid=userid, added_at=added, add_way=number(row.get("add_way")),
                state=text(row.get("state")) or None, remark=text(row.get("remark")) or None,
                removed_at=end_of(added, removed) if ended else None, removed_by="customer" if ended else None,
            )  # fmt: skip
            yield Found(FRIENDS, row_name(row), friend, notes)

    def gifts(self) -> Iterator[Found]:
        tags = self._tags()
        worn_by = {
            text(row.get("id")): text(row.get("external_userid")) for row in self._tables.rows(FRIENDS)
        }
        for row in self._tables.rows(WORN):
            tag = tags.get(text(row.get("tag_id")))
            external = worn_by.get(text(row.get("flower_customer_rel_id")))
            at = self._time(row, "create_time")
            if tag is None or not external or at is None:
                yield problem(
                    row, WORN, "客户、标签或时间已不存在", "the customer, the tag or the time is gone"
                )
                continue
            yield Found(WORN, row_name(row), SourceGift(self.account, external, *tag, at))

    def codes(self) -> Iterator[Found]:
        yield from ()

    def _since_and_phones(self) -> tuple[dict[str, datetime], dict[str, tuple[str, ...]]]:
        since: dict[str, datetime] = {}
        phones: dict[str, tuple[str, ...]] = {}
        for row in self._tables.rows(FRIENDS):
            external, at = text(row.get("external_userid")), self._time(row, "create_time")
            if external and at is not None:
                since[external] = min(at, since.get(external, at))
            if noted := phones_in(first_of(row, "remark_mobiles")):
                phones.setdefault(external, noted)
        return since, phones


_END_UNKNOWN = Text("结束时间未知，按添加时间记", "when it ended is not known; the time it began was taken")


def is_first_version(columns: Any) -> bool:
    """Whether the tables are of that time. `columns` is `Tables.columns`."""
    return bool(columns(FRIENDS)) and not columns(CUSTOMERS) & {"add_user_id", "first_user_id"}
