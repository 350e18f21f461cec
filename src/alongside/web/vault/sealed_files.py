"""Files sealed to a public key, written and read as a stream.

`magic | recipient's public key (32) | one-time public key (32) | chunks`. X25519 and HKDF-SHA256
over the whole head give the key; each chunk of 64 KiB is AES-256-GCM under its number and a mark
on the last one, so a changed, missing, moved or added byte anywhere is found.
"""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from alongside.web.vault.sheet import VaultProblem, public_of

MAGIC = b"alongside-sealed-1\n"
CHUNK = 64 * 1024
_TAG = 16
_HEAD = len(MAGIC) + 64


class SealedFileProblem(VaultProblem):
    """The file is not a sealed file, is damaged or cut short, or needs another sheet."""


class SealingWriter:
    """A write-only file whose content is sealed to `public`. Whole only after `close`."""

    def __init__(self, target: BinaryIO, public: bytes) -> None:
        once = X25519PrivateKey.generate()
        head = MAGIC + public + public_of(once)
        shared = once.exchange(X25519PublicKey.from_public_bytes(public))
        self._cipher = _cipher(shared, head)
        self._target = target
        self._number = 0
        self._waiting = bytearray()
        target.write(head)

    def write(self, data: bytes) -> int:
        self._waiting += data
        while len(self._waiting) > CHUNK:  # one byte more: the last chunk is sealed by close
            self._put(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]
        return len(data)

    def close(self) -> None:
        self._put(bytes(self._waiting), last=True)

    def _put(self, chunk: bytes, last: bool) -> None:
        self._target.write(self._cipher.encrypt(_nonce(self._number, last), chunk, None))
        self._number += 1

    def __enter__(self) -> SealingWriter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self.close()


class UnsealingReader:
    """A read-only file over a sealed one; raises `SealedFileProblem` at the first bad chunk.

    What was read is whole only once `read` has returned b"".
    """

    def __init__(self, source: BinaryIO, private: X25519PrivateKey, name: Path) -> None:
        head = source.read(_HEAD)
        if not head.startswith(MAGIC[: len(head)]) or not head:
            raise SealedFileProblem(f"{name} is not an Alongside backup.")
        if len(head) < _HEAD:
            raise SealedFileProblem(f"{name} is cut short: its end is missing.")
        recipient, once = head[len(MAGIC) : -32], head[-32:]
        if recipient != public_of(private):
            raise SealedFileProblem(
                f"This recovery sheet does not open {name}. It was made for another sheet, "
                "or its beginning is damaged."
            )
        try:
            shared = private.exchange(X25519PublicKey.from_public_bytes(once))
        except ValueError:
            raise SealedFileProblem(f"{name} is damaged near its beginning.") from None
        self._cipher = _cipher(shared, head)
        self._source = source
        self._name = name
        self._number = 0
        self._open = bytearray()
        self._ended = False
        self._next = source.read(CHUNK + _TAG)

    def read(self, size: int = -1) -> bytes:
        while not self._ended and (size < 0 or len(self._open) < size):
            self._open += self._take()
        wanted = len(self._open) if size < 0 else size
        given = bytes(self._open[:wanted])
        del self._open[:wanted]
        return given

    def _take(self) -> bytes:
        sealed, self._next = self._next, self._source.read(CHUNK + _TAG)
        self._ended = not self._next
        try:
            chunk = self._cipher.decrypt(_nonce(self._number, self._ended), sealed, None)
        except InvalidTag:
            raise SealedFileProblem(self._what_is_wrong(sealed)) from None
        self._number += 1
        return chunk

    def _what_is_wrong(self, sealed: bytes) -> str:
        if self._ended and (not sealed or self._opens_as_middle(sealed) or len(sealed) < _TAG):
            return f"{self._name} is cut short: its end is missing."
        return (
            f"{self._name} is damaged or cut short after about {self._number * CHUNK:,} bytes. "
            "Use an older backup or another copy of this one."
        )

    def _opens_as_middle(self, sealed: bytes) -> bool:
        try:
            self._cipher.decrypt(_nonce(self._number, last=False), sealed, None)
        except InvalidTag:
            return False
        return True


def _cipher(shared: bytes, head: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt=None, info=head).derive(shared))


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
