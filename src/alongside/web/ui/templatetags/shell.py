"""Pages of packages that bring Django templates, inside our layout and in our words.

{% load shell %}{% shell title %}…{% endshell %}     {% say "Enter your code" as title %}
{% our_summary form %}{% our_fields form %}
"""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context, Node, NodeList
from django.template.base import FilterExpression, Parser, Token
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from alongside.web.ui.words import say

register = template.Library()


class ShellNode(Node):
    def __init__(self, title: FilterExpression | None, body: NodeList) -> None:
        self.title = title
        self.nodelist = body

    def render(self, context: Context) -> SafeString:
        given: dict[str, Any] = {
            "body": self.nodelist.render(context),
            "page_title": self.title.resolve(context) if self.title else "",
            "form": context.get("form"),
        }
        request = context.get("request")
        return mark_safe(get_template("ui/shell.jinja").render(given, request))  # noqa: S308 - a page


@register.tag
def shell(parser: Parser, token: Token) -> ShellNode:
    """`{% shell %}` or `{% shell title %}` with the page's neutral title."""
    parts = token.split_contents()
    if len(parts) > 2:
        raise template.TemplateSyntaxError("shell takes at most one value, the page's title.")
    title = parser.compile_filter(parts[1]) if len(parts) == 2 else None
    body = parser.parse(("endshell",))
    parser.delete_first_token()
    return ShellNode(title, body)


@register.simple_tag(name="say")
def say_tag(text: str, **values: Any) -> str:
    return say(text, **values)


@register.simple_tag
def our_fields(form: Any) -> SafeString:
    """Every field of a package's form, in our dress."""
    macros: Any = get_template("ui/components/fields.jinja")
    drawn: str = macros.template.module.fields(form)
    return mark_safe(drawn)  # noqa: S308 - made by our own macros
