"""Refusals as callers see them."""

from __future__ import annotations

from huayuan.kernel.errors import HuayuanError, Invalid, NotFound, Text


def test_a_refusal_speaks_the_callers_language() -> None:
    refusal = Invalid(field="phone", reason="11 digits")
    assert refusal.text("zh-CN") == "phone 的值不可用：11 digits。请改正后重新提交。"
    assert refusal.text("en-GB").startswith("The value of phone cannot be used")
    assert refusal.text("fr") == refusal.text("zh"), "Chinese is the first language of the platform"


def test_a_refusal_tells_code_sentences_and_data() -> None:
    told = NotFound(what="tag").as_dict()
    assert told["code"] == "not_found"
    assert told["data"] == {"what": "tag"}
    assert set(told["message"]) == {"zh", "en"}
    assert "tag" in told["message"]["en"]


def test_a_value_that_was_not_given_leaves_its_place_visible() -> None:
    assert Text("缺{a}", "no {a}").filled({}) == {"zh": "缺{a}", "en": "no {a}"}


def test_braces_in_a_value_are_only_text() -> None:
    assert "{field}" in Invalid(field="{field}", reason="{0.__class__}").text("en")


def test_the_log_line_is_english() -> None:
    assert str(NotFound(what="tag")).startswith("not_found: There is no such tag")
    assert (HuayuanError().code, HuayuanError().status) == ("internal", 500)


def test_a_reason_in_both_languages_is_said_in_that_of_the_sentence() -> None:
    told = Invalid(field="openid", reason=Text("缺少", "it is missing")).as_dict()
    assert "缺少" in told["message"]["zh"] and "missing" not in told["message"]["zh"]
    assert "it is missing" in told["message"]["en"]
    assert told["data"] == {"field": "openid", "reason": {"zh": "缺少", "en": "it is missing"}}
