"""Imports over HTTP, as the console drives them."""

import csv
import io
from collections.abc import Iterator
from typing import Any

import pytest
from profiles.platform_fixtures import Web

from huayuan.kernel.caller import Caller
from huayuan.kernel.services import Services
from huayuan.kernel.settings import Settings
from huayuan.kernel.sheets.writing import safe_cell
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.kernel.worker import Worker
from huayuan.marketplaces.tasks import TASKS

CSV = "订单号,手机号,下单时间,金额\nA1,13800138000,2026-02-01,1.5\nA2,13800138000,2026-02-01,=1+1\nA3,+8612,2026-02-01,2\n"


def upload(web: Web, text: str = CSV, status: int = 201, kind: str = "orders", name: str = "三月.csv") -> Any:
    files = {"file": (name, text.encode("gb18030"), "text/csv")}
    answer = web.http.post("/api/imports", files=files, data={"kind": kind})
    assert answer.status_code == status, answer.text
    return answer.json()


def test_upload_map_run_and_download_the_mistakes(web: Web, platform: Services) -> None:
    taken = upload(web)
    assert (taken["status"], taken["encoding"], taken["rows_total"]) == ("ready", "gb18030", 3)
    assert taken["preview"][0] == ["A1", "13800138000", "2026-02-01", "1.5"]
    # Two of three amounts are readable, which is enough to suggest the column.
    mapping = {"order_no": "订单号", "phone": "手机号", "ordered_at": "下单时间", "amount": "金额"}
    assert taken["suggested_mapping"] == mapping
    required = {field["key"] for field in taken["fields"] if field["required"]}
    assert required == {"order_no", "ordered_at", "amount"}
    path = f"/imports/{taken['id']}"
    started = web.post(f"{path}/start", {"mapping": mapping, "options": {"source": "shop", "zone": "UTC"}})
    assert started["status"] == "running" and started["options"]["zone"] == "UTC"
    Worker(platform.get(UnitOfWork), platform, [TASKS], [], threads=1, owner="test").run_due()
    done = web.get(path)
    assert (done["status"], done["accepted"], done["rejected"]) == ("done", 1, 2)
    assert web.get("/imports")["items"][0]["file_name"] == "三月.csv"
    assert web.get("/imports", kind="customers")["total"] == 0
    answer = web.http.get(f"/api{path}/errors.csv", params={"lang": "en"})
    assert "attachment" in answer.headers["content-disposition"]
    assert answer.content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert lines == [
        ["Row", "Column", "Value", "Problem"],
        ["3", "金额", "'=1+1", "not an amount of money"],
        ["4", "手机号", "'+8612", "not a phone number"],
    ]


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_no_cell_of_ours_is_a_formula(text: str) -> None:
    assert safe_cell(text) == "'" + text
    assert safe_cell("茶 = 1") == "茶 = 1"


def chunks(file: bytes) -> Iterator[bytes]:
    yield b'--line\r\nContent-Disposition: form-data; name="kind"\r\n\r\norders\r\n'
    yield b'--line\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
    for start in range(0, len(file), 50_000):
        yield file[start : start + 50_000]
    yield b"\r\n--line--\r\n"


def test_a_body_over_the_limit_is_not_read(
    web: Web, platform: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(upload_bytes=10_000, data_dir=platform.get(Settings).data_dir)
    platform.put(Settings, settings)
    read: list[int] = []

    async def form(request: Any, **limits: Any) -> Any:
        read.append(1)
        raise AssertionError("the body was read")

    with monkeypatch.context() as patched:
        patched.setattr("starlette.requests.Request.form", form)
        refusal = upload(web, "x" * 200_000, 413)["error"]
    assert not read and (refusal["code"], refusal["data"]) == ("too_large", {"limit": 10_000})
    assert refusal["message"]["zh"] and refusal["message"]["en"]

    headers = {"Content-Type": "multipart/form-data; boundary=line"}
    long = web.http.post("/api/imports", content=chunks(b"x" * 300_000), headers=headers)
    assert (long.status_code, long.json()["error"]["code"]) == (413, "too_large")
    short = web.http.post("/api/imports", content=chunks(CSV.encode()), headers=headers)
    assert short.status_code == 201
    broken = web.http.post("/api/imports", content=b"--other", headers=headers)
    assert broken.status_code == 400


def test_refusals(web: Web, platform: Services) -> None:
    assert upload(web, "", 422)["error"]["code"] == "files.empty_file"
    assert upload(web, kind="recipes", status=422)["error"]["code"] == "marketplaces.unknown_kind"
    assert upload(web, "x", 422, name="orders.xlsx")["error"]["code"] == "files.broken_workbook"
    platform.put(Settings, Settings(upload_bytes=1000, data_dir=platform.get(Settings).data_dir))
    assert upload(web, CSV + "x" * 2000, 413)["error"]["code"] == "too_large"
    web.get("/imports/999", 404)
    taken = upload(web)
    assert web.post(f"/imports/{taken['id']}/pause", status=409)["error"]["data"]["status"] == "ready"
    assert web.post(f"/imports/{taken['id']}/cancel")["status"] == "cancelled"
    assert web.post(f"/imports/{taken['id']}/resume")["status"] == "ready"
    web.caller = Caller("user", 7, "导购", frozenset({"imports.read"}))
    upload(web, status=403)
    web.get("/imports")


def test_a_bad_mapping_is_told_in_one_language_at_a_time(web: Web) -> None:
    taken = upload(web)
    for mapping in ({"order_no": "nothing"}, {"colour": "金额"}, {"phone": "手机号"}, {"order_no": "订单号"}):
        body = {"mapping": mapping, "options": {}}
        said = web.post(f"/imports/{taken['id']}/start", body, 422)["error"]
        assert said["code"] == "marketplaces.bad_mapping"
        quoted = (
            said["message"]["en"].replace("金额", "").replace("订单号", "")
        )  # column names are the file's own
        assert quoted.isascii() or not any("\u4e00" <= letter <= "\u9fff" for letter in quoted)
        assert (
            "缺少" in said["message"]["zh"]
            or "没有" in said["message"]["zh"]
            or "看不出" in said["message"]["zh"]
        )
