"""The real purchases of 2,357 customers, from the file to the customer list."""

from collections.abc import Callable
from pathlib import Path

from huayuan.commerce import api as commerce
from huayuan.commerce.contracts import OrderFilter
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.marketplaces import api
from huayuan.marketplaces.contracts import ImportStatus
from huayuan.profiles import api as profiles
from huayuan.profiles.contracts import CustomerFilter

CDNOW = Path(__file__).parent.parent / "data" / "cdnow_sample.csv"


def test_the_whole_file_arrives_once_and_with_a_mapping_found_by_itself(
    platform: Services, catch_up: Callable[[], None]
) -> None:
    done = api.import_file(platform, CDNOW, "orders")
    assert done.suggested_mapping == {
        "order_no": "order_no", "customer_no": "customer_no", "ordered_at": "ordered_on",
        "quantity": "quantity", "amount": "amount",
    }  # fmt: skip
    assert done.options["source"] == "cdnow_sample"
    assert (done.status, done.rows_total, done.rows_done) == (ImportStatus.DONE, 6919, 6919)
    assert (done.accepted, done.duplicates, done.rejected) == (6919, 0, 0)
    catch_up()
    with platform.get(UnitOfWork).read() as tx:
        page = profiles.customers_page(tx, CustomerFilter(), sort="-gmv", limit=1, offset=0)
        assert page.total == 2357
        orders = commerce.orders_page(tx, OrderFilter(), sort="at", limit=1, offset=0)
        assert orders.total == 6919
        assert (
            orders.items[0].at.isoformat() == "1996-12-31T16:00:00+00:00"
        )  # the first of January in Shanghai
        everyone = profiles.customers_page(tx, CustomerFilter(), sort="id", limit=3000, offset=0).items
        assert sum(customer.orders for customer in everyone) == 6919
        assert sum(customer.gmv for customer in everyone) == 24_409_194
    again = api.import_file(platform, CDNOW, "orders")
    assert (again.accepted, again.duplicates, again.rejected) == (0, 6919, 0)
