"""What the pages say: every word that is said exists, once, in both languages, and none is left over."""

from __future__ import annotations

import re
from pathlib import Path

import huayuan_sandbox
from huayuan_sandbox.services.channels import models as shop
from huayuan_sandbox.words import WORDS, customers, phones, staff, world

_FOLDER = Path(huayuan_sandbox.__file__).parent
_SAID = re.compile(r"""["']((?:oa|mp|ec|wecom|pay|staff|people|person|is|answer)\.[a-z_]+)["']""")
_TOLD = re.compile(r"(?:tells|proof) = \(?([^)\n]*)|tells=\(([^)]*)\)")
_MADE_UP = ("ec.status.", "ec.refund.", "oa.way.", "staff.to_", "pay.coupon.", "answer.", "id.")


def _said() -> set[str]:
    sources = [path for path in _FOLDER.rglob("*.py") if path.parent.name != "words"]
    return {name for path in sources for name in _SAID.findall(path.read_text("utf-8"))}


def test_every_word_has_one_meaning_in_both_languages() -> None:
    parts = (world.WORDS, phones.WORDS, customers.WORDS, staff.WORDS)
    assert len(WORDS) == sum(map(len, parts)), "a name is used twice"
    assert all(chinese.strip() and english.strip() for chinese, english in WORDS.values())
    for name, (chinese, english) in WORDS.items():
        assert chinese.count("{") == english.count("{"), name


def test_every_word_that_is_said_exists_and_no_other() -> None:
    said = _said()
    assert said - WORDS.keys() == set()
    spaces = tuple(name.partition(".")[0] for name in said)
    mine = {
        name for name in WORDS if "." in name and name.startswith(spaces) and not name.startswith(_MADE_UP)
    }
    assert mine - said == set()


def test_every_state_of_an_order_and_every_answer_has_a_word() -> None:
    states = (shop.TO_PAY, shop.TO_SHIP, shop.PARTLY_SHIPPED, shop.TO_RECEIVE, shop.DONE, shop.ALL_REFUNDED,
              shop.CANCELLED)  # fmt: skip
    assert {f"ec.status.{state}" for state in states} <= WORDS.keys()
    refunds = (shop.REFUND_ASKED, shop.REFUND_REFUSED, shop.REFUND_DONE)
    assert {f"ec.refund.{state}" for state in refunds} <= WORDS.keys()
    answers = set()
    for path in _FOLDER.rglob("*phone.py"):
        for told in _TOLD.findall(path.read_text("utf-8")):
            answers |= set(re.findall(r'"(\w+)"', "".join(told)))
    assert {"code", "sent", "order_id", "after_sale_order_id"} <= answers
    assert {f"answer.{name}" for name in answers} <= WORDS.keys()
