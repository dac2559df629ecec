"""Rules about words over the wire."""

from __future__ import annotations

import msgspec

from huayuan.wechat.connections.api import Answer


class RuleRef(msgspec.Struct):
    rule_id: str
    rule_name: str = ""
    create_time: int = 0


class Rules(Answer):
    rule_list: list[RuleRef] = []


class Range(msgspec.Struct):
    user_list: list[str] = []
    department_list: list[int] = []


class Rule(msgspec.Struct):
    """`intercept_type` 1 warns and blocks, 2 warns. `semantics_list`: 1 mobile, 2 mail address, 3 red packet.

    The documents show `rule_id` as a number here and as text elsewhere.
    """

    rule_id: str | int = ""
    rule_name: str = ""
    word_list: list[str] = []
    semantics_list: list[int] = []
    intercept_type: int = 1
    applicable_range: Range = msgspec.field(default_factory=Range)


class OneRule(Answer):
    rule: Rule | None = None


class MadeRule(Answer):
    rule_id: str = ""
