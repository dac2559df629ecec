"""Calls about rules of words [95097]."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from huayuan.wechat.connections.api import Answer, PlatformClient
from huayuan.wechat.wecom.word_rules import wire

_CONTACT = "/cgi-bin/externalcontact/"


@dataclass(frozen=True, slots=True)
class NewRule:
    """`kinds`: 1 mobile numbers, 2 mail addresses, 3 red packets. `blocks`: not only warned of."""

    name: str
    words: Sequence[str]
    kinds: Sequence[int]
    blocks: bool
    userids: Sequence[str]
    departments: Sequence[int]


class WordRuleCalls(PlatformClient):
    def word_rules(self) -> list[wire.RuleRef]:
        return self._get(_CONTACT + "get_intercept_rule_list", {}, wire.Rules).rule_list

    def word_rule(self, rule_id: str) -> wire.Rule | None:
        return self._post(_CONTACT + "get_intercept_rule", {"rule_id": rule_id}, wire.OneRule).rule

    def add_word_rule(self, new: NewRule) -> str:
        body: dict[str, Any] = {
            "rule_name": new.name, "word_list": list(new.words), "intercept_type": 1 if new.blocks else 2,
            "applicable_range": _range(new.userids, new.departments),
        }  # fmt: skip
        body |= {"semantics_list": list(new.kinds)} if new.kinds else {}
        return self._post(_CONTACT + "add_intercept_rule", body, wire.MadeRule).rule_id

    def update_word_rule(self, rule_id: str, wanted: NewRule, known: wire.Range) -> None:
        """The range is told as what to add and what to take away."""
        users, parts = set(wanted.userids), set(wanted.departments)
        had_users, had_parts = set(known.user_list), set(known.department_list)
        body: dict[str, Any] = {
            "rule_id": rule_id, "rule_name": wanted.name, "word_list": list(wanted.words),
            "intercept_type": 1 if wanted.blocks else 2, "extra_rule": {"semantics_list": list(wanted.kinds)},
        }  # fmt: skip
        if users - had_users or parts - had_parts:
            body["add_applicable_range"] = _range(sorted(users - had_users), sorted(parts - had_parts))
        if had_users - users or had_parts - parts:
            body["remove_applicable_range"] = _range(sorted(had_users - users), sorted(had_parts - parts))
        self._post(_CONTACT + "update_intercept_rule", body, Answer)

    def delete_word_rule(self, rule_id: str) -> None:
        self._post(_CONTACT + "del_intercept_rule", {"rule_id": rule_id}, Answer)


def _range(userids: Sequence[str], departments: Sequence[int]) -> dict[str, Any]:
    found: dict[str, Any] = {"user_list": list(userids)} if userids else {}
    return found | ({"department_list": list(departments)} if departments else {})
