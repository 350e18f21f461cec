"""Files sealed to a public key: whole or refused."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import settings as with_settings
from hypothesis import strategies as st

from alongside.web.vault import sealed_files
from alongside.web.vault.sealed_files import SealedFileProblem, SealingWriter, UnsealingReader
from alongside.web.vault.sheet import public_of

PRIVATE = X25519PrivateKey.generate()
NAME = Path("monday.alongside-backup")


@pytest.fixture(autouse=True)
def chunks_of_16_bytes(monkeypatch):
    monkeypatch.setattr(sealed_files, "CHUNK", 16)


def sealed(content, step=7):
    target = io.BytesIO()
    with SealingWriter(target, public_of(PRIVATE)) as writer:
        for at in range(0, len(content), step):
            writer.write(content[at : at + step])
    return target.getvalue()


def unsealed(data, private=PRIVATE, step=-1):
    reader = UnsealingReader(io.BytesIO(data), private, NAME)
    found = b""
    while part := reader.read(step):
        found += part
    return found


each = with_settings(deadline=None)


@each
@given(st.binary(max_size=100), st.integers(1, 50), st.integers(1, 50))
def test_what_goes_in_comes_out(content, step_in, step_out):
    assert unsealed(sealed(content, step_in), step=step_out) == content


@pytest.mark.parametrize("length", [0, 1, 15, 16, 17, 31, 32, 33, 48])
def test_every_length_about_a_chunk_comes_out(length):
    content = bytes(range(length))
    assert unsealed(sealed(content)) == unsealed(sealed(content), step=16) == content


@pytest.mark.parametrize("length", [0, 16, 40])
def test_a_bit_changed_anywhere_is_found(length):
    whole = sealed(bytes(length))
    for place in range(len(whole)):
        for bit in (1, 128):
            damaged = bytearray(whole)
            damaged[place] ^= bit
            with pytest.raises(SealedFileProblem):
                unsealed(bytes(damaged))


@pytest.mark.parametrize("length", [0, 16, 40])
def test_a_file_cut_anywhere_or_made_longer_is_found(length):
    whole = sealed(bytes(length))
    for place in range(len(whole)):
        with pytest.raises(SealedFileProblem):
            unsealed(whole[:place])
    with pytest.raises(SealedFileProblem):
        unsealed(whole + b"\0")


def test_chunks_cannot_change_places_or_be_left_out():
    whole = sealed(bytes(range(64)))
    head, chunks = whole[:-128], [whole[-128:][at : at + 32] for at in range(0, 128, 32)]
    assert unsealed(head + b"".join(chunks)) == bytes(range(64))
    for order in ([1, 0, 2, 3], [0, 2, 3], [0, 1, 3], [1, 2, 3], [0, 0, 1, 2, 3]):
        with pytest.raises(SealedFileProblem):
            unsealed(head + b"".join(chunks[at] for at in order))


def test_another_sheet_and_another_kind_of_file_are_named():
    with pytest.raises(SealedFileProblem, match=r"sheet does not open monday\.alongside-backup"):
        unsealed(sealed(b"x"), X25519PrivateKey.generate())
    for other in (b"", b"PK\x03\x04" + bytes(200)):
        with pytest.raises(SealedFileProblem, match="is not an Alongside backup"):
            unsealed(other)
    with pytest.raises(SealedFileProblem, match="is cut short"):
        unsealed(sealed(bytes(64))[:-32])


def test_an_interrupted_writer_leaves_no_whole_file():
    target = io.BytesIO()
    with pytest.raises(OSError, match="disk full"), SealingWriter(target, public_of(PRIVATE)) as w:
        w.write(bytes(64))
        raise OSError("disk full")
    with pytest.raises(SealedFileProblem, match="is cut short"):
        unsealed(target.getvalue())


def test_the_content_is_not_in_the_file():
    assert b"ordinary words" not in sealed(b"ordinary words, and more of them")
