"""Imports from upload to the customer list: orders, customers, mistakes, stopping, crashing, going on."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from huayuan.commerce import api as commerce
from huayuan.commerce.contracts import OrderFilter
from huayuan.events.api import Committer
from huayuan.identity import api as identity
from huayuan.kernel.crypto import Vault
from huayuan.kernel.errors import HuayuanError, Unavailable
from huayuan.kernel.services import Services
from huayuan.kernel.sheets.errors import BrokenTable
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.kernel.worker import Worker
from huayuan.marketplaces import api, runner, store
from huayuan.marketplaces.contracts import ImportStatus, ImportView
from huayuan.marketplaces.errors import BadMapping, BadOption, FileGone, UnknownKind, WrongState
from huayuan.marketplaces.tasks import TASKS
from huayuan.marketplaces.uploads import take_in
from huayuan.profiles import api as profiles
from huayuan.profiles.contracts import CustomerFilter, Visibility

HEADER = "订单号,客户编号,手机号,下单时间,实付金额,订单状态,商品名称,数量,退款金额"


def imported(platform: Services, folder: Path, text: str, kind: str = "orders", **options: Any) -> ImportView:
    path = folder / "shop.csv"
    path.write_text(text, encoding="utf-8")
    return api.import_file(platform, path, kind, options=options)


def uploaded(platform: Services, folder: Path, text: str, kind: str = "orders") -> int:
    inspected = take_in(io.BytesIO(text.encode()), "shop.csv", folder / "uploads", 10**8)
    with platform.get(UnitOfWork).begin() as tx:
        return api.add(tx, kind, inspected, zone="Asia/Shanghai", by="test").id


def many_orders(rows: int) -> str:
    return "订单号,客户编号,下单时间,金额\n" + "".join(f"N{n},C{n % 7},2026-01-01,1\n" for n in range(rows))


def orders(platform: Services) -> dict[str, Any]:
    with platform.get(UnitOfWork).read() as tx:
        page = commerce.orders_page(tx, OrderFilter(), sort="order_no", limit=10_000, offset=0)
        return {order.order_no: order for order in page.items}


def found(tx: Transaction, platform: Services, kind: str, value: str) -> int:
    person = identity.find(tx, platform.get(Vault), kind, value, "shop")
    assert person
    return person


def worker_of(platform: Services) -> Worker:
    return Worker(platform.get(UnitOfWork), platform, [TASKS], [], threads=1, owner="test")


def view_of(platform: Services, import_id: int) -> ImportView:
    with platform.get(UnitOfWork).read() as tx:
        return api.get(tx, import_id)


def test_rows_become_orders_with_lines_states_and_refunds(
    platform: Services, tmp_path: Path, catch_up: Callable[[], None]
) -> None:
    done = imported(
        platform, tmp_path,
        f"{HEADER}\n"
        "A1,C1,13800138000,2026-02-01 10:00,10.00,交易成功,茶,1,\n"
        "A2,C2,,2026-02-01 10:00,5,待付款,,,\n"
        "A1,C1,,2026-02-01 10:00,20.50,交易成功,杯,2,\n"
        "A3,C3,,2026-02-02,8,已退款,,,\n"
        "A4,,13800138000,2026-02-03,30,卖家已发货，等待买家确认,,,12\n"
        "A5,C5,138****0000,2026-02-03,1,已关闭,,,\n",
    )  # fmt: skip
    assert (done.rows_done, done.accepted, done.rejected) == (6, 5, 0)
    catch_up()
    known = orders(platform)
    assert {number: (order.status, order.amount, order.refunded) for number, order in known.items()} == {
        "A1": ("paid", 3050, 0), "A2": ("placed", 500, 0), "A3": ("refunded", 800, 800),
        "A4": ("partially_refunded", 3000, 1200), "A5": ("cancelled", 100, 0),
    }  # fmt: skip
    assert known["A1"].items == [
        {"name": "茶", "quantity": 1, "amount": 1000}, {"name": "杯", "quantity": 2, "amount": 2050}
    ]  # fmt: skip
    assert known["A1"].person_id == known["A4"].person_id  # the phone says so
    with platform.get(UnitOfWork).read() as tx:
        line = profiles.customer(tx, known["A1"].person_id, Visibility())
    assert (line.orders, line.gmv, line.phone_masked) == (2, 6050, "138****8000")


def test_rows_that_repeat_the_total_of_their_order(
    platform: Services, tmp_path: Path, catch_up: Callable[[], None]
) -> None:
    text = "订单号,客户编号,下单时间,金额,商品\nA1,C1,2026-02-01,30,茶\nA1,C1,2026-02-01,30,杯\n"
    imported(platform, tmp_path, text, lines="repeat")
    catch_up()
    assert orders(platform)["A1"].amount == 3000


def test_mistakes_are_listed_by_row_and_the_rest_is_imported(platform: Services, tmp_path: Path) -> None:
    done = imported(
        platform, tmp_path,
        f"{HEADER}\n"
        "A1,C1,,2026-02-01,十块,,,1,\n"
        "A2,,,2026-02-01,5,,,,\n"
        "1.23E+17,C3,,2026-02-01,5,,,,\n"
        "A4,C4,,2026-02-01,5,,茶,,\n"
        "A4,C4,,昨天,5,不明状态,杯,-1,\n"
        "A5,C5,,,5,,,,\n"
        "A6,,1234567,2026-02-01,5,,,,\n"
        "A7,C7,,2026-02-01,5,,,1,\n",
    )  # fmt: skip
    assert (done.status, done.rows_done, done.accepted, done.rejected) == (ImportStatus.DONE, 8, 1, 7)
    with platform.get(UnitOfWork).read() as tx:
        told = [(problem.row, problem.column, problem.code) for problem in api.problems(tx, done.id)]
    assert told == [
        (2, "实付金额", "bad_money"), (3, "客户编号", "no_identifier"), (4, "订单号", "lost_digits"), (5, "订单号", "order_rejected"),
        (6, "下单时间", "bad_time"), (6, "订单状态", "unknown_status"), (6, "数量", "negative"), (7, "下单时间", "missing"),
        (8, "", "refused"),
    ]  # fmt: skip


def test_customers_bring_traits_tags_and_the_day_they_joined(
    platform: Services, tmp_path: Path, catch_up: Callable[[], None]
) -> None:
    text = (
        "会员号,姓名,手机号,性别,生日,城市,标签,注册时间,宠物\n"
        "V1,王芳,13800138000,女,1990-01-02,上海,老客、爱茶,2020-01-02,猫\n"
        "V2,李雷,,男,,北京,,,\n"
        "V3,,,,,,,,\n"
        ",无名,,,,,,,\n"
    )
    path = tmp_path / "shop.csv"
    path.write_text(text, encoding="utf-8")
    mapping = {
        "member_no": "会员号",
        "name": "姓名",
        "phone": "手机号",
        "gender": "性别",
        "birthday": "生日",
        "city": "城市",
    }
    mapping |= {"tags": "标签", "registered_at": "注册时间", "trait.pet": "宠物"}
    for _ in range(2):
        done = api.import_file(platform, path, "customers", mapping=mapping, options={"tags": ["三月导入"]})
        assert (done.accepted, done.rejected, done.status) == (3, 1, ImportStatus.DONE)
    catch_up()
    with platform.get(UnitOfWork).read() as tx:
        wang, li = found(tx, platform, "member_no", "V1"), found(tx, platform, "member_no", "V2")
        assert found(tx, platform, "phone", "13800138000") == wang
        traits = {trait.key: trait.value for trait in profiles.traits_of(tx, wang)}
        tags = {
            person: sorted(tag.name for tag in worn)
            for person, worn in profiles.tags_of(tx, [wang, li]).items()
        }
        page = profiles.customers_page(tx, CustomerFilter(), sort="id", limit=9, offset=0)
        line = profiles.customer(tx, wang, Visibility())
    assert traits == {
        "name": "王芳",
        "gender": "female",
        "birthday": "1990-01-02",
        "city": "上海",
        "pet": "猫",
    }
    assert tags == {wang: ["三月导入", "爱茶", "老客"], li: ["三月导入"]}
    assert page.total == 3
    assert (line.phone_masked, line.events, line.first_seen_at.year) == ("138****8000", 1, 2020)


def test_an_import_in_the_background_shows_progress_and_can_be_paused_and_cancelled(
    platform: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "CHUNK_ROWS", 10)
    import_id, uow = uploaded(platform, tmp_path, many_orders(35)), platform.get(UnitOfWork)
    chunks: list[float] = []

    def stop_after_the_second(progress: float) -> None:
        chunks.append(progress)
        if len(chunks) == 2:
            with uow.begin() as tx:
                api.pause(tx, import_id)

    with uow.begin() as tx:
        assert api.start(tx, import_id).status == ImportStatus.RUNNING
        with pytest.raises(WrongState):
            api.start(tx, import_id)
    assert not runner.run(platform, import_id, uow.clock, stop_after_the_second)
    paused = view_of(platform, import_id)
    # The chunk that was under way when the pause came is recorded, so that nothing repeats when it goes on.
    assert (paused.status, paused.rows_done, chunks) == (ImportStatus.PAUSED, 30, [10 / 35, 20 / 35])
    with uow.begin() as tx:
        api.resume(tx, import_id)
    assert (
        worker_of(platform).run_due() == 2
    )  # the job of the first start finds nothing to do, or does it all
    done = view_of(platform, import_id)
    assert (done.status, done.rows_done, done.accepted, done.duplicates) == (ImportStatus.DONE, 35, 35, 0)
    with uow.begin() as tx, pytest.raises(WrongState):
        api.cancel(tx, import_id)


@pytest.mark.parametrize(
    ("stop", "status"), [(api.pause, ImportStatus.PAUSED), (api.cancel, ImportStatus.CANCELLED)]
)
def test_what_was_delivered_while_the_import_was_stopped_is_recorded(
    platform: Services,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    stop: Callable[[Transaction, int], ImportView],
    status: ImportStatus,
) -> None:
    monkeypatch.setattr(runner, "CHUNK_ROWS", 10)
    text = many_orders(24).replace("N3,C3,2026-01-01,1", "N3,C3,昨天,1")
    import_id, uow = uploaded(platform, tmp_path, text), platform.get(UnitOfWork)
    submit, stops = Committer.submit, iter([True])

    def stopped_meanwhile(self: Committer, *args: Any) -> Any:
        if next(stops, False):
            with uow.begin() as tx:
                stop(tx, import_id)
        return submit(self, *args)

    monkeypatch.setattr(Committer, "submit", stopped_meanwhile)
    with uow.begin() as tx:
        api.start(tx, import_id)
    assert not runner.run(platform, import_id, uow.clock, lambda progress: None)
    stopped = view_of(platform, import_id)
    assert (stopped.status, stopped.rows_done, stopped.accepted, stopped.rejected) == (status, 10, 9, 1)
    with uow.begin() as tx:
        assert [problem.row for problem in api.problems(tx, import_id)] == [5]
        api.resume(tx, import_id)
    worker_of(platform).run_due()
    done = view_of(platform, import_id)
    assert (done.status, done.rows_done, done.accepted, done.duplicates) == (ImportStatus.DONE, 24, 23, 0)


def test_a_crash_at_any_point_loses_and_doubles_nothing(
    platform: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, catch_up: Callable[[], None]
) -> None:
    monkeypatch.setattr(runner, "CHUNK_ROWS", 10)
    text = many_orders(40) + "N3,C3,2026-01-01,1\n"  # a line of an order that began 37 rows above
    import_id, uow = uploaded(platform, tmp_path, text), platform.get(UnitOfWork)
    with uow.begin() as tx:
        api.start(tx, import_id)
    advance, crashes = store.advance, iter([True, False, True, False, False, True])

    def crash_before_recording(*args: Any, **values: Any) -> ImportStatus | None:
        if next(crashes, False):
            raise OSError("power cut")
        return advance(*args, **values)

    monkeypatch.setattr(store, "advance", crash_before_recording)
    while view_of(platform, import_id).status == ImportStatus.RUNNING:
        try:
            runner.run(platform, import_id, uow.clock, lambda progress: None)
        except OSError:
            continue
    done = view_of(platform, import_id)
    assert (done.status, done.rows_done, done.accepted + done.duplicates) == (ImportStatus.DONE, 41, 40)
    assert done.duplicates <= 30  # what was stored and not recorded, three times
    catch_up()
    known = orders(platform)
    assert len(known) == 40 and sum(order.amount for order in known.values()) == 41 * 100
    assert len(known["N3"].items) == 2


def test_two_workers_on_one_import_do_not_count_twice(
    platform: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "CHUNK_ROWS", 10)
    import_id, uow = uploaded(platform, tmp_path, many_orders(30)), platform.get(UnitOfWork)
    with uow.begin() as tx:
        api.start(tx, import_id)
    other: list[bool] = []

    def meanwhile(progress: float) -> None:
        if not other:
            other.append(True)
            assert runner.run(platform, import_id, uow.clock, lambda progress: None)

    assert not runner.run(platform, import_id, uow.clock, meanwhile)
    done = view_of(platform, import_id)
    assert (done.status, done.rows_done, done.rejected) == (ImportStatus.DONE, 30, 0)


def test_a_file_that_breaks_in_the_middle_fails_with_what_came_before(
    platform: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "CHUNK_ROWS", 10)
    import_id, uow = uploaded(platform, tmp_path, many_orders(30)), platform.get(UnitOfWork)
    with uow.begin() as tx:
        api.start(tx, import_id)
        path = Path(store.find(tx.session, import_id)[1].path or "")  # type: ignore[index]
    good = path.read_text(encoding="utf-8")
    path.write_text("\n".join(good.split("\n")[:25]) + '\nN99,"' + "x" * 200_000, encoding="utf-8")
    runner.run(platform, import_id, uow.clock, lambda progress: None)
    failed = view_of(platform, import_id)
    assert failed.status == ImportStatus.FAILED and failed.error and failed.error["code"] == BrokenTable.code
    path.write_text(good, encoding="utf-8")
    with uow.begin() as tx:
        api.resume(tx, import_id)
    worker_of(platform).run_due()
    done = view_of(platform, import_id)
    assert (done.status, done.error, done.rows_done) == (ImportStatus.DONE, None, 30)


def test_a_busy_collector_is_waited_for(
    platform: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    submit, refusals = Committer.submit, iter([True, True, False])

    def busy(self: Committer, *args: Any) -> Any:
        if next(refusals, False):
            raise Unavailable()
        return submit(self, *args)

    monkeypatch.setattr(Committer, "submit", busy)
    assert imported(platform, tmp_path, many_orders(3)).accepted == 3


@pytest.mark.parametrize(
    ("mapping", "options", "error"),
    [
        ({"order_no": "订单号", "customer_no": "客户编号", "ordered_at": "下单时间"}, {}, BadMapping),
        ({"order_no": "订单号", "ordered_at": "下单时间", "amount": "金额"}, {}, BadMapping),
        ({"order_no": "nothing"}, {}, BadMapping),
        ({"colour": "金额"}, {}, BadMapping),
        (None, {"zone": "Mars/Base"}, BadOption),
        (None, {"zone": "../../etc/passwd"}, BadOption),
        (None, {"amount_unit": "cents"}, BadOption),
        (None, {"source": " "}, BadOption),
        (None, {"speed": "fast"}, BadOption),
    ],
)
def test_what_cannot_work_is_refused_before_it_starts(
    platform: Services, tmp_path: Path, mapping: Any, options: Any, error: type[HuayuanError]
) -> None:
    import_id = uploaded(platform, tmp_path, many_orders(1))
    with platform.get(UnitOfWork).begin() as tx, pytest.raises(error):
        api.start(tx, import_id, mapping, options)
    assert view_of(platform, import_id).status == ImportStatus.READY


def test_files_go_a_week_after_their_import_ended(platform: Services, tmp_path: Path, clock: Any) -> None:
    done = imported(platform, tmp_path, many_orders(3))
    uow = platform.get(UnitOfWork)
    with uow.begin() as tx:
        tx.enqueue("imports.clean_up", {})
    worker = worker_of(platform)
    worker.run_due()
    assert view_of(platform, done.id).preview
    clock.advance(days=8)
    with uow.begin() as tx:
        tx.enqueue("imports.clean_up", {})
    worker.run_due()
    assert view_of(platform, done.id).preview == []
    assert list((tmp_path / "data" / "uploads").iterdir()) == []
    with uow.begin() as tx, pytest.raises(FileGone):
        api.resume(tx, done.id)


def test_an_unknown_kind_is_refused(platform: Services, tmp_path: Path) -> None:
    with pytest.raises(UnknownKind):
        imported(platform, tmp_path, many_orders(1), kind="recipes")
