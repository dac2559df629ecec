"""The platform's keys of each merchant, in memory: notifications are verified without the database.

A public key (PUB_KEY_ID_…) is entered with the connection. Certificates change every few years: they are fetched, kept
in the database, and read into memory by a loop; one that is unknown is wished for, and its notification comes again.
"""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.wechat.connections.contracts import Connection
from huayuan.wechat.pay import keys, store
from huayuan.wechat.pay.errors import KeyUnreadable
from huayuan.wechat.pay.limits import CERTIFICATE, PUBLIC_KEY, PUBLIC_KEY_ID


class PlatformKeys:
    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow
        self._certificates: dict[tuple[int, str], str] = {}
        self._wished: set[int] = set()

    def find(self, connection: Connection, serial: str) -> RSAPublicKey | None:
        """The key that signs under this serial; None when it is unknown (it is wished for then)."""
        pem = self._entered(connection, serial) or self._certificates.get((connection.id, serial))
        if pem is None:
            self._wished.add(connection.id)
            return None
        return keys.public_key(pem)

    def newest(self, connection: Connection) -> tuple[str, RSAPublicKey] | None:
        """(serial, key) for sealing personal fields; the public key where there is one."""
        if connection.settings.get(PUBLIC_KEY_ID) and connection.settings.get(PUBLIC_KEY):
            serial = str(connection.settings[PUBLIC_KEY_ID])
            return serial, keys.public_key(str(connection.settings[PUBLIC_KEY]))
        held = [serial for owner, serial in self._certificates if owner == connection.id]
        if held:
            return held[-1], keys.public_key(self._certificates[connection.id, held[-1]])
        entered = str(connection.settings.get(CERTIFICATE) or "")
        return (keys.serial_of(entered), keys.public_key(entered)) if entered else None

    def learn(self, connection_id: int, certificates: dict[str, str]) -> None:
        """Certificates that the platform has just told: kept, and at hand."""
        with self._uow.begin() as tx:
            store.write_certificates(tx.session, connection_id, certificates, tx.now)
        self._certificates |= {(connection_id, serial): pem for serial, pem in certificates.items()}
        self._wished.discard(connection_id)

    def load(self) -> None:
        """What other processes learnt."""
        with self._uow.read() as tx:
            self._certificates |= store.certificates(tx.session)

    def take_wished(self) -> set[int]:
        """Connections of which an unknown serial was seen."""
        wished, self._wished = self._wished, set()
        return wished

    @staticmethod
    def _entered(connection: Connection, serial: str) -> str | None:
        settings = connection.settings
        if serial and serial == settings.get(PUBLIC_KEY_ID):
            return str(settings.get(PUBLIC_KEY) or "") or None
        certificate = str(settings.get(CERTIFICATE) or "")
        try:
            return certificate if certificate and keys.serial_of(certificate) == serial else None
        except KeyUnreadable:
            return None
