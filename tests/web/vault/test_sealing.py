"""What is sealed opens in its own place only."""

from __future__ import annotations

import subprocess
import sys
import traceback

import pytest
from hypothesis import HealthCheck, assume, given
from hypothesis import settings as with_settings
from hypothesis import strategies as st

from alongside.web.vault.keys import add_field_key, forget_keys, keys_folder, load_keys, make_keys
from alongside.web.vault.sealing import SealBroken, SealKeyMissing, digest, seal, unseal

same_folder = with_settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)


@same_folder
@given(st.binary(max_size=300), st.text(max_size=40))
def test_what_is_sealed_comes_back(content, purpose):
    token = seal(content, purpose)
    assert unseal(token, purpose) == content
    assert len(content) < 8 or content not in token


@same_folder
@given(st.binary(max_size=60), st.text(max_size=20), st.text(max_size=20))
def test_what_is_sealed_does_not_open_elsewhere(content, here, there):
    assume(here != there)
    with pytest.raises(SealBroken):
        unseal(seal(content, here), there)


@same_folder
@given(st.binary(max_size=60), st.data())
def test_any_changed_byte_is_noticed(content, draw):
    token = bytearray(seal(content, "here"))
    place = draw.draw(st.integers(0, len(token) - 1))
    token[place] ^= draw.draw(st.integers(1, 255))
    with pytest.raises((SealBroken, SealKeyMissing)):
        unseal(bytes(token), "here")


@same_folder
@given(st.binary(max_size=60), st.data())
def test_any_shortening_is_noticed(content, draw):
    token = seal(content, "here")
    with pytest.raises(SealBroken):
        unseal(token[: draw.draw(st.integers(0, len(token) - 1))], "here")


def test_the_same_words_are_sealed_differently_each_time():
    assert len({seal(b"the same", "here") for _ in range(50)}) == 50


def test_old_seals_open_after_a_new_key_and_new_ones_use_it(data):
    old = seal(b"before", "here")
    add_field_key(data)
    new = seal(b"after", "here")
    assert (unseal(old, "here"), unseal(new, "here")) == (b"before", b"after")
    assert (old[1:3], new[1:3]) == (b"\x00\x01", b"\x00\x02")


def test_a_key_added_by_another_program_is_found(data):
    before = load_keys(data)
    script = (
        "import sys; from pathlib import Path; from alongside.web.vault import keys, sealing;"
        "data = Path(sys.argv[1]); keys.add_field_key(data);"
        "print(sealing.seal(b'words', 'here', keys.load_keys(data)).hex())"
    )
    other = subprocess.run(
        [sys.executable, "-c", script, str(data)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert load_keys(data) is before
    assert unseal(bytes.fromhex(other.stdout), "here") == b"words"


def test_a_lost_key_is_named(data):
    add_field_key(data)
    token = seal(b"words", "here")
    path = keys_folder(data) / "fields.key"
    path.write_text(path.read_text().splitlines()[0] + "\n")
    forget_keys()
    with pytest.raises(SealKeyMissing, match=r"key 2, which is not in fields\.key"):
        unseal(token, "here")


def test_a_broken_seal_tells_nothing_of_keys_or_words(data):
    words = bytes(range(97, 117))
    with pytest.raises(SealBroken) as caught:
        unseal(seal(words, "here"), "there")
    told = "".join(traceback.format_exception(caught.value, chain=True))
    assert words.decode() not in told
    assert load_keys(data).fields[1].reveal().hex() not in told


def test_a_digest_finds_the_same_text_and_needs_the_key(data, tmp_path):
    make_keys(tmp_path / "other")
    assert digest("ana@example.org") == digest("ana@example.org") != digest("ben@example.org")
    assert digest("ana@example.org") != digest("ana@example.org", load_keys(tmp_path / "other"))
    assert len(digest("")) == 64


def test_the_vault_is_imported_without_settings(tmp_path):
    script = (
        "from pathlib import Path; import sys;"
        "from alongside.web.vault import keys, sealing, fields, sheet;"
        "from django.conf import settings; assert not settings.configured;"
        "keys.make_keys(Path(sys.argv[1])); ring = keys.load_keys(Path(sys.argv[1]));"
        "assert sealing.unseal(sealing.seal(b'x', 'p', ring), 'p', ring) == b'x'"
    )
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=True, timeout=60)
