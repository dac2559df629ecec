"""Tags that people get for what they do: a tap on a menu, a form, a campaign, a link in a message, a word they write."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from huayuan.events.contracts import StoredEvent
from huayuan.kernel.errors import Invalid
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles.contracts import TagGift, TagPlace
from huayuan.profiles.tags.errors import TagActionNotFound
from huayuan.profiles.tags.giving import add_many_tags, facts_of
from huayuan.profiles.tags.keeping import tags_are_used
from huayuan.profiles.tags.store import actions as store


@dataclass(frozen=True, slots=True)
class What:
    """The event that is an act of this kind, and its property that says which."""

    event: str
    property: str


# Words that somebody writes are in no event, so a connector asks for `keyword` with the text; a search says its words.
KINDS: Mapping[str, What] = {
    "menu": What("oa_menu_clicked", "button_path"),
    "form": What("form_submitted", "form_id"),
    "campaign": What("campaign_joined", "campaign_id"),
    "link": What("link_clicked", "link_id"),
    "message": What("link_clicked", "message_id"),
    "keyword": What("searched", "keyword"),
}
EVENTS = tuple(sorted({one.event for one in KINDS.values()}))
IS, CONTAINS = "is", "contains"


@dataclass(frozen=True, slots=True)
class TagAction:
    """Whoever does this gets `tags`, for `days` (None: as each tag says). `value` empty: whichever it is."""

    id: int
    name: str
    kind: str
    match: str
    value: str
    tags: tuple[int, ...]
    days: int | None
    active: bool
    created_at: datetime

    @property
    def source(self) -> str:
        return f"{self.kind}:{self.id}"

    def fits(self, said: str) -> bool:
        said, wanted = _plain(said), _plain(self.value)
        return not wanted or (wanted in said if self.match == CONTAINS else wanted == said)

    def gift(self, person: int, at: datetime) -> TagGift:
        until = at + timedelta(days=self.days) if self.days is not None else None
        return TagGift(person, self.tags, self.source, at, until, why=self.name)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().lower()


def actions(tx: Transaction) -> list[TagAction]:
    return store.all_actions(tx.session, TagAction)


def action(tx: Transaction, action_id: int) -> TagAction:
    """Raises TagActionNotFound."""
    found = next((one for one in actions(tx) if one.id == action_id), None)
    if found is None:
        raise TagActionNotFound(id=action_id)
    return found


def save(tx: Transaction, wanted: TagAction) -> TagAction:
    """A new one (id 0), or one that is changed. Raises Invalid, UnknownTag, TagActionNotFound."""
    if wanted.kind not in KINDS:
        raise Invalid(field="kind", reason=f"{wanted.kind}; {', '.join(KINDS)}")
    if wanted.match not in (IS, CONTAINS):
        raise Invalid(field="match", reason=wanted.match)
    if not wanted.tags or (wanted.kind == "keyword" and not wanted.value.strip()):
        raise Invalid(field="value" if wanted.tags else "tags", reason="empty")
    facts_of(tx, wanted.tags)
    if wanted.id:
        action(tx, wanted.id)
    number = store.save(tx.session, replace(wanted, value=wanted.value.strip()))
    return action(tx, number)


def delete(tx: Transaction, action_id: int) -> None:
    """Tags that it gave stay. Raises TagActionNotFound."""
    action(tx, action_id)
    store.drop(tx.session, action_id)


def act(tx: Transaction, told: Iterable[StoredEvent]) -> int:
    """Give what these events earn; answers how many gifts. Seeing an event twice gives nothing twice."""
    living = [one for one in actions(tx) if one.active]
    gifts = []
    for event in told:
        for one in living:
            what = KINDS[one.kind]
            said = event.campaign_id if what.property == "campaign_id" else None
            said = said or event.properties.get(what.property)
            if event.event == what.event and one.fits(str(said or "")):
                gifts.append(one.gift(event.person_id, event.occurred_at))
    add_many_tags(tx, gifts)
    return len(gifts)


def gifts_for_words(tx: Transaction, written: Sequence[tuple[int, str, datetime]]) -> list[TagGift]:
    """What (person, text, time) earn by their words. The text is looked at here and kept nowhere."""
    living = [one for one in actions(tx) if one.active and one.kind == "keyword"] if written else []
    return [one.gift(person, at) for person, text, at in written for one in living if one.fits(text)]


@tags_are_used
def places_of_tag(tx: Transaction, tag_id: int) -> list[TagPlace]:
    return [TagPlace("tag_action", one.id, one.name, "/tags/actions") for one in _giving(tx, {tag_id})]


def _giving(tx: Transaction, tags: Collection[int]) -> list[TagAction]:
    return [one for one in actions(tx) if not set(tags).isdisjoint(one.tags)]
