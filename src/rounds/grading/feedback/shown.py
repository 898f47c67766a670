"""Learners' code, text and outputs as HTML that runs nothing, loads nothing and brings no style of its own."""

import base64
import binascii
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from html import escape
from typing import Any

import bleach
from markupsafe import Markup
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer
from pygments.token import STANDARD_TYPES

from rounds.grading.feedback.hidden import uncoloured

LONGEST = 200_000  # characters that are coloured or read as HTML; longer text is shown as it is
PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")

_BLOCKS = "p div pre blockquote hr br h4 h5 h6 ul ol li dl dt dd details summary"
_TABLES = "table caption colgroup col thead tbody tfoot tr th td"
_INLINE = "a abbr b code del em i img kbd mark q s small span strong sub sup u var"
TAGS = frozenset(f"{_BLOCKS} {_TABLES} {_INLINE}".split())
_COLOURS = frozenset(STANDARD_TYPES.values()) | {"highlight"}
_SPEECHLESS = re.compile(
    r"<(script|style|template|iframe|object|noscript)\b.*?(</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE
)
_TICKS = re.compile(r"`([^`\n]+)`")


def _allowed(tag: str, name: str, value: str) -> bool:
    if tag == "a":
        return name == "href" and value.startswith(("https://", "http://", "mailto:"))
    if tag == "img":
        return name == "alt" or (name == "src" and value.startswith(("data:image/svg+xml;base64,", *_PREFIXES)))
    if name == "class":
        return tag in ("span", "div") and value in _COLOURS
    return (tag in ("td", "th") and name in ("colspan", "rowspan", "scope")) or (tag == "ol" and name == "start")


_PREFIXES = tuple(f"data:{kind};base64," for kind in PICTURES)


@cache
def _cleaner() -> bleach.Cleaner:
    protocols = frozenset({"https", "http", "mailto", "data"})
    return bleach.Cleaner(tags=TAGS, attributes=_allowed, protocols=protocols, strip=True)


def clean(html: str) -> Markup:
    """HTML of unknown origin without scripts, styles, ids, forms, and whatever would be loaded from elsewhere."""
    return Markup(_cleaner().clean(_SPEECHLESS.sub("", html)))


class _Renderer(IPythonRenderer):
    """Markdown below the page's own headings, with no picture but those that the text brings along."""

    def heading(self, text: str, level: int, **_: Any) -> str:
        depth = min(level + 3, 6)
        return f"<h{depth}>{text}</h{depth}>\n"

    def image(self, text: str, url: str, title: str | None = None) -> str:
        held = url.startswith("data:") or url.removeprefix("attachment:") in self.attachments
        return str(super().image(text, url, title)) if held else escape(f"({text or url}: a picture not shown here)")


def markdown(source: str, attachments: Mapping[str, Any] | None = None) -> Markup:
    """Markdown as cleaned HTML; formulas stay as they were typed."""
    if len(source) > LONGEST:
        return plain(source)
    renderer = _Renderer(escape=False, attachments=dict(attachments or {}))
    try:
        return clean(MarkdownWithMath(renderer=renderer).render(source))
    except RecursionError:
        return plain(source)


def markdown_as_text(source: str) -> str:
    """`markdown` as a filter of nbconvert's, for formgrader: who looks there may change grades."""
    return str(markdown(source))


@lru_cache(maxsize=256)  # a cohort has many cells in common
def code(source: str) -> Markup:
    """Python, coloured."""
    if len(source) > LONGEST:
        return plain(source)
    coloured = highlight(source, PythonLexer(stripnl=False), HtmlFormatter(nowrap=True))
    return Markup('<pre class="highlight" tabindex="0"><code>{}</code></pre>').format(Markup(coloured.rstrip("\n")))


def plain(text: str) -> Markup:
    """Text as it was printed."""
    return Markup('<pre tabindex="0">{}</pre>').format(uncoloured(text).rstrip("\n"))


def sentence(text: str) -> Markup:
    """Words of ours, in which `backticks` mark code."""
    pieces = _TICKS.split(text)
    marked = (Markup("<code>{}</code>").format(piece) if n % 2 else escape(piece) for n, piece in enumerate(pieces))
    return Markup("".join(marked))


def output(found: Mapping[str, Any]) -> Markup:
    """One output of a cell."""
    if found["output_type"] == "stream":
        return plain(_text(found.get("text", "")))
    if found["output_type"] == "error":
        lines = found.get("traceback") or [f"{found.get('ename', '')}: {found.get('evalue', '')}"]
        return plain("\n".join(map(str, lines)))
    return _richest(found.get("data") or {})


def _richest(data: Mapping[str, Any]) -> Markup:
    if "image/svg+xml" in data:
        return _picture("image/svg+xml", base64.b64encode(_text(data["image/svg+xml"]).encode()).decode())
    for kind in PICTURES:
        if kind in data and _is_base64(packed := "".join(_text(data[kind]).split())):
            return _picture(kind, packed)
    for kind, render in (("text/html", clean), ("text/markdown", markdown)):
        if kind in data and len(_text(data[kind])) <= LONGEST and (made := render(_text(data[kind]))).striptags():
            return Markup('<div class="rich" tabindex="0">{}</div>').format(made)
    return plain(_text(data.get("text/plain", "")) or "(an output that only a running notebook can show)")


def _picture(kind: str, packed: str) -> Markup:
    return Markup('<img src="data:{};base64,{}" alt="Picture that this cell drew">').format(kind, packed)


def _is_base64(text: str) -> bool:
    try:
        return bool(base64.b64decode(text, validate=True))
    except (binascii.Error, ValueError):
        return False


def _text(value: Any) -> str:
    return "".join(map(str, value)) if isinstance(value, list) else str(value)


def words_of(found: Mapping[str, Any]) -> str:
    """All text of an output, in every form in which it could be shown."""
    data = found.get("data") or {}
    spoken = [value for kind, value in data.items() if kind.startswith("text/") or kind == "image/svg+xml"]
    return "\n".join(_text(value) for value in (found.get("text", ""), found.get("evalue", ""), *spoken)) + "\n".join(
        map(str, found.get("traceback") or [])
    )
