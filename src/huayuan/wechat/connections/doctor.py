"""What could keep a connection from working, step by step, each with the exact way to mend it.

Asks the platform; never called inside a transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from ipaddress import ip_address
from typing import TypeVar
from urllib.parse import urlsplit

from huayuan.kernel import jobs
from huayuan.kernel.clock import Clock
from huayuan.kernel.errors import HuayuanError, Text
from huayuan.kernel.http import OutsideUnreachable
from huayuan.kernel.services import Services
from huayuan.wechat.connections.client import PlatformClient
from huayuan.wechat.connections.contracts import Check, CheckState, Connection
from huayuan.wechat.connections.errors import Refused
from huayuan.wechat.connections.quota import calls_today
from huayuan.wechat.connections.store import callbacks as callbacks_store
from huayuan.wechat.connections.store import connections as store
from huayuan.wechat.connections.switchboard import Switchboard

Told = TypeVar("Told")

_SKEW_SECONDS = 60  # signatures and the age of callbacks stand on the clock
_REACHING = ("address", "credentials")
_STILL = timedelta(hours=24)


def examine(services: Services, connection_id: int) -> list[Check]:
    """Every step for one connection. Raises NotFound. A step that cannot be done is `skipped` and says why."""
    board = services.get(Switchboard)
    board.forget(connection_id)
    connection = board.connections.by_id(connection_id)
    if connection.off:
        return [_off()]
    kind = board.kinds.of(connection.kind)
    checks = list(_platform(services, connection))
    reached = all(one.state is not CheckState.FAILED for one in checks if one.step in _REACHING)
    if kind.examine is not None:
        checks += kind.examine(services, connection) if reached else [_skipped()]
    if kind.reader is not None:
        checks.append(_callbacks(services, connection))
    if kind.sync_task is not None:
        checks.append(_reading(board, connection, kind.sync_task))
    checks.append(_quota(services, connection))
    return checks


def _off() -> Check:
    return Check(
        "switched_off", Text("是否启用", "Switched on"), CheckState.WARNING,
        Text("已停用：不调用平台，回调只保存不处理", "Switched off: nothing is called, callbacks are only kept"),
        Text("需要使用时，在连接页面启用", "Switch it on in its page to use it"),
    )  # fmt: skip


def _platform(services: Services, connection: Connection) -> Iterator[Check]:
    """Address, secret and clock, by asking for a token."""
    client = services.get(Switchboard).client(connection)
    if client is None:
        return
    title = Text("接口地址与密钥", "API address and secret")
    try:
        client.fetch_token()
    except OutsideUnreachable as error:
        yield Check("address", title, CheckState.FAILED, Text(error.text("zh"), error.text("en")), Text(
            f"确认本机可以访问 {connection.api_url}，检查 DNS、防火墙与代理",
            f"Make sure that this machine reaches {connection.api_url}; check DNS, firewall and proxy",
        ))  # fmt: skip
        return
    except Refused as refusal:
        yield refused_check("credentials", title, refusal)
        return
    except HuayuanError as error:
        yield Check("address", title, CheckState.FAILED, Text(error.text("zh"), error.text("en")), Text(
            "核对接口地址，确认中间没有会改写内容的代理", "Check the address, and that no proxy rewrites answers"
        ))  # fmt: skip
        return
    yield Check(
        "credentials", title, CheckState.OK, Text("平台接受了密钥", "The platform accepts the secret")
    )
    yield _clock(services.get(Switchboard).clock, client)


def refused_check(step: str, title: Text, refusal: Refused) -> Check:
    """A refusal of the platform as a failed step: the code, and what to do about it."""
    platform, code, path = refusal.platform, refusal.data["errcode"], refusal.data["path"]
    found = Text(
        f"{platform.zh}没有接受（{code}），接口 {path}", f"{platform.en} did not accept it ({code}): {path}"
    )
    return Check(step, title, CheckState.FAILED, found, refusal.hint, refusal.errcode)


def asked(step: str, title: Text, ask: Callable[[], Told], found: Callable[[Told], Text | Check]) -> Check:
    """A step that asks the platform: refused, or what `found` makes of the answer (a text means that all is well)."""
    try:
        told = ask()
    except Refused as refusal:
        return refused_check(step, title, refusal)
    said = found(told)
    return said if isinstance(said, Check) else Check(step, title, CheckState.OK, said)


def verdict(checks: Sequence[Check]) -> tuple[str, str | None]:
    """The connection's state and its detail: the code of the first refusal, or the step that failed."""
    failed = next((one for one in checks if one.state is CheckState.FAILED), None)
    if failed is None:
        return "ok", None
    state = "unreachable" if failed.step == "address" else "refused"
    return state, str(failed.errcode) if failed.errcode is not None else failed.step


def _clock(clock: Clock, client: PlatformClient) -> Check:
    title = Text("本机时间", "This machine's clock")
    theirs = client.platform_time
    if theirs is None:
        return Check(
            "clock", title, CheckState.SKIPPED, Text("平台没有告知时间", "The platform told no time")
        )
    skew = round((clock.now() - theirs).total_seconds())
    found = Text(f"与平台相差约 {abs(skew)} 秒", f"About {abs(skew)} seconds from the platform's")
    if abs(skew) <= _SKEW_SECONDS:
        return Check("clock", title, CheckState.OK, found)
    return Check("clock", title, CheckState.FAILED, found, Text(
        "开启时间同步（如 chrony 或 systemd-timesyncd）；时间不准会使回调校验与签名失败",
        "Switch time synchronisation on (chrony, systemd-timesyncd): a wrong clock breaks signatures and callbacks",
    ))  # fmt: skip


def _callbacks(services: Services, connection: Connection) -> Check:
    title = Text("回调", "Callbacks")
    board = services.get(Switchboard)
    with board.uow.read() as tx:
        health = callbacks_store.health(tx.session, connection.id, tx.now)
        quiet = tx.now - health.last_callback_at if health.last_callback_at else timedelta()
    if (
        health.last_callback_at is None
        and not health.refused_24h
        and not board.kinds.of(connection.kind).callback_steps
    ):
        return Check("callbacks", title, CheckState.SKIPPED, Text(
            "还没有收到过；回调地址随每笔请求告诉平台，不用填写", "None so far; the platform is told the address with each request"
        ))  # fmt: skip
    if health.last_callback_at is None:
        return _none_came(title, board.options.public_url, connection, health.refused_24h)
    if health.failed:
        return Check("callbacks", title, CheckState.WARNING,
            Text(f"{health.failed} 个回调处理失败", f"{health.failed} callbacks could not be processed"),
            Text("在“回调记录”中查看原因，修复后重放", "See why in the list of callbacks; replay them when it is mended"))  # fmt: skip
    ago = _ago(quiet)
    found = Text(
        f"最近一次在{ago.zh}；24 小时内 {health.callbacks_24h} 个，重复 {health.duplicates_24h} 个",
        f"Last one {ago.en}; {health.callbacks_24h} in 24 hours, {health.duplicates_24h} repeats",
    )
    if quiet <= _STILL:
        return Check("callbacks", title, CheckState.OK, found)
    return Check("callbacks", title, CheckState.WARNING, found, Text(
        "如果这不寻常，请检查平台后台的回调 URL 是否仍指向本系统", "If that is unusual, check that the platform's callback URL still points here"
    ))  # fmt: skip


def _none_came(title: Text, public_url: str, connection: Connection, refused: int) -> Check:
    """Why no callback came: the secrets differ, the platform cannot reach us, or nothing was entered there."""
    if refused:
        return Check(
            "callbacks", title, CheckState.FAILED,
            Text(f"收到 {refused} 次回调，但校验都没有通过", f"{refused} callbacks came, none verified"),
            Text("核对平台后台与本连接的 Token、EncodingAESKey 是否一致；不确定就“更换密钥”，再把新的填到平台",
                 "Compare token and EncodingAESKey here and at the platform; if in doubt replace them here and enter the new ones there"),
        )  # fmt: skip
    if _is_inside(public_url) and not _is_inside(connection.api_url):
        named = public_url or "localhost"
        return Check(
            "callbacks", title, CheckState.WARNING,
            Text(f"还没有收到过回调；对外地址 {named} 从公网访问不到", f"No callback has come yet; {named} cannot be reached from outside"),
            Text("设置 HUAYUAN_PUBLIC_URL=https://你的域名 并重启（域名需备案，指向本机的反向代理），再把新的回调 URL 填到平台",
                 "Set HUAYUAN_PUBLIC_URL=https://your.domain and restart (the domain must lead to this machine's proxy), then enter the new callback URL at the platform"),
        )  # fmt: skip
    return Check(
        "callbacks", title, CheckState.WARNING, Text("还没有收到过回调", "No callback has come yet"),
        Text("在平台后台填写本连接的回调 URL、Token 与 EncodingAESKey 并保存；URL 必须能从公网访问，且域名已备案",
             "Enter this connection's callback URL, token and key at the platform and save; the URL must be reachable from outside"),
    )  # fmt: skip


def _is_inside(url: str) -> bool:
    """Whether only this machine or network can reach the address; a platform on loopback (the sandbox) still can."""
    host = urlsplit(url).hostname or ""
    try:
        return not ip_address(host).is_global
    except ValueError:
        return "." not in host  # localhost, a name of the local network, or nothing at all


def _reading(board: Switchboard, connection: Connection, task: str) -> Check:
    """Whether what the platform has already was read. Jobs are kept for a while only, so none may mean long ago."""
    title = Text("全量同步", "Synchronising")
    with board.uow.read() as tx:
        job = jobs.newest(tx.session, f"{task}:{connection.id}:")
        ago = _ago(tx.now - job.finished_at) if job and job.finished_at else Text("", "")
    if job is None:
        return Check("reading", title, CheckState.SKIPPED, Text(
            "近期没有同步记录；刚接入时请点“开始同步”", "None lately; press Synchronise when this connection is new"
        ))  # fmt: skip
    if job.state == "done":
        return Check(
            "reading", title, CheckState.OK, Text(f"最近一次完成于{ago.zh}", f"Last finished {ago.en}")
        )
    if job.state in ("ready", "running"):
        done = round((job.progress or 0.0) * 100)
        return Check(
            "reading", title, CheckState.OK, Text(f"正在进行，已完成 {done}%", f"On its way, {done}%")
        )
    reason = (job.error or job.state).strip().splitlines()[-1][:200]
    return Check(
        "reading", title, CheckState.WARNING,
        Text(f"最近一次没有完成：{reason}", f"The last one did not finish: {reason}"),
        Text("解决上面列出的问题后再点“开始同步”，会从中断处继续",
             "Mend what is listed above, then press Synchronise again: it goes on where it stopped"),
    )  # fmt: skip


def _quota(services: Services, connection: Connection) -> Check:
    title = Text("今日调用额度", "Today's call quota")
    board = services.get(Switchboard)
    board.counter.flush(board.uow)  # this examination's own calls too
    with board.uow.read() as tx:
        rows = store.calls(tx.session, connection.id, tx.now.astimezone(board.counter.zone).date())
        today = calls_today(rows, board.kinds.of(connection.kind), tx.now, board.counter.zone)
    tight = [one for one in today if one.limit and one.forecast > one.limit]
    if not tight:
        number = sum(one.calls for one in today)
        return Check("quota", title, CheckState.OK, Text(f"今天已调用 {number} 次", f"{number} calls today"))
    worst = max(tight, key=lambda one: one.forecast / (one.limit or 1))
    return Check("quota", title, CheckState.WARNING,
        Text(f"{worst.path} 今天已 {worst.calls} 次，按此速度将达 {worst.forecast} 次，超过 {worst.limit} 次",
             f"{worst.path}: {worst.calls} calls so far, {worst.forecast} by midnight at this pace, limit {worst.limit}"),
        Text("减少全量同步的频率，或在平台申请提高额度", "Synchronise everything less often, or ask the platform for a larger quota"))  # fmt: skip


def _skipped() -> Check:
    return Check(
        "permissions",
        Text("权限与可见范围", "Permissions and visible range"),
        CheckState.SKIPPED,
        Text("先解决上面的问题", "Mend the above first"),
    )


def _ago(quiet: timedelta) -> Text:
    minutes = round(quiet.total_seconds() / 60)
    if minutes < 1:
        return Text("不到 1 分钟前", "less than a minute ago")
    if minutes == 1:
        return Text(" 1 分钟前", "a minute ago")
    if minutes < 120:
        return Text(f" {minutes} 分钟前", f"{minutes} minutes ago")
    hours = round(minutes / 60)
    if hours < 48:
        return Text(f" {hours} 小时前", f"{hours} hours ago")
    return Text(f" {round(hours / 24)} 天前", f"{round(hours / 24)} days ago")
