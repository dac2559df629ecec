"""Materials, drafts and publishing."""

from __future__ import annotations

from typing import Any, TypeVar

from huayuan_sandbox.services.official_account.call import Call, Endpoint, done
from huayuan_sandbox.services.official_account.errors import OfficialAccountError
from huayuan_sandbox.services.official_account.letters import article_urls
from huayuan_sandbox.services.official_account.models import Article, Draft, Publication

_Row = TypeVar("_Row")
_MB = 1024 * 1024
_SIZES = {"image": 10 * _MB, "voice": 2 * _MB, "video": 10 * _MB, "thumb": 64 * 1024}
_KINDS = {"image": "image/jpeg", "voice": "audio/amr", "video": "video/mp4", "thumb": "image/jpeg"}


def media_upload(call: Call) -> dict[str, Any]:
    kind, data = _uploaded(call)
    media = call.account.content.store(kind, call.upload_name, call.now, lasting=False)
    call.account.content.files[media.media_id] = data
    return {"type": kind, "media_id": media.media_id, "created_at": media.created_at}


def media_get(call: Call) -> dict[str, Any]:
    media = call.account.content.usable(call.query.get("media_id"), call.now)
    return _file(call, media.media_id, media.type)


def uploadimg(call: Call) -> dict[str, Any]:
    """A picture for the text of an article: an address, no material."""
    if call.upload is None:
        raise OfficialAccountError(41005)
    if len(call.upload) > _MB:
        raise OfficialAccountError(40009)
    media = call.account.content.store("inline", call.upload_name, call.now, lasting=True)
    call.account.content.files[media.media_id] = call.upload
    return {"url": f"{call.base_url}/mmbiz/{media.media_id}"}


def add_material(call: Call) -> dict[str, Any]:
    kind, data = _uploaded(call)
    content = call.account.content
    title, text = str(call.body.get("title", "")), str(call.body.get("introduction", ""))
    media = content.store(kind, call.upload_name, call.now, lasting=True, title=title, text=text)
    content.files[media.media_id] = data
    answer = {"media_id": media.media_id}
    if kind in ("image", "thumb"):
        answer["url"] = f"{call.base_url}/mmbiz/{media.media_id}"
    return answer


def get_material(call: Call) -> dict[str, Any]:
    media = call.account.content.usable(call.text("media_id"), call.now)
    return _file(call, media.media_id, media.type)


def del_material(call: Call) -> dict[str, Any]:
    media = call.account.content.usable(call.text("media_id"), call.now)
    del call.account.content.media[media.media_id]
    call.account.content.files.pop(media.media_id, None)
    return done()


def material_count(call: Call) -> dict[str, Any]:
    rows = [media.type for media in call.account.content.media.values() if not media.expires_at]
    counts = {f"{kind}_count": rows.count(kind) for kind in ("voice", "video", "image")}
    return {**counts, "news_count": 0}


def batchget_material(call: Call) -> dict[str, Any]:
    kind = call.text("type")
    rows = [one for one in call.account.content.media.values() if one.type == kind and not one.expires_at]
    page, answer = _page(call, rows)
    answer["item"] = [
        {"media_id": one.media_id, "name": one.name, "update_time": one.created_at,
         "url": f"{call.base_url}/mmbiz/{one.media_id}"} for one in page
    ]  # fmt: skip
    return answer


def draft_add(call: Call) -> dict[str, Any]:
    content = call.account.content
    articles = content.checked(call.body.get("articles"), call.now)
    draft = Draft(content.next_id(), articles, int(call.now))
    content.drafts[draft.media_id] = draft
    return {"media_id": draft.media_id}


def draft_update(call: Call) -> dict[str, Any]:
    content = call.account.content
    draft, index = content.draft(call.body.get("media_id")), call.number("index", 0)
    if index >= len(draft.articles):
        raise OfficialAccountError(40114)
    draft.articles[index] = content.checked([call.body.get("articles")], call.now)[0]
    draft.updated_at = int(call.now)
    return done()


def draft_get(call: Call) -> dict[str, Any]:
    draft = call.account.content.draft(call.body.get("media_id"))
    return {"news_item": _news(call, draft), "update_time": draft.updated_at, "create_time": draft.updated_at}


def draft_delete(call: Call) -> dict[str, Any]:
    del call.account.content.drafts[call.account.content.draft(call.body.get("media_id")).media_id]
    return done()


def draft_count(call: Call) -> dict[str, Any]:
    return {"total_count": len(call.account.content.drafts)}


def draft_batchget(call: Call) -> dict[str, Any]:
    page, answer = _page(call, list(call.account.content.drafts.values()))
    answer["item"] = [
        {"media_id": one.media_id, "update_time": one.updated_at, **_unless_short(call, _news(call, one))}
        for one in page
    ]
    return answer


def submit(call: Call) -> dict[str, Any]:
    """The result comes as PUBLISHJOBFINISH; followers are not told and no mass quota is used."""
    content, after = call.account.content, call.account.options.result_after
    draft = content.draft(call.body.get("media_id"))
    if any(one.status == 1 and one.media_id == draft.media_id for one in content.publications.values()):
        raise OfficialAccountError(53503)
    number = 100_000_000 + len(content.publications) + 1
    content.publications[number] = Publication(number, draft.media_id, call.now + after)
    call.account.wake(after)
    return done(publish_id=str(number), msg_data_id=2_247_000_000 + content.made)


def publication(call: Call) -> dict[str, Any]:
    found = call.account.content.publications.get(call.number("publish_id"))
    if found is None:
        raise OfficialAccountError(40007)
    answer: dict[str, Any] = {"publish_id": str(found.publish_id), "publish_status": found.status}
    if found.status == 0:
        article = call.account.content.published[found.article_id]
        urls = article_urls(article, call.base_url)
        rows = [{"idx": number + 1, "article_url": url} for number, url in enumerate(urls)]
        answer |= {"article_id": found.article_id, "article_detail": {"count": len(rows), "item": rows}}
    return {**answer, "fail_idx": []}


def unpublish(call: Call) -> dict[str, Any]:
    call.account.content.article(call.body.get("article_id")).deleted = True
    return done()


def getarticle(call: Call) -> dict[str, Any]:
    return {"news_item": _published(call, call.account.content.article(call.body.get("article_id")))}


def published(call: Call) -> dict[str, Any]:
    page, answer = _page(call, call.account.content.living(call.now))
    answer["item"] = [
        {"article_id": one.article_id, "update_time": int(one.at),
         **_unless_short(call, _published(call, one))} for one in page
    ]  # fmt: skip
    return answer


def _uploaded(call: Call) -> tuple[str, bytes]:
    """Raises 40004, 41005 and 45001."""
    kind = call.query.get("type", "")
    if kind not in _SIZES:
        raise OfficialAccountError(40004)
    if not call.upload:
        raise OfficialAccountError(41005)
    if len(call.upload) > _SIZES[kind]:
        raise OfficialAccountError(45001)
    return kind, call.upload


def _file(call: Call, media_id: str, kind: str) -> dict[str, Any]:
    """After a restart the bytes of a material are gone, the material is not."""
    return {"file": call.account.content.files.get(media_id, b""), "kind": _KINDS.get(kind, "image/jpeg")}


def _page(call: Call, rows: list[_Row]) -> tuple[list[_Row], dict[str, Any]]:
    offset, count = call.number("offset", 0), call.number("count", 20, 1, 20)
    page = rows[offset : offset + count]
    return page, {"total_count": len(rows), "item_count": len(page)}


def _news(call: Call, draft: Draft) -> list[dict[str, Any]]:
    return [{**one, "url": f"{call.base_url}/s/draft/{draft.media_id}"} for one in draft.articles]


def _published(call: Call, article: Article) -> list[dict[str, Any]]:
    urls = article_urls(article, call.base_url)
    rows = zip(article.articles, urls, strict=True)
    return [{**one, "url": url, "is_deleted": article.deleted} for one, url in rows]


def _unless_short(call: Call, news: list[dict[str, Any]]) -> dict[str, Any]:
    if call.body.get("no_content") == 1:
        return {"content": {"news_item": [{**one, "content": ""} for one in news]}}
    return {"content": {"news_item": news}}


ENDPOINTS: dict[str, tuple[str, Endpoint]] = {
    "cgi-bin/media/upload": ("POST", media_upload),
    "cgi-bin/media/get": ("GET", media_get),
    "cgi-bin/media/uploadimg": ("POST", uploadimg),
    "cgi-bin/material/add_material": ("POST", add_material),
    "cgi-bin/material/get_material": ("POST", get_material),
    "cgi-bin/material/del_material": ("POST", del_material),
    "cgi-bin/material/get_materialcount": ("GET", material_count),
    "cgi-bin/material/batchget_material": ("POST", batchget_material),
    "cgi-bin/draft/add": ("POST", draft_add),
    "cgi-bin/draft/update": ("POST", draft_update),
    "cgi-bin/draft/get": ("POST", draft_get),
    "cgi-bin/draft/delete": ("POST", draft_delete),
    "cgi-bin/draft/count": ("GET", draft_count),
    "cgi-bin/draft/batchget": ("POST", draft_batchget),
    "cgi-bin/freepublish/submit": ("POST", submit),
    "cgi-bin/freepublish/get": ("POST", publication),
    "cgi-bin/freepublish/delete": ("POST", unpublish),
    "cgi-bin/freepublish/getarticle": ("POST", getarticle),
    "cgi-bin/freepublish/batchget": ("POST", published),
}
