"""What would become of a mass message, before anybody is asked to send it."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from huayuan.kernel.services import Services
from huayuan.kernel.settings import Settings
from huayuan.kernel.unit_of_work import Transaction
from huayuan.messaging.contracts import ChannelRegistry, Purpose
from huayuan.stores.contracts import StaffMember
from huayuan.wechat.wecom.mass import audience, store
from huayuan.wechat.wecom.mass.contracts import CHANNEL, Audience, Target


@dataclass(frozen=True, slots=True)
class Share:
    """What one member of staff would be asked to send to."""

    member: StaffMember
    recipients: int


@dataclass(frozen=True, slots=True)
class Check:
    """`chosen` people or groups; `reached` of them have somebody who can send. Of these, `capped` have had this month's
    share (as far as our own messages tell) and `refused` do not want advertising: both get nothing."""

    chosen: int
    reached: int
    capped: int
    refused: int
    shares: tuple[Share, ...]


def check(services: Services, tx: Transaction, account: str, wanted: Audience) -> Check:
    """Raises NotFound for a segment that is gone."""
    plan = audience.plan(services, tx, account, wanted)
    targets = [one for _, some in plan for one in some]
    shares = sorted(
        (Share(member, len(some)) for member, some in plan),
        key=lambda one: (-one.recipients, one.member.name),
    )
    return Check(
        chosen=_chosen(services, tx, wanted, targets),
        reached=len(targets),
        capped=len(_capped(services, tx, account) & {one.recipient for one in targets}),
        refused=_refused(services, tx, targets),
        shares=tuple(shares),
    )


def _chosen(services: Services, tx: Transaction, wanted: Audience, targets: list[Target]) -> int:
    """Of all customers of members, those are chosen who can be reached."""
    named = set(wanted.person_ids)
    if wanted.segment_id is not None and wanted.within_staff is None:
        named |= set(audience.people_in(services, tx, wanted.segment_id))
    return max(len(named | {one.person_id for one in targets if one.person_id}), len(wanted.group_ids))


def _capped(services: Services, tx: Transaction, account: str) -> set[str]:
    """A customer may have as many mass messages in a month as it has days [92135]."""
    today = tx.now.astimezone(ZoneInfo(services.get(Settings).timezone))
    first = today.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return store.capped(tx.session, account, first, monthrange(today.year, today.month)[1])


def _refused(services: Services, tx: Transaction, targets: list[Target]) -> int:
    people = {one.person_id for one in targets if one.person_id}
    policy = services.get(ChannelRegistry).suppression
    return len(policy.suppressed(tx, people, channel=CHANNEL, purpose=Purpose.MARKETING.value))
