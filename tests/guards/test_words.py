"""Promises about everything that is written for people."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import jinja2
import pytest

from alongside.web.ui.words import current_pack, placeholders

WEB = Path(__file__).resolve().parents[2] / "src" / "alongside" / "web"
TEMPLATES = sorted(WEB.rglob("jinja2/**/*.jinja"))
MODULES = sorted(path for path in WEB.rglob("*.py") if "migrations" not in path.parts)
SPOKEN = {"_", "say", "say_later", "_l"}
NOT_OURS = {"Alongside", "PDF", "CSV", "A4"}


def template_texts(path: Path) -> list[str]:
    """What a template says outside of `{{ }}`: text between tags, and attributes people hear."""
    source = re.sub(r"\{#.*?#\}", "", path.read_text(), flags=re.S)
    source = re.sub(r"\{% block \w*class %\}[a-z -]*\{% endblock %\}", "", source)
    source = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "\x00", source, flags=re.S)
    heard = re.findall(r'(?:aria-label|title|alt|placeholder|content)="([^"]*)"', source)
    heard = [text for text in heard if not text.startswith(("width=", "light", "#"))]
    between = re.sub(r"<(script|style|svg)\b.*?</\1>", "", source, flags=re.S)
    between = re.sub(r'\b[a-z-]+="[^"]*"', "", between)  # attributes that a macro makes
    between = re.sub(r"<!--.*?-->|<[^>]*>", "\x01", between, flags=re.S)
    return [part for text in [*heard, between] for part in re.split(r"[\x00\x01]", text)]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(WEB)))
def test_a_template_says_nothing_that_cannot_be_translated(path):
    bare = [
        text.strip()
        for text in template_texts(path)
        if re.search(r"[A-Za-z]{2,}", text) and text.strip() not in NOT_OURS
    ]
    assert not bare


def spoken_in_templates() -> list[tuple[str, str]]:
    env = jinja2.Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    found = []
    for path in TEMPLATES:
        for _, _, message in env.extract_translations(path.read_text(), ["_"]):
            found.append((str(path.relative_to(WEB)), str(message)))
    return found


def spoken_in_modules() -> list[tuple[str, str]]:
    found = []
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text())):
            said = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            if said and node.func.id in SPOKEN and node.args:
                text = node.args[0]
                if isinstance(text, ast.Constant) and isinstance(text.value, str):
                    found.append((str(path.relative_to(WEB)), text.value))
    return found


def spoken_in_data() -> list[tuple[str, str]]:
    from alongside.web.people.wordings import message_wordings, wordings
    from alongside.web.support.kinds_of_work import kinds_of_work
    from alongside.web.support.wishes import wish_kinds

    texts = [t for w in wordings().values() for t in (w.title, w.ask, w.means)]
    texts += [t for m in message_wordings().values() for t in (m.subject, m.body)]
    texts += [kind.words for kind in kinds_of_work().values()]
    for kind in wish_kinds().values():
        texts += [kind.asks, kind.tells, kind.short, kind.met, kind.missed, kind.has, kind.has_not]
        texts += [text for value in kind.values.values() for text in (value.chip, value.it)]
    return [("data", text) for text in texts]


def test_every_word_of_the_label_pack_stands_in_braces():
    """So that a service that renames a word never meets the old one."""
    terms = sorted({form for form in placeholders() if " " not in form} | set(placeholders()))
    plain = [form for form in terms if not form.lower().startswith(("a ", "an "))]
    word = re.compile(rf"\b({'|'.join(map(re.escape, plain))})\b")
    bare = []
    for where, text in [*spoken_in_templates(), *spoken_in_modules(), *spoken_in_data()]:
        if word.search(re.sub(r"\{[^{}]*\}", "", text)):
            bare.append((where, text))
    assert not bare


def test_every_brace_is_a_word_of_the_pack_or_a_lower_case_value():
    wrong = []
    for where, text in [*spoken_in_templates(), *spoken_in_modules(), *spoken_in_data()]:
        for name in re.findall(r"\{([^{}]+)\}", text):
            if name not in current_pack() and not re.fullmatch(r"[a-z_]+", name):
                wrong.append((where, name))
    assert not wrong


def test_words_that_blame_are_not_used():
    blame = re.compile(
        r"\b(refused|failed to attend|did not attend|DNA|non-compliant|attention-seeking|"
        r"manipulative|suffering from|high-risk|high risk|discharge[ds]?|invalid|mandatory)\b",
        re.I,
    )
    said = [*spoken_in_templates(), *spoken_in_modules(), *spoken_in_data()]
    assert not [(where, text) for where, text in said if blame.search(text)]


def test_nobody_is_shouted_at():
    said = [*spoken_in_templates(), *spoken_in_modules(), *spoken_in_data()]
    assert not [(where, text) for where, text in said if "!" in text]


def test_every_django_template_uses_the_shell_and_no_inline_script():
    for path in WEB.rglob("templates/**/*.html"):
        text = path.read_text()
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", text), path


def test_no_inline_script_or_style_in_any_template():
    for path in TEMPLATES:
        text = path.read_text()
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", text), path
