"""JSON as a script: what a page opened from a disk can load, for browsers let it fetch nothing there.

The search data are scripts everywhere, so that a served site and one on a disk work the same way.
Material's own index is JSON on a server; its script asks for the other form only on a disk.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

_ESCAPED = re.compile("[<\u2028\u2029\ud800-\udfff]")
_INDEX = Path("search", "search_index.json")


def literal(content: object) -> str:
    r"""Return ``content`` as JSON that is JavaScript as well, whatever text stands in it.

    Older engines end a line at U+2028 and U+2029, even in a string; to a page ``<`` may end a script; half of
    a character cannot be written as UTF-8.

    >>> print(literal({"a": "</script>"}))
    {"a":"\u003c/script>"}
    """
    written = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", written)


def part(name: str, content: object) -> bytes:
    """Return the script that lays ``content`` under ``name`` into the ``portalSearch`` of who loads it.

    Who can fetch it reads the JSON between the first colon and the last brace (``worker.js``).
    """
    return f"self.portalSearch = {{...self.portalSearch, {literal(name)}: {literal(content)}}};\n".encode()


def add_index(site: Path) -> None:
    """Put beside Material's index, where there is one, the script Material loads instead from a disk."""
    index = site / _INDEX
    if index.is_file():
        content = literal(json.loads(index.read_text(encoding="utf-8")))
        index.with_suffix(".js").write_text(f"var __index = {content};\n", encoding="utf-8", newline="\n")
