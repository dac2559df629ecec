"""Every refusal has a code of its own and says the same in Chinese and English."""

from __future__ import annotations

import re
from collections import Counter
from string import Formatter

import pytest
import write_docs

from huayuan.kernel.errors import HuayuanError

REFUSALS = write_docs.refusals()


def placeholders(sentence: str) -> set[str]:
    """Names of the values in a sentence; `hint_zh` and `hint_en` are one value told in two languages."""
    fields = {field for _, field, _, _ in Formatter().parse(sentence) if field is not None}
    return {re.sub(r"_(zh|en)$", "", field) for field in fields}


def test_no_code_is_used_twice() -> None:
    counted = Counter(refusal.code for refusal in REFUSALS)
    assert {code: number for code, number in counted.items() if number > 1} == {}


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: refusal.code)
def test_a_refusal_is_complete(refusal: type[HuayuanError]) -> None:
    assert refusal is HuayuanError or "code" in vars(refusal), "a code of its own"
    assert re.fullmatch(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*", refusal.code)
    assert 400 <= refusal.status < 600
    zh, en = refusal.message
    assert placeholders(zh) == placeholders(en)
    assert re.search(r"[\u4e00-\u9fff]", zh)
    assert not re.search(r"[\u4e00-\u9fff]", en)
    assert zh.endswith(("。", "！", "？")), "a sentence"
    assert en.endswith((".", "!", "?")), "a sentence"
