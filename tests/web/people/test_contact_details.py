"""Normal forms of phone numbers and names, by which the same person may be found twice."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from alongside.web.people.contact_details import (
    email_digest,
    folded_name,
    name_year_digest,
    normal_email,
    normal_phone,
    phone_digest,
    short_name,
)

NATIONAL = st.from_regex(r"[1-9][0-9]{9}", fullmatch=True)
SPACING = st.lists(st.sampled_from(["", " ", "-", ".", "(", ")", "/", " \u00a0"]), min_size=14)


def spaced(text, gaps):
    return "".join(letter + gap for letter, gap in zip(text, [*gaps, *[""] * 20], strict=False))


@pytest.mark.parametrize("written", [
    "07700 900123", "+44 7700 900123", "+44 (0)7700 900123", "(+44) 7700-900123",
    "0044 7700 900123", "44 7700 900123", "07700.900.123", "０７７００ ９００１２３", "٠٧٧٠٠٩٠٠١٢٣",
])  # fmt: skip
def test_every_way_of_writing_an_english_number_is_the_same(written):
    assert normal_phone(written) == "+447700900123"


@pytest.mark.parametrize("written", ["(212) 555-0123", "1-212-555-0123", "+1 212 555 0123",
                                     "011 1 212 555 0123"])  # fmt: skip
def test_every_way_of_writing_an_american_number_is_the_same(written):
    assert normal_phone(written, "us") == "+12125550123"


@pytest.mark.parametrize("written", ["", "none", "n/a", "0", "-", "+", "999", "call my sister"])
def test_what_is_no_number_joins_nobody(written):
    assert normal_phone(written) == ""
    assert phone_digest(written, "gb-eng") == ""


@given(NATIONAL, SPACING)
def test_spaces_and_marks_never_matter(digits, gaps):
    assert normal_phone(spaced(f"0{digits}", gaps)) == f"+44{digits}"
    assert normal_phone(spaced(f"+44{digits}", gaps)) == f"+44{digits}"
    assert normal_phone(spaced(digits, gaps), "us") == f"+1{digits}"


@given(st.text(), st.sampled_from(["gb-eng", "gb-wls", "us", "nowhere"]))
@example("+44 0", "gb-eng")
@example("0000", "gb-eng")
def test_a_normal_number_is_empty_or_plus_and_digits_and_stays_so(text, place):
    normal = normal_phone(text, place)
    assert normal == "" or (normal[0] == "+" and normal[1:].isascii() and normal[1:].isdigit())
    assert normal_phone(normal, place) == normal


@given(NATIONAL, NATIONAL)
def test_two_numbers_are_the_same_only_when_they_are(one, other):
    assert (normal_phone(f"0{one}") == normal_phone(f"0{other}")) == (one == other)
    assert (phone_digest(one, "us") == phone_digest(other, "us")) == (one == other)


@pytest.mark.parametrize(("one", "other"), [
    ("Zoë O’Neil", "zoe oneil"), ("ZOE O'NEIL", "Zoe O Neil"), ("Strauß", "STRAUSS"),
    ("José-Luís", "jose luis"), ("Anne  Marie", "annemarie"), ("ﬁona", "Fiona"),
    ("Ångström", "A\u030angstro\u0308m"), ("ΣΊΣΥΦΟΣ", "σισυφος"),
])  # fmt: skip
def test_accents_case_marks_and_spaces_never_matter_in_a_name(one, other):
    assert folded_name(one) == folded_name(other) != ""


@pytest.mark.parametrize(("one", "other"), [("Sam Reed", "Sam Reid"), ("李明", "李鸣")])
def test_other_names_are_other(one, other):
    assert folded_name(one) != folded_name(other)


@given(st.text())
def test_a_folded_name_stays_so_and_holds_only_letters_and_digits(text):
    folded = folded_name(text)
    assert folded_name(folded) == folded
    assert folded == "" or folded.isalnum()


@given(st.text())
def test_case_never_matters_in_a_name(text):
    assert folded_name(text.casefold()) == folded_name(text)


@given(st.emails())
def test_case_and_spaces_around_never_matter_in_an_address(address):
    assert email_digest(f" {address.upper()} ") == email_digest(address.upper())
    assert normal_email(normal_email(address)) == normal_email(address)
    assert email_digest("  ") == ""


def test_a_name_joins_only_with_a_birth_year():
    assert name_year_digest("Sam Reed", "") == ""
    assert name_year_digest("!!", "1980") == ""
    assert name_year_digest("Sam Reed", "1980") != name_year_digest("Sam Reed", "1981")


def test_a_digest_of_one_kind_never_equals_that_of_another():
    assert phone_digest("+447700900123", "gb-eng") != email_digest("+447700900123")


@pytest.mark.parametrize(("name", "short"), [
    ("Ruth Mbeki", "Ruth M"), ("Ruth", "Ruth"), ("  Ruth  ", "Ruth"), ("Ana de la cruz", "Ana C"),
    ("", ""),
])  # fmt: skip
def test_lists_show_a_first_name_and_an_initial(name, short):
    assert short_name(name) == short
