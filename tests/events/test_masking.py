"""What may be personal in an event is not in the API's answers, nor in the samples of refused events."""

from __future__ import annotations

import json
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import NOON

from huayuan.events.catalog import catalog
from huayuan.events.contracts import StoredEvent
from huayuan.events.masking import MASK, is_personal, masked, masked_sample
from huayuan.events.routes import live

SECRET = "王芳住在湖滨"


def test_every_personal_property_of_the_catalog_is_masked() -> None:
    personal = [
        (event.name, one.name) for event in catalog().values() for one in event.properties if one.personal
    ]
    assert len(personal) >= 10
    for event, name in personal:
        assert masked(event, {name: SECRET, "path": "/"}) == {name: MASK, "path": "/"}


def test_a_property_its_event_does_not_declare_is_judged_by_its_name() -> None:
    assert masked("page_viewed", {"name": SECRET, "Phone": "1", "colour": "red"}) == {
        "name": MASK, "Phone": MASK, "colour": "red",
    }  # fmt: skip
    assert masked("shop_own_event", {"手机号": "1", "keyword": {"a": 1}, "old": None, "new": ""}) == {
        "手机号": MASK, "keyword": MASK, "old": None, "new": "",
    }  # fmt: skip


def test_what_the_console_shows_of_an_event_is_masked() -> None:
    stored = StoredEvent(
        UUID(int=1), "form_submitted", NOON, NOON, 1, 1, None, None, None, None, None, None, None, None,
        {"form_id": "f1", "fields": {"name": SECRET}}, 1,
    )  # fmt: skip
    assert SECRET not in live(stored).model_dump_json()
    assert live(stored).properties["form_id"] == "f1"


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        (b'{"phone": "13800138000"}', '{"phone": "***"}'),
        (b'{"event":"x","properties":{"path":"/1","name":"Wang"}}', '{"event":"x","properties":{"path":"/•","name":"***"}}'),
        (b'{"event":"x","properties":{"path":"/"}', '{"event":"x","properties":{"path":"/"}'),
        (b'{"properties":{"name": "Wa\\"ng", "path": 3', '{"properties":{"name": "***", "path": •'),
        (b'{"properties":{"keyword":"cut o', '{"properties":{"keyword":"***"'),
    ],
)  # fmt: skip
def test_the_sample_of_a_refused_event_hides_digits_and_people(sent: bytes, shown: str) -> None:
    assert masked_sample(sent) == shown


properties = st.dictionaries(
    st.sampled_from(["name", "keyword", "fields", "phone", "path", "tag"]), st.just(SECRET), min_size=1
)


@given(properties=properties, before=st.text(max_size=450), end=st.integers(0, 700))
def test_however_a_sample_is_cut_off_no_personal_value_is_in_it(properties, before: str, end: int) -> None:
    """Whole events are parsed, damaged ones searched: both must hide what the catalog calls personal."""
    harmless = {name: "/" for name in properties if not is_personal("", name)}
    sent = json.dumps(
        {"event": "x", "before": before, "properties": properties | harmless}, ensure_ascii=False
    )
    for raw in (sent.encode(), sent.encode()[:end]):
        shown = masked_sample(raw)
        assert len(shown) <= 500
        assert SECRET[:3] not in shown
