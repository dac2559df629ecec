"""Media ids for assets: the one WeCom knows while it lasts, a new one in time. Called outside any transaction."""

from __future__ import annotations

from datetime import timedelta

from huayuan.kernel.errors import HuayuanError
from huayuan.kernel.logging import get_logger
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.wechat.wecom.client import Clients
from huayuan.wechat.wecom.media import api, store
from huayuan.wechat.wecom.media.limits import MEDIA_HOURS, REFRESH_HOURS, SPARE_HOURS, USED_DAYS

log = get_logger("wecom.media")


class MediaShelf:
    def __init__(self, uow: UnitOfWork, clients: Clients) -> None:
        self._uow = uow
        self._clients = clients

    def media_id(self, connection_id: int, asset_id: int, *, urgent: bool = False) -> str:
        """Raises NotFound, and what the client raises."""
        account = self._clients.of(connection_id).connection.account
        with self._uow.read() as tx:
            known = store.upload(tx.session, asset_id, account)
            enough = tx.now + timedelta(hours=SPARE_HOURS)
            yesterday = tx.now - timedelta(days=1)
        if known is None or not known.media_id or known.expires_at < enough:
            return self._upload(connection_id, asset_id, urgent=urgent)
        if known.used_at < yesterday:  # welcomes come by the second, and this is asked about by the month
            with self._uow.begin() as tx:
                store.used(tx.session, asset_id, account, tx.now)
        return known.media_id

    def moment_media_id(self, connection_id: int, asset_id: int) -> str:
        """Moments take no other media ids. Made anew each time: a moment is made once. Raises as `media_id` does."""
        client = self._clients.of(connection_id)
        with self._uow.read() as tx:
            one, content = api.asset(tx, asset_id), api.content(tx, asset_id)
        return client.upload_attachment(one.kind, one.name, content)

    def picture_url(self, connection_id: int, asset_id: int) -> str:
        """A permanent address that shows inside WeCom; asked for once."""
        client = self._clients.of(connection_id)
        with self._uow.read() as tx:
            known = store.upload(tx.session, asset_id, client.connection.account)
            one, content = api.asset(tx, asset_id), b"" if known and known.url else api.content(tx, asset_id)
        if known and known.url:
            return known.url
        url = client.upload_picture(one.name, content)
        with self._uow.begin() as tx:
            store.uploaded(
                tx.session, asset_id, client.connection.account, connection_id, tx.now, tx.now, url=url
            )
        return url

    def lost(self, connection_id: int, asset_id: int, media_id: str) -> None:
        """The platform refused this media id; the next call makes another."""
        account = self._clients.of(connection_id).connection.account
        with self._uow.begin() as tx:
            store.expire(tx.session, asset_id, account, media_id, tx.now)

    def refresh(self) -> int:
        """Upload again what is in use and ends within a day; answers how many. One that fails waits for the next round,
        or for whoever needs it."""
        with self._uow.read() as tx:
            before, since = tx.now + timedelta(hours=REFRESH_HOURS), tx.now - timedelta(days=USED_DAYS)
            ending = store.ending(tx.session, before, since)
        done = 0
        for one in ending:
            try:
                self._upload(one.connection_id, one.asset_id, in_use=False)
                done += 1
            except HuayuanError as error:
                log.warning("wecom.media_not_refreshed", asset=one.asset_id, error=str(error))
        return done

    def _upload(self, connection_id: int, asset_id: int, *, urgent: bool = False, in_use: bool = True) -> str:
        client = self._clients.of(connection_id, urgent=urgent)
        with self._uow.read() as tx:
            one, content, began = api.asset(tx, asset_id), api.content(tx, asset_id), tx.now
        media_id = client.upload_media(one.kind, one.name, content)
        account, expires = client.connection.account, began + timedelta(hours=MEDIA_HOURS)
        with self._uow.begin() as tx:
            store.uploaded(tx.session, asset_id, account, connection_id, tx.now, expires, media_id=media_id)
            if in_use:
                store.used(tx.session, asset_id, account, tx.now)
        return media_id
