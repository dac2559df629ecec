"""Live codes that the platform issued to another system: taken over as they are, so that printed ones go on working."""

from __future__ import annotations

from huayuan.kernel.unit_of_work import Transaction
from huayuan.live_codes import rules, store
from huayuan.live_codes.contracts import LiveCode, NewLiveCode, Status


def adopt(
    tx: Transaction, new: NewLiveCode, account: str, *, state: str, config_id: str, url: str
) -> tuple[LiveCode, bool]:
    """A code with the state, contact way and address it has; (it, whether it is new here). Its staff is not asked
    about: the platform decided on them long ago.

    Without a contact way it is a draft that the platform is asked for. Raises UnknownVariable, WelcomeTooLong, AttachmentUnfit.
    """
    known = store.by_states(tx.session, account, [state]).get(state)
    if known is not None:
        return known, False
    rules.check_welcome(new.welcome_text)
    rules.check_attachments(new.welcome_attachments)
    status = Status.ACTIVE if config_id else Status.DRAFT
    made = store.add(
        tx.session, name=new.name, channel=new.channel, connection_id=new.connection_id, account=account,
        rotation=new.rotation.value, staff_ids=list(new.staff_ids), tag_ids=list(new.tag_ids),
        welcome_text=new.welcome_text, state=state, status=status.value, config_id=config_id or None, url=url or None,
        created_at=tx.now, welcome_attachments=list(new.welcome_attachments),
    )  # fmt: skip
    if status is Status.DRAFT:
        tx.enqueue("live_codes.issue", {"id": made.id}, dedup_key=f"live_codes.issue:{made.id}:1", priority=8)
    return made, True


def state_elsewhere(tx: Transaction, account: str, state: str) -> bool:
    """Whether a code of another corp has this state; states are unique."""
    return store.state_elsewhere(tx.session, account, state)
