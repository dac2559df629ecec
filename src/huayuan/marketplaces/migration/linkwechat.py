"""LinkWeChat, by the columns of its published entities (versions since 2022: a row of `we_customer` is a friendship)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from huayuan.kernel.errors import Text
from huayuan.marketplaces.migration import cells
from huayuan.marketplaces.migration.cells import end_of, first_of, moment, number, text
from huayuan.marketplaces.migration.contracts import (
    Found,
    RowProblem,
    SourceCode,
    SourceCustomer,
    SourceFriend,
    SourceGift,
    Tables,
)
from huayuan.marketplaces.migration.errors import AccountUnclear

LOST = 5  # track_state 已流失
GROUP_TAG, PERSONAL_TAG = 2, 3  # tag_type
BY_PERSON = 1  # scope_type of a live code: a member of staff; 2 is a department
NAME_WORDS = {"#客户昵称#": "{customer_name}", "#员工姓名#": "{staff_name}"}


class LinkWeChat:
    """Fills the port `Peer`. `account` is the corp id of all rows, which LinkWeChat does not write into them."""

    key = "linkwechat"
    label = "LinkWeChat"
    needed: Mapping[str, Sequence[str]] = {
        "we_customer": ("external_userid", "customer_name|name", "add_user_id|first_user_id", "add_time|first_add_time"),
    }  # fmt: skip

    def __init__(self, tables: Tables, zone: ZoneInfo, account: str | None) -> None:
        self._tables = tables
        self._zone = zone
        self._account = account

    @property
    def account(self) -> str:
        """Raises AccountUnclear unless the source names one corp, or the caller did."""
        if self._account is None:
            known = {
                text(row.get("corp_id")) for row in self._tables.rows("we_corp_account") if not _gone(row)
            }
            known.discard("")
            if len(known) != 1:
                raise AccountUnclear(count=len(known))
            self._account = known.pop()
        return self._account

    def staff(self) -> dict[tuple[str, str], str]:
        found = {}
        for table, userid in (("we_user", "user_id"), ("sys_user", "we_user_id")):
            for row in self._tables.rows(table):
                name = text(first_of(row, "name", "user_name", "nick_name"))
                if text(row.get(userid)) and name:
                    found[self.account, text(row[userid])] = name
        return found

    def customers(self) -> Iterator[Found]:
        """A customer of several members of staff has several rows; each says who they are."""
        for row in self._tables.rows("we_customer"):
            external, at = text(row.get("external_userid")), self._time(row, "update_time", *_ADDED)
            if not external or at is None:
                yield problem(row, "we_customer", "缺少客户 ID 或添加时间", "no customer id or time")
                continue
            yield Found(
                "we_customer",
                row_name(row),
                SourceCustomer(
                    self.account,
                    external,
                    text(row.get("unionid")),
                    phones_in(row.get("phone")),
                    traits_of(row),
                    at,
                ),
            )

    def friends(self) -> Iterator[Found]:
        for row in self._tables.rows("we_customer"):
            external, userid = (
                text(row.get("external_userid")),
                text(first_of(row, "add_user_id", "first_user_id")),
            )
            added = self._time(row, *_ADDED)
            if not external or not userid or added is None:
                yield problem(
                    row, "we_customer", "缺少客户、员工或添加时间", "no customer, member of staff or time"
                )
                continue
            removed_by = (
                "staff" if _gone(row) else "customer" if number(row.get("track_state")) == LOST else None
            )
            removed = self._time(row, "loss_time", "update_time")
            friend = SourceFriend(
                account=self.account, external_userid=external, userid=userid, added_at=added,
                add_way=number(first_of(row, "add_method", "add_way")), state=text(row.get("state")) or None,
                remark=text(first_of(row, "remark_name", "remark")) or None,
                removed_at=end_of(added, removed) if removed_by else None, removed_by=removed_by,
            )  # fmt: skip
            yield Found("we_customer", row_name(row), friend)

    def gifts(self) -> Iterator[Found]:
        tags = self._tags()
        for row in self._tables.rows("we_flower_customer_tag_rel"):
            tag = tags.get(text(row.get("tag_id")))
            external = text(first_of(row, "external_userid"))
            if _gone(row) or text(row.get("is_company_tag")) in ("0", "False", "false"):
                continue  # taken off, or private to a member of staff
            if tag is None or not external:
                yield problem(row, "we_flower_customer_tag_rel", "标签已不存在", "the tag is gone")
                continue
            at = self._time(row, "create_time", "update_time")
            if at is None:
                yield problem(row, "we_flower_customer_tag_rel", "缺少打标时间", "no time")
                continue
            yield Found(
                "we_flower_customer_tag_rel", row_name(row), SourceGift(self.account, external, *tag, at)
            )

    def codes(self) -> Iterator[Found]:
        scopes, tags, texts = self._scopes(), self._tags_of_codes(), self._texts()
        groups = {text(row.get("id")): text(row.get("name")) for row in self._tables.rows("we_category")}
        for row in self._tables.rows("we_qr_code"):
            if _gone(row):
                continue
            key, name = text(row.get("id")), text(row.get("name"))
            people, departments = scopes.get(key, ((), 0))
            state = text(row.get("state"))
            if not state or not people:
                yield problem(
                    row, "we_qr_code", "没有渠道参数，或没有直接指定的员工（按部门的活码请重新创建）",
                    "no state, or no member of staff named directly (make codes of departments anew)",
                )  # fmt: skip
                continue
            notes = (
                [Text("只接管直接指定的员工，未接管部门", "only staff named directly, not departments")]
                if departments
                else []
            )
            welcome, said = _welcome(texts.get(key, ""))
            channel = groups.get(text(row.get("group_id"))) or name
            code = SourceCode(
                account=self.account, name=name, channel=channel, state=state, config_id=text(row.get("config_id")),
                url=text(row.get("qr_code")), userids=people, single=number(row.get("type")) == 1,
                tags=tuple(tags.get(key, ())), welcome=welcome,
            )  # fmt: skip
            yield Found("we_qr_code", key, code, (*notes, *said))

    def materials(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for row in self._tables.rows("we_material"):
            if not _gone(row):
                kind = text(first_of(row, "media_type")) or "other"
                found[kind] = found.get(kind, 0) + 1
        return found

    def _tags(self) -> dict[str, tuple[str, str]]:
        """tag id → (group, name) of corp tags of customers; rows name tags and groups by WeCom's id or by their own."""
        groups: dict[str, str] = {}
        for row in self._tables.rows("we_tag_group"):
            name = text(first_of(row, "group_name", "gourp_name"))
            groups |= {text(row.get(column)): name for column in ("id", "group_id") if row.get(column)}
        found: dict[str, tuple[str, str]] = {}
        for row in self._tables.rows("we_tag"):
            if (
                _gone(row)
                or number(row.get("tag_type")) in (GROUP_TAG, PERSONAL_TAG)
                or not text(row.get("name"))
            ):
                continue
            named = (groups.get(text(row.get("group_id"))) or "企业标签", text(row["name"]))
            found |= {text(row.get(column)): named for column in ("id", "tag_id") if row.get(column)}
        return found

    def _tags_of_codes(self) -> dict[str, list[tuple[str, str]]]:
        tags, found = self._tags(), dict[str, list[tuple[str, str]]]()
        for row in self._tables.rows("we_qr_tag_rel"):
            tag = tags.get(text(row.get("tag_id")))
            if tag and not _gone(row) and number(row.get("business_type")) in (None, 1):
                found.setdefault(text(row.get("qr_id")), []).append(tag)
        return found

    def _scopes(self) -> dict[str, tuple[tuple[str, ...], int]]:
        """live code → (userids, how many departments)."""
        people: dict[str, dict[str, None]] = {}
        departments: dict[str, int] = {}
        for row in self._tables.rows("we_qr_scope"):
            key = text(row.get("qr_id"))
            if _gone(row):
                continue
            if number(row.get("scope_type")) in (None, BY_PERSON) and text(row.get("user_id")):
                people.setdefault(key, {})[text(row["user_id"])] = None
            else:
                departments[key] = departments.get(key, 0) + 1
        return {key: (tuple(people.get(key, ())), departments.get(key, 0)) for key in {*people, *departments}}

    def _texts(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for row in self._tables.rows("we_qr_attachments"):
            mine = not _gone(row) and number(row.get("business_type")) in (None, 1)
            if mine and text(row.get("msg_type")).lower() == "text" and text(row.get("content")):
                found.setdefault(text(row.get("qr_id")), text(row["content"]))
        return found

    def _time(self, row: dict[str, Any], *names: str) -> Any:
        return next((at for name in names if (at := moment(row.get(name), self._zone))), None)


_ADDED = ("add_time", "first_add_time", "create_time")


def traits_of(row: dict[str, Any]) -> dict[str, Any]:
    said = {
        "name": text(first_of(row, "customer_name", "name")),
        "avatar": text(row.get("avatar")),
        "gender": cells.GENDERS.get(number(row.get("gender")) or 0, ""),
        "company": text(row.get("corp_name")),
        "birthday": text(row.get("birthday"))[:10],
    }
    return {key: value for key, value in said.items() if value}


def _welcome(said: str) -> tuple[str, tuple[Text, ...]]:
    for theirs, ours in NAME_WORDS.items():
        said = said.replace(theirs, ours)
    return said, ()


def phones_in(value: Any) -> tuple[str, ...]:
    """Numbers with commas between them, or a JSON list of them."""
    bare = text(value).strip("[]").replace('"', "").replace("，", ",")
    return tuple(part.strip() for part in bare.split(",") if part.strip())


def _gone(row: dict[str, Any]) -> bool:
    return (number(row.get("del_flag")) or 0) != 0


def row_name(row: dict[str, Any]) -> str:
    """What to call a row in the list of problems."""
    return text(first_of(row, "id", "external_userid"))


def problem(row: dict[str, Any], table: str, zh: str, en: str) -> Found:
    return Found(table, row_name(row), RowProblem(Text(zh, en)))
