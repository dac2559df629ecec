"""Columns of a customers file become traits by their definitions: previewed, imported, and undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from marketplaces.test_http import upload
from profiles.platform_fixtures import Web

from huayuan.identity import api as identity
from huayuan.kernel.clock import ManualClock
from huayuan.kernel.crypto import Vault
from huayuan.kernel.errors import Text
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.kernel.worker import Worker
from huayuan.marketplaces.tasks import TASKS
from huayuan.profiles import api as profiles
from huayuan.profiles.contracts import TraitDefinition, TraitKind, TraitOption
from huayuan.profiles.traits import managing
from huayuan.profiles.traits.tasks import TASKS as TRAITS

FILE = "手机号,姓名,肤质,身高,昵称\n13800138000,王芳,干性,165,小芳\n13800138001,李雷,干,170,\n13800138002,韩梅,油性,高,\n"
MAPPING = {
    "phone": "手机号",
    "name": "姓名",
    "trait.skin": "肤质",
    "trait.height": "身高",
    "trait.nick": "昵称",
}
HOW = {"mapping": MAPPING, "options": {"source": "crm"}}


@pytest.fixture
def work(platform: Services) -> Callable[[], None]:
    worker = Worker(platform.get(UnitOfWork), platform, [TASKS, TRAITS], [], threads=1, owner="test")
    return lambda: worker.run_due() and None


@pytest.fixture
def defined(platform: Services) -> None:
    options = tuple(TraitOption(one, Text(one, one)) for one in ("干性", "油性"))
    with platform.get(UnitOfWork).begin() as tx:
        managing.create(
            tx, TraitDefinition("skin", TraitKind.ONE_OF, Text("肤质", "Skin"), options=options), None
        )
        managing.create(
            tx, TraitDefinition("height", TraitKind.NUMBER, Text("身高", "Height"), personal=False), None
        )


def traits_of(platform: Services, phone: str) -> dict[str, Any] | None:
    with platform.get(UnitOfWork).read() as tx:
        person = identity.find(tx, platform.get(Vault), "phone", phone)
        return None if person is None else {one.key: one.value for one in profiles.traits_of(tx, person)}


def test_an_import_is_previewed_fitted_and_undone(
    web: Web, platform: Services, work: Callable[[], None], clock: ManualClock, defined: None
) -> None:
    taken = upload(web, FILE, kind="customers", name="crm.csv")
    looked = web.post(f"/imports/{taken['id']}/preview", HOW)
    assert (looked["rows"], looked["rejected"], looked["known"], looked["new"]) == (3, 2, 0, 3)
    about = {one["key"]: (one["values"], one["unfit"], one["changes"]) for one in looked["traits"]}
    assert about == {"name": (3, 0, 3), "skin": (3, 1, 2), "height": (3, 1, 2), "nick": (1, 0, 1)}
    assert [(one["row"], one["trait"]) for one in looked["problems"]] == [(3, "skin"), (4, "height")]
    assert {"row": 2, "person_id": None, "trait": "name", "old": None, "new": "王***"} in looked["examples"]
    assert {"row": 2, "person_id": None, "trait": "height", "old": None, "new": "165"} in looked["examples"]
    assert traits_of(platform, "13800138000") is None
    web.post(f"/imports/{taken['id']}/undo", status=409)

    web.post(f"/imports/{taken['id']}/start", HOW)
    work()
    done = web.get(f"/imports/{taken['id']}")
    assert (done["status"], done["accepted"], done["rejected"]) == ("done", 1, 2)
    assert traits_of(platform, "13800138000") == {
        "name": "王芳",
        "skin": "干性",
        "height": 165,
        "nick": "小芳",
    }

    clock.advance(seconds=60)
    again = upload(web, FILE.replace("165", "166").replace("小芳", "芳芳"), kind="customers", name="crm2.csv")
    looked = web.post(f"/imports/{again['id']}/preview", HOW)
    assert (looked["known"], looked["new"]) == (1, 2)
    height = next(one for one in looked["examples"] if one["trait"] == "height" and one["row"] == 2)
    assert (height["old"], height["new"]) == ("165", "166")
    web.post(f"/imports/{again['id']}/start", HOW)
    work()
    assert traits_of(platform, "13800138000") == {
        "name": "王芳",
        "skin": "干性",
        "height": 166,
        "nick": "芳芳",
    }
    assert web.post(f"/imports/{again['id']}/undo", status=202)["job_id"]
    work()
    assert traits_of(platform, "13800138000") == {
        "name": "王芳",
        "skin": "干性",
        "height": 165,
        "nick": "小芳",
    }
    web.post(f"/imports/{again['id']}/undo", status=409)
    web.post(f"/imports/{taken['id']}/undo", status=202)
    work()
    assert traits_of(platform, "13800138000") == {}


def test_a_lunar_birthday_is_understood_and_a_wrong_one_refused(
    web: Web, platform: Services, work: Callable[[], None]
) -> None:
    taken = upload(
        web, "手机号,生日\n13800138000,农历1990年8月15日\n13800138001,农历1990年13月1日\n", kind="customers"
    )
    web.post(
        f"/imports/{taken['id']}/start",
        {"mapping": {"phone": "手机号", "birthday": "生日"}, "options": {"source": "crm"}},
    )
    work()
    assert web.get(f"/imports/{taken['id']}")["rejected"] == 1
    told = {"calendar": "lunar", "year": 1990, "month": 8, "day": 15, "leap": False}
    assert traits_of(platform, "13800138000") == {"birthday": told}


def test_only_customers_are_previewed(web: Web) -> None:
    taken = upload(web)
    web.post(f"/imports/{taken['id']}/preview", {}, 422)
    web.post("/imports/999/preview", {}, 404)
    web.post("/imports/999/undo", status=404)
    web.post(f"/imports/{taken['id']}/start", {"options": {"import_id": 7}}, 422)
