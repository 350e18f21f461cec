"""The package's pages and mails say what we say: translated, in the service's own words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from allauth.account import views as account
from allauth.mfa.base import views as mfa
from django.template.loader import get_template

from alongside.web import config
from alongside.web.config import sign_in_pages
from alongside.web.ui.words import current_pack, placeholders

FOLDER = Path(config.__file__).parent / "templates"
OURS = sorted([*FOLDER.rglob("*.html"), *FOLDER.rglob("*.txt")])
named = pytest.mark.parametrize("path", OURS, ids=lambda p: str(p.relative_to(FOLDER)))


def said(path: Path) -> list[str]:
    return re.findall(r"""\{% say (?:"([^"]*)"|'[^']*')""", path.read_text())


@named
def test_nothing_is_said_that_cannot_be_translated(path):
    bare = re.sub(r"\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", " ", path.read_text(), flags=re.S)
    assert not re.search(r"[A-Za-z]{2,}", bare)


@named
def test_every_word_of_the_label_pack_stands_in_braces(path):
    terms = [form for form in placeholders() if not form.lower().startswith(("a ", "an "))]
    word = re.compile(rf"\b({'|'.join(map(re.escape, terms))})\b")
    for text in said(path):
        assert not word.search(re.sub(r"\{[^{}]*\}", "", text)), text
        for name in re.findall(r"\{([^{}]+)\}", text):
            assert name in current_pack() or re.fullmatch(r"[a-z_]+", name), name


@named
def test_nobody_is_shouted_at(path):
    assert not [text for text in said(path) if "!" in text]


def test_every_page_of_the_package_that_has_an_address_is_ours():
    from django.urls import get_resolver

    names = {sign_in_pages.AskForCodePage.template_name, account.LogoutView.template_name}
    for route in get_resolver().url_patterns[-1].url_patterns:
        view = getattr(route.callback, "view_class", None)
        names.add(getattr(view, "template_name", None))
    assert mfa.AuthenticateView.template_name in names
    for name in names - {None}:
        assert Path(get_template(name).template.origin.name).is_relative_to(FOLDER), name


def test_a_renamed_word_is_said_on_the_package_s_pages(house, anonymous, client_of):
    from alongside.web.accounts.services import change_words
    from tests.web.sign_in.conftest import set_up_app, sign_in_by_mail

    new = {"one": "guide", "many": "guides", "article": "a"}
    change_words(by=house.viewer("Ada"), words={"coordinator": new})
    set_up_app(client_of(house.people["Bo"].user, second_factor=False))
    answer = sign_in_by_mail(anonymous, house.people["Bo"].user.email)
    page = anonymous.get(answer.url).content.decode()
    assert "A guide can give you a code" in page
    assert "coordinator" not in page
