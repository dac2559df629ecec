"""Tags that are given or taken here, put on or taken off the followers of accounts that mirror them."""

from __future__ import annotations

from collections import defaultdict

from huayuan.events.api import Projection
from huayuan.events.contracts import StoredEvent
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.wechat.connections.api import Connections
from huayuan.wechat.official_account.limits import KIND, TAG_BATCH
from huayuan.wechat.official_account.store import belongings, followers

_OURS = "official_account"  # what came from an account is there already


def mirror(services: Services, told: list[StoredEvent]) -> None:
    """Of several changes of one person's tag the last one counts. Repeating it changes nothing at the platform."""
    wanted: dict[tuple[int, int], bool] = {}
    for event in told:
        tag, source = event.properties.get("tag_id"), event.properties.get("source")
        if isinstance(tag, int) and source != _OURS:
            wanted.pop((event.person_id, tag), None)
            wanted[event.person_id, tag] = event.event == "tag_added"
    if not wanted:
        return
    connections = {one.account: one.id for one in services.get(Connections).all(KIND)}
    with services.get(UnitOfWork).begin() as tx:
        mirrored = belongings.mirrored(tx.session, {tag for _, tag in wanted})
        jobs: dict[tuple[str, int, bool], list[int]] = defaultdict(list)
        for (person, tag), on in wanted.items():
            for account, external in mirrored.get(tag, ()):
                jobs[account, external, on].append(person)
        for (account, external, on), people in jobs.items():
            if account not in connections:
                continue
            openids = sorted(followers.openids_of(tx.session, account, people).values())
            for start in range(0, len(openids), TAG_BATCH):
                payload = {"connection_id": connections[account], "tag": external, "on": on,
                           "openids": openids[start : start + TAG_BATCH]}  # fmt: skip
                tx.enqueue("official_account.mark_tag", payload)


PROJECTIONS = (Projection("official_account.tags", mirror, events=("tag_added", "tag_removed")),)
