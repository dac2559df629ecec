"""What live codes ask of the platform: intent first, then the network, then the outcome."""

from __future__ import annotations

from huayuan.kernel.errors import HuayuanError
from huayuan.kernel.jobs import Tasks, Work
from huayuan.live_codes import api, rules
from huayuan.live_codes.contracts import ContactWays, ContactWaysPort, Status
from huayuan.live_codes.errors import ContactWayRefused, NoStaff, StaffNeeded, TooManyStaff

TASKS = Tasks("live_codes")
REFUSALS = (ContactWayRefused, NoStaff, StaffNeeded, TooManyStaff)


def _ways(work: Work) -> ContactWays:
    return work.services.get(ContactWaysPort).ways


def _failed(work: Work, code_id: int, error: HuayuanError) -> None:
    with work.begin() as tx:
        api.failed(tx, code_id, error)


@TASKS.task("live_codes.issue", max_attempts=8)
def issue(work: Work) -> None:
    """Make the contact way. After a cut-off attempt the platform is searched for ours before another is
    made."""
    code_id = int(work.payload["id"])
    try:
        with work.begin() as tx:
            started = api.start_issue(tx, code_id)
        if started is None:
            return
        code, userids, asked_before = started
        way = _ways(work).find(code, code.issuing_at or work.clock.now()) if asked_before else None
        way = way or _ways(work).issue(code, userids)
    except REFUSALS as refusal:
        _failed(work, code_id, refusal)
        return
    with work.begin() as tx:
        api.issued(tx, code_id, way)


@TASKS.task("live_codes.update", max_attempts=8)
def update(work: Work) -> None:
    """Bring the platform's contact way in step with the code's staff."""
    code_id = int(work.payload["id"])
    with work.read() as tx:
        code = api.get(tx, code_id)
        members = api.staff_behind(tx, code)
    if code.config_id is None or code.status is Status.ARCHIVED:
        return
    try:
        rules.check_staff(code.rotation, members)
        _ways(work).update(code, [member.userid for member in members])
    except REFUSALS as refusal:
        _failed(work, code_id, refusal)


@TASKS.task("live_codes.remove", max_attempts=8)
def remove(work: Work) -> None:
    code_id = int(work.payload["id"])
    with work.read() as tx:
        code = api.get(tx, code_id)
    if code.config_id is None:
        return
    _ways(work).remove(code)
    with work.begin() as tx:
        api.archived(tx, code_id)
