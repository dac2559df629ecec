"""The door of profiles. Verbs take a transaction first and never commit; named parts hold them."""

from __future__ import annotations

from typing import Any

from huayuan.kernel.privacy import PrivacyHooks
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles.activity import count_anew, count_on
from huayuan.profiles.asking import CustomerQuery
from huayuan.profiles.choosing import (
    all_people,
    check_trait_question,
    definition_of,
    people_with_friends,
    people_with_trait,
    people_with_traits,
    trait_edges,
    trait_values,
)
from huayuan.profiles.contracts import Friend
from huayuan.profiles.friendship import (
    friend_added,
    friend_remarked,
    friend_removed,
    friends_added,
    friends_by_day,
    friends_by_live_code,
    friends_of,
    live_code_counts,
    open_friends_of_staff,
)
from huayuan.profiles.listing import (
    customer,
    customers_by_id,
    customers_page,
    event_property,
    known_channels,
    names_of,
    people_in_scope,
    people_moved,
    refresh_phones,
    revealable,
    set_order_totals,
    set_stages,
    visibility,
    visible_people,
    visible_query,
)
from huayuan.profiles.rules import told_value
from huayuan.profiles.store import summary, trait_changes, traits
from huayuan.profiles.tagging import (
    add_many_tags,
    add_tags,
    all_tags,
    create_tag,
    ensure_tag,
    remove_many_tags,
    remove_tags,
    tag_wearers,
    tags_by_id,
    tags_of,
    wearers_of_each,
)
from huayuan.profiles.tags.acting import gifts_for_words
from huayuan.profiles.tags.contracts import Span
from huayuan.profiles.tags.edits import TagTurn
from huayuan.profiles.tags.edits import change_some as change_tags_of_some
from huayuan.profiles.tags.edits import close_edit as close_tag_edit
from huayuan.profiles.tags.edits import mark_undoing as begin_tag_undo
from huayuan.profiles.tags.edits import open_edit as open_tag_edit
from huayuan.profiles.tags.edits import undo_some as undo_some_tags
from huayuan.profiles.tags.edits import undoable as tag_edit_undoable
from huayuan.profiles.tags.keeping import check_usable as check_tags_usable
from huayuan.profiles.tags.keeping import tags_are_used
from huayuan.profiles.tags.linking import (
    all_their_tags,
    count_tag_pushes,
    drop_tag_links,
    due_tag_pushes,
    fail_tag_pushes,
    keep_tag_links,
    named_here,
    our_tags,
    push_all_wearers,
    push_tags,
    put_off_tag_pushes,
    rename_tag,
    tag_group_names,
    tag_links,
    tag_links_wait,
    tag_pushes_done,
    their_tags,
    try_tag_pushes_again,
    waiting_tag_pushes,
)
from huayuan.profiles.tags.past import history_of_person
from huayuan.profiles.tags.ruling import (
    RULE_SET,
    follow_rule,
    rule_source,
    rules_are_guarded,
    rules_of_tags,
    set_rule,
    tags_of_rule,
)
from huayuan.profiles.telling import changed
from huayuan.profiles.traiting import set_many_traits, set_traits, traits_of
from huayuan.profiles.traits.comparing import operators_of as trait_operators
from huayuan.profiles.traits.defining import definitions as trait_definitions
from huayuan.profiles.traits.editing import begin_undo as undo_trait_edit
from huayuan.profiles.traits.editing import close_edit as close_trait_edit
from huayuan.profiles.traits.editing import count_in as count_in_trait_edit
from huayuan.profiles.traits.editing import end_import_edit, import_edit
from huayuan.profiles.traits.editing import open_edit as open_trait_edit
from huayuan.profiles.traits.fitting import fit_traits
from huayuan.profiles.traits.whom import Finder as PeopleFinder
from huayuan.profiles.traits.whom import Whom

__all__ = [
    "PRIVACY",
    "RULE_SET",
    "CustomerQuery",
    "PeopleFinder",
    "TagTurn",
    "Whom",
    "add_many_tags",
    "add_tags",
    "all_people",
    "all_tags",
    "all_their_tags",
    "begin_tag_undo",
    "change_tags_of_some",
    "changed",
    "check_tags_usable",
    "check_trait_question",
    "close_tag_edit",
    "close_trait_edit",
    "count_anew",
    "count_in_trait_edit",
    "count_on",
    "count_tag_pushes",
    "create_tag",
    "customer",
    "customers_by_id",
    "customers_page",
    "definition_of",
    "drop_tag_links",
    "due_tag_pushes",
    "end_import_edit",
    "ensure_tag",
    "event_property",
    "fail_tag_pushes",
    "fit_traits",
    "follow_rule",
    "friend_added",
    "friend_remarked",
    "friend_removed",
    "friends_added",
    "friends_by_day",
    "friends_by_live_code",
    "friends_of",
    "gifts_for_words",
    "import_edit",
    "keep_tag_links",
    "known_channels",
    "live_code_counts",
    "named_here",
    "names_of",
    "open_friends_of_staff",
    "open_tag_edit",
    "open_trait_edit",
    "our_tags",
    "people_in_scope",
    "people_moved",
    "people_with_friends",
    "people_with_trait",
    "people_with_traits",
    "push_all_wearers",
    "push_tags",
    "put_off_tag_pushes",
    "refresh_phones",
    "remove_many_tags",
    "remove_tags",
    "rename_tag",
    "revealable",
    "rule_source",
    "rules_are_guarded",
    "rules_of_tags",
    "set_many_traits",
    "set_order_totals",
    "set_rule",
    "set_stages",
    "set_traits",
    "tag_edit_undoable",
    "tag_group_names",
    "tag_links",
    "tag_links_wait",
    "tag_pushes_done",
    "tag_wearers",
    "tags_are_used",
    "tags_by_id",
    "tags_of",
    "tags_of_rule",
    "their_tags",
    "told_value",
    "trait_definitions",
    "trait_edges",
    "trait_operators",
    "trait_values",
    "traits_of",
    "try_tag_pushes_again",
    "undo_some_tags",
    "undo_trait_edit",
    "visibility",
    "visible_people",
    "visible_query",
    "waiting_tag_pushes",
    "wearers_of_each",
]

PRIVACY = PrivacyHooks("profiles", tables=(
    "person_profile", "person_tag", "person_tag_aside", "tag_history", "tag_push", "person_trait", "staff_contact", "trait_value", "trait_change", "trait_edit_item",
))  # fmt: skip


@PRIVACY.export
def export_person(tx: Transaction, person_id: int) -> dict[str, Any]:
    line = summary.known(tx.session, [person_id]).get(person_id)
    said = traits.statements(tx.session, [person_id]).get(person_id, [])
    return {
        "profile": None
        if line is None
        else {"name": line.name, "gender": line.gender, "city": line.city, "avatar": line.avatar},
        "traits": [
            {"key": t.key, "value": t.value, "source": t.source, "updated_at": t.updated_at.isoformat()}
            for t in said
        ],
        "trait_changes": [
            {
                "key": one["key"],
                "old": one["old"],
                "new": one["new"],
                "source": one["source"],
                "at": one["at"].isoformat(),
            }
            for one in trait_changes.of_person(tx.session, person_id, None, 10_000)
        ],
        "tags": [f"{tag.group}/{tag.name}" for tag in tags_of(tx, [person_id]).get(person_id, [])],
        "tag_history": [_span_export(span) for span in history_of_person(tx, person_id)],
        "friendships": [
            _friend_export(friend)
            for friend in friends_of(tx, [person_id], open_only=False).get(person_id, [])
        ],
    }


@PRIVACY.erase
def erase_person(tx: Transaction, person_id: int) -> int:
    changed(tx, [person_id])
    return summary.erase(tx.session, person_id)


def _span_export(span: Span) -> dict[str, Any]:
    return {
        "tag": span.tag_id,
        "source": span.source,
        "added_at": span.added_at.isoformat(),
        "removed_at": span.removed_at.isoformat() if span.removed_at else None,
    }


def _friend_export(friend: Friend) -> dict[str, Any]:
    return {
        "account": friend.account,
        "external_userid": friend.external_userid,
        "staff_id": friend.staff_id,
        "added_at": friend.added_at.isoformat(),
        "removed_at": friend.removed_at.isoformat() if friend.removed_at else None,
        "remark": friend.remark,
    }
