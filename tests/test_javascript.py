"""The site's scripts: that what is wrong with them is told, and of the right line."""

from __future__ import annotations

from pathlib import Path

import javascript

SAY = """/** @param {number} much @returns {string} */
function say(much) {
  return `${much}`;
}
"""


def test_every_script_is_typed_where_it_runs() -> None:
    """Each script is of the page or of the worker, none of both, none forgotten."""
    groups = [files for _, files in javascript.scopes().values()]
    scripts = [path for group in groups for path in group]
    assert sorted(scripts) == sorted(javascript.SCRIPTS.glob("*/*.js"))
    assert groups[1][-1] == javascript.SEARCH / "worker.js"


def test_a_wrong_type_is_told_of_its_own_file_and_line(tmp_path: Path) -> None:
    """Names are known across files, and what is told names the file a line came from."""
    one, other = tmp_path / "one.js", tmp_path / "other.js"
    one.write_text('"use strict";\n\n' + SAY)
    other.write_text('"use strict";\n\nsay("much");\nnobody();\n')
    said = javascript.typed("both", "dom", [one, other], tmp_path)
    assert "other.js:3:5" in said
    assert "other.js:4:1" in said
    assert "one.js" not in said
    other.write_text('"use strict";\n\nsay(1);\n')
    assert javascript.typed("both", "dom", [one, other], tmp_path) == ""
