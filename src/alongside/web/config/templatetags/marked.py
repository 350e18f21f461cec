"""`{% marked_static "config/passkey.js" %}`: the address with a mark of the file's content, as on
our own pages, because static files are kept by browsers for a year."""

from __future__ import annotations

from django import template

from alongside.web.config.jinja import static

register = template.Library()
register.simple_tag(static, name="marked_static")
