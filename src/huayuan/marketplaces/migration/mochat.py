"""MoChat, by the columns of its published `mochat.sql` (tables `mc_…`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from huayuan.kernel.errors import Text
from huayuan.marketplaces.migration.cells import GENDERS, document, end_of, moment, number, text
from huayuan.marketplaces.migration.contracts import (
    Found,
    RowProblem,
    SourceCode,
    SourceCustomer,
    SourceFriend,
    SourceGift,
    Tables,
)

DELETED, BLOCKED = 2, 3  # status of a friendship
OF_CORP = 1  # type of a tag; 2 is private to a member of staff
GENERAL = 1  # type of a welcome message; others are for certain hours and days
STATE = "channelCode-"  # how MoChat builds the state of its live codes
NAME_WORDS = {"##客户名称##": "{customer_name}"}
MATERIALS = {1: "text", 2: "image", 3: "audio", 4: "video", 5: "miniprogram", 6: "file"}


class MoChat:
    """Fills the port `Peer`. Rows name corp, customer and staff by number; the numbers are looked up once."""

    key = "mochat"
    label = "MoChat"
    needed: Mapping[str, Sequence[str]] = {
        "mc_corp": ("id", "wx_corpid"),
        "mc_work_contact": ("id", "corp_id", "wx_external_userid", "name"),
        "mc_work_employee": ("id", "corp_id", "wx_user_id"),
        "mc_work_contact_employee": ("contact_id", "employee_id", "corp_id", "create_time"),
    }

    def __init__(self, tables: Tables, zone: ZoneInfo, account: str | None) -> None:
        self._tables = tables
        self._zone = zone
        corps = {text(row.get("id")): text(row.get("wx_corpid")) for row in tables.rows("mc_corp")}
        self._corps = {key: corp for key, corp in corps.items() if corp and account in (None, corp)}
        self._employees: dict[str, str] = {}
        self._names: dict[tuple[str, str], str] = {}
        for row in tables.rows("mc_work_employee"):
            corp, userid = self._corp(row), text(row.get("wx_user_id"))
            if corp and userid:
                self._employees[text(row.get("id"))] = userid
                self._names[corp, userid] = text(row.get("name"))
        self._contacts: dict[str, str] | None = None

    def staff(self) -> dict[tuple[str, str], str]:
        return {key: name for key, name in self._names.items() if name}

    def customers(self) -> Iterator[Found]:
        phones = self._phones()
        for row in self._of_corps("mc_work_contact"):
            external = text(row.get("wx_external_userid"))
            at = self._time(row, "updated_at", "created_at")
            if not external or at is None:
                yield _problem(row, "mc_work_contact", "缺少客户 ID 或时间", "no customer id or time")
                continue
            customer = SourceCustomer(
                self._corp(row), external, text(row.get("unionid")), phones.get(text(row.get("id")), ()), _traits(row), at
            )  # fmt: skip
            yield Found("mc_work_contact", text(row.get("id")), customer)

    def friends(self) -> Iterator[Found]:
        contacts = self._known_contacts()
        for row in self._of_corps("mc_work_contact_employee"):
            external = contacts.get(text(row.get("contact_id")))
            userid = self._employees.get(text(row.get("employee_id")))
            added = self._time(row, "create_time", "created_at")
            if not external or not userid or added is None:
                yield _problem(
                    row, "mc_work_contact_employee", "找不到对应的客户或员工", "the customer or the member of staff is not there"
                )  # fmt: skip
                continue
            ended = number(row.get("status")) in (DELETED, BLOCKED) or row.get("deleted_at") is not None
            removed = self._time(row, "deleted_at", "updated_at")
            friend = SourceFriend(
                account=self._corp(row), external_userid=external, userid=userid, added_at=added,
                add_way=number(row.get("add_way")), state=text(row.get("state")) or None, remark=text(row.get("remark")) or None,
                removed_at=end_of(added, removed) if ended else None, removed_by="customer" if ended else None,
            )  # fmt: skip
            yield Found("mc_work_contact_employee", text(row.get("id")), friend)

    def gifts(self) -> Iterator[Found]:
        contacts, tags = self._known_contacts(), self._tags()
        corps = self._corps_of_contacts()
        for row in self._tables.rows("mc_work_contact_tag_pivot"):
            contact = text(row.get("contact_id"))
            if row.get("deleted_at") is not None or number(row.get("type")) not in (0, OF_CORP, None):
                continue  # taken off, or private to a member of staff
            external, tag = contacts.get(contact), tags.get(text(row.get("contact_tag_id")))
            at = self._time(row, "created_at", "updated_at")
            if contact not in corps:
                continue  # of another corp
            if not external or tag is None or at is None:
                yield _problem(
                    row, "mc_work_contact_tag_pivot", "客户或标签已不存在", "the customer or the tag is gone"
                )
                continue
            yield Found(
                "mc_work_contact_tag_pivot",
                text(row.get("id")),
                SourceGift(corps[contact], external, *tag, at),
            )

    def codes(self) -> Iterator[Found]:
        tags = self._tags()
        groups = {
            text(row.get("id")): text(row.get("name")) for row in self._tables.rows("mc_channel_code_group")
        }
        for row in self._of_corps("mc_channel_code"):
            if row.get("deleted_at") is not None:
                continue
            key, name = text(row.get("id")), text(row.get("name"))
            members, scheduled = self._members(document(row.get("drainage_employee")))
            if not members:
                yield _problem(row, "mc_channel_code", "没有指定员工", "no member of staff is named")
                continue
            notes = (
                [Text("按时段分配的员工合并成了一组", "staff of several hours became one group")]
                if scheduled
                else []
            )
            welcome, timed = _welcome(document(row.get("welcome_message")))
            if timed:
                notes.append(
                    Text(
                        "只接管通用欢迎语，未接管分时段的",
                        "only the general welcome, not those of certain hours",
                    )
                )
            code = SourceCode(
                account=self._corp(row), name=name, channel=groups.get(text(row.get("group_id"))) or name, state=STATE + key,
                config_id=text(row.get("wx_config_id")), url=text(row.get("qrcode_url")), userids=members,
                single=number(row.get("type")) == 1, tags=tuple(tags[one] for one in _ids(row.get("tags")) if one in tags),
                welcome=welcome,
            )  # fmt: skip
            yield Found("mc_channel_code", key, code, tuple(notes))

    def materials(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for row in self._of_corps("mc_medium"):
            if row.get("deleted_at") is None:
                kind = MATERIALS.get(number(row.get("type")) or 0, "other")
                found[kind] = found.get(kind, 0) + 1
        return found

    def _members(self, said: Any) -> tuple[tuple[str, ...], bool]:
        """userids of all hours of all days, and whether they differ."""
        found: dict[str, None] = {}
        slots = set()
        for day in said.get("employees") or () if isinstance(said, dict) else ():
            for slot in day.get("timeSlot") or () if isinstance(day, dict) else ():
                ids = tuple(
                    self._employees[one] for one in _ids(slot.get("employeeId")) if one in self._employees
                )
                slots.add(ids)
                found.update(dict.fromkeys(ids))
        return tuple(found), len(slots) > 1

    def _tags(self) -> dict[str, tuple[str, str]]:
        groups = {
            text(row.get("id")): text(row.get("group_name"))
            for row in self._tables.rows("mc_work_contact_tag_group")
        }
        return {
            text(row.get("id")): (
                groups.get(text(row.get("contact_tag_group_id"))) or "企业标签",
                text(row["name"]),
            )
            for row in self._of_corps("mc_work_contact_tag")
            if row.get("deleted_at") is None and text(row.get("name"))
        }

    def _phones(self) -> dict[str, tuple[str, ...]]:
        """contact → numbers that staff noted."""
        found: dict[str, tuple[str, ...]] = {}
        for row in self._of_corps("mc_work_contact_employee"):
            noted = document(row.get("remark_mobiles"))
            if isinstance(noted, list) and noted:
                numbers = tuple(text(one) for one in noted if isinstance(one, str | int) and text(one))
                found[text(row.get("contact_id"))] = found.get(text(row.get("contact_id")), ()) + numbers
        return found

    def _known_contacts(self) -> dict[str, str]:
        if self._contacts is None:
            self._contacts = {
                text(row.get("id")): text(row.get("wx_external_userid"))
                for row in self._of_corps("mc_work_contact")
            }
        return self._contacts

    def _corps_of_contacts(self) -> dict[str, str]:
        return {text(row.get("id")): self._corp(row) for row in self._of_corps("mc_work_contact")}

    def _of_corps(self, table: str) -> Iterator[dict[str, Any]]:
        return (row for row in self._tables.rows(table) if self._corp(row))

    def _corp(self, row: dict[str, Any]) -> str:
        return self._corps.get(text(row.get("corp_id")), "")

    def _time(self, row: dict[str, Any], *names: str) -> Any:
        return next((at for name in names if (at := moment(row.get(name), self._zone))), None)


def _traits(row: dict[str, Any]) -> dict[str, Any]:
    said = {
        "name": text(row.get("name")) or text(row.get("nick_name")),
        "avatar": text(row.get("avatar")),
        "gender": GENDERS.get(number(row.get("gender")) or 0, ""),
        "company": text(row.get("corp_full_name")) or text(row.get("corp_name")),
    }
    return {key: value for key, value in said.items() if value}


def _welcome(said: Any) -> tuple[str, bool]:
    """The general welcome text, and whether there are others for certain hours or days."""
    details = said.get("messageDetail") or () if isinstance(said, dict) else ()
    parts = [one for one in details if isinstance(one, dict)]
    general = next((one for one in parts if number(one.get("type")) == GENERAL), {})
    welcome = text(general.get("welcomeContent"))
    for theirs, ours in NAME_WORDS.items():
        welcome = welcome.replace(theirs, ours)
    return welcome, any(number(one.get("type")) != GENERAL and one.get("detail") for one in parts)


def _ids(value: Any) -> list[str]:
    """Numbers in a JSON list, bare or as objects with an id."""
    listed = value if isinstance(value, list) else document(value)
    if not isinstance(listed, list):
        listed = [value] if value not in (None, "") else []
    return [text(one.get("id") or one.get("tagId")) if isinstance(one, dict) else text(one) for one in listed]


def _problem(row: dict[str, Any], table: str, zh: str, en: str) -> Found:
    return Found(table, text(row.get("id")), RowProblem(Text(zh, en)))
