"""The catalog of events: what it says about its properties."""

from __future__ import annotations

from huayuan.events.catalog import catalog

# What people type, who they are to each other, and addresses that carry what a page was opened with.
PERSONAL = {
    "name", "fields", "keyword", "referrer", "old", "new", "inviter", "sharer", "parent", "signals",
}  # fmt: skip


def test_properties_that_may_hold_personal_data_say_so() -> None:
    marked = {prop.name for event in catalog().values() for prop in event.properties if prop.personal}
    assert marked == PERSONAL
