"""Sealing bytes with the field keys, and digests for look-ups.

A token is `01 | key id (2 bytes) | nonce (12) | AES-256-GCM of the text`. The purpose is not in
the token: it is bound in as associated data, so a token unseals for its own purpose only.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from alongside.web.vault.keys import Keys, Secret, current_keys, forget_keys
from alongside.web.vault.sheet import VaultProblem

_VERSION = b"\x01"
_NONCE = 12
_HEAD = len(_VERSION) + 2 + _NONCE


class SealBroken(VaultProblem):
    """The sealed bytes are damaged, or were sealed for another place."""


class SealKeyMissing(VaultProblem):
    """The sealed bytes need a key that is not in `fields.key`."""


def seal(data: bytes, purpose: str, keys: Keys | None = None) -> bytes:
    """Seal `data` so that it unseals only for the same purpose."""
    ring = keys or current_keys()
    nonce = secrets.token_bytes(_NONCE)
    head = _VERSION + ring.field_key_id.to_bytes(2, "big")
    cipher = _cipher(ring.fields[ring.field_key_id])
    return head + nonce + cipher.encrypt(nonce, data, head + purpose.encode())


def unseal(token: bytes, purpose: str, keys: Keys | None = None) -> bytes:
    """The bytes sealed for this purpose; raises `SealBroken` or `SealKeyMissing`."""
    if len(token) < _HEAD or token[:1] != _VERSION:
        raise SealBroken(f"What is kept for {purpose} is not a whole sealed value.")
    cipher = _cipher(_key_of(token, keys))
    nonce, body = token[3:_HEAD], token[_HEAD:]
    try:
        return cipher.decrypt(nonce, body, token[:3] + purpose.encode())
    except InvalidTag:
        raise SealBroken(
            f"What is kept for {purpose} was sealed for another place, or has been damaged."
        ) from None


def digest(text: str, keys: Keys | None = None) -> str:
    """A keyed fingerprint (HMAC-SHA256, 64 hex digits) for looking up what is sealed.

    Equal texts have equal digests; the caller first brings the text into one form.
    """
    ring = keys or current_keys()
    return hmac.new(ring.lookup.reveal(), text.encode(), hashlib.sha256).hexdigest()


def _key_of(token: bytes, keys: Keys | None) -> Secret:
    key_id = int.from_bytes(token[1:3], "big")
    ring = keys or current_keys()
    if key_id not in ring.fields and keys is None:
        forget_keys()  # another process may have added a key
        ring = current_keys()
    if key_id not in ring.fields:
        raise SealKeyMissing(
            f"This was sealed with key {key_id}, which is not in fields.key. Put the whole old "
            "fields.key back, or restore a backup."
        )
    return ring.fields[key_id]


def _cipher(key: Secret) -> AESGCM:
    return AESGCM(key.reveal())
