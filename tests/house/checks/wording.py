"""Nothing that people read stands outside the catalogue, where nynorsk could not reach it."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from django.template.base import Lexer, TokenType

from tests.house.checks import source
from tests.house.checks.source import Fault

SPOKEN = re.compile(r"""\b(?:title|alt|placeholder|aria-label|aria-description|label)\s*=\s*(["'])(.*?)\1""")
TAG = re.compile(r"<!--.*?-->|<code\b.*?</code>|<[^<>]*>", re.DOTALL)
WORD = re.compile(r"[^\W\d_]{2,}")
NORWEGIAN = re.compile(r"[æøåÆØÅ«»]")
TRANSLATES = {"gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy", "_", "gettext_noop"}
ARGUMENT = re.compile(r"""\b(?:title|label|text|heading|help|hint|summary|caption|legend|alt)=(["'])(.*?)\1""")
# The gallery shows sample texts, which are in no form.
GALLERY = ("src/samspel/web/templates/public/gallery", "src/samspel/web/public/components")
SAME_IN_BOTH = {"samspel", "bokmål", "nynorsk", "pdf", "csv", "json", "xlsx", "html", "kr", "nok", "sm", "md", "lg"}


def _texts(template: str) -> Iterator[str]:
    """Give what a template says in its own words; what stands in a translation is left out."""
    inside = False
    for token in Lexer(template).tokenize():
        name = token.contents.split(maxsplit=1)[0] if token.token_type is TokenType.BLOCK and token.contents else ""
        if name in {"blocktranslate", "blocktrans", "comment"}:
            inside = True
        elif name in {"endblocktranslate", "endblocktrans", "endcomment"}:
            inside = False
        elif not inside and token.token_type is TokenType.TEXT:
            yield token.contents
        elif not inside and token.token_type is TokenType.BLOCK and (said := ARGUMENT.search(token.contents)):
            yield f" {said.group(2)} "
        elif not inside:
            yield "\0"  # keeps a tag in an attribute apart from the words around it


def _spoken(template: str) -> Iterator[str]:
    whole = "".join(_texts(template))
    yield from (match.group(2) for match in SPOKEN.finditer(whole))
    plain = TAG.sub(lambda tag: "\n" * tag.group().count("\n"), whole)
    yield from (unescape(line) for line in plain.split("\n"))


def templates(root: Path) -> list[str]:
    """Give every word in a template that no translation tag carries."""
    found = []
    for path in source.templates(root):
        if source.name_of(root, path).startswith(GALLERY):
            continue
        for text in _spoken(path.read_text()):
            words = [word for word in WORD.findall(text) if word.lower() not in SAME_IN_BOTH and not word.isupper()]
            if words:
                said = " ".join(text.replace("\0", "…").split())
                found.append(Fault(source.name_of(root, path), 0, f"«{said}» stands outside translate"))
    return source.settle(root, "template_wording", found)


def _literals(node: ast.AST, translated: bool = False) -> Iterator[ast.Constant]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
            continue  # a docstring
        called = isinstance(child, ast.Call) and source.dotted(child.func, {}).rpartition(".")[2] in TRANSLATES
        if isinstance(child, ast.Constant) and isinstance(child.value, str) and not translated:
            yield child
        yield from _literals(child, translated or called)


def screens(root: Path) -> list[str]:
    """Give every Norwegian sentence in the code of the screens that does not go through gettext."""
    found = [
        Fault(source.name_of(root, path), literal.lineno, f"«{literal.value!s}» stands outside gettext")
        for path in source.python_files(root, "src/samspel/web")
        if not source.name_of(root, path).startswith(GALLERY)
        for literal in _literals(source.tree(path))
        if NORWEGIAN.search(str(literal.value))
    ]
    return source.settle(root, "screen_wording", found)


def catalogues(root: Path) -> list[str]:
    """Give every sentence that a catalogue holds twice, as a merge may leave it."""
    found = []
    for path in sorted(root.glob("src/samspel/locale/**/*.po")):
        keys = Counter(block.partition("\nmsgstr")[0] for block in path.read_text().split("\n\n") if "msgid" in block)
        what = "stands twice; run python -m samspel.cli.translations update"
        found += [Fault(source.name_of(root, path), 0, f"{key} {what}") for key, times in keys.items() if times > 1]
    return source.settle(root, "catalogues", found)
