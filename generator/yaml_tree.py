"""YAML as a tree of nodes, for files that people write: every fault is told with the line it stands on.

Nodes are looked at, never turned into objects: they know their lines, a key that stands twice is
noticed, a date stays the text it was written as, and tags that only MkDocs understands (``!ENV``,
``!!python/name``) need no meaning here.
"""

from __future__ import annotations

import os
from pathlib import Path

import yaml

from generator.errors import InputError

_NOTHING = "tag:yaml.org,2002:null"
_KNOWN_TAGS = "tag:yaml.org,2002:"


class Node:
    """A YAML node that knows which file it is from and refuses what it should not be."""

    def __init__(
        self,
        path: Path,
        node: yaml.Node,
        name: str,
        above: int = 0,
        see: str = "",
        *,
        environment: bool = False,
    ) -> None:
        """Wrap a node called ``name``; ``above`` counts the lines in front of the YAML, ``see`` is advice.

        Only with ``environment`` may a text come from a variable: a file that may be anybody's must not
        read them.
        """
        self.path, self.node, self.name = path, node, name
        self.above, self.see, self.environment = above, see, environment
        self.line: int = node.start_mark.line + 1 + above
        self.key_line = self.line
        """Line of the key it stands under: a mapping begins on the line below."""

    def _below(self, node: yaml.Node, name: str) -> Node:
        return Node(self.path, node, name, self.above, self.see, environment=self.environment)

    @property
    def is_nothing(self) -> bool:
        """Whether nothing stands here: null, ~ or a key without a value."""
        return self.node.tag == _NOTHING

    @property
    def is_mapping(self) -> bool:
        """Whether keys with values stand here."""
        return isinstance(self.node, yaml.MappingNode)

    def fault(self, problem: str, advice: str) -> InputError:
        """Say what is wrong here."""
        return InputError(self.path, problem, advice, line=self.line)

    def mapping(self, allowed: tuple[str, ...] | None = None) -> dict[str, Node]:
        """Return the values by key; with ``allowed``, refuse any other key."""
        if not isinstance(self.node, yaml.MappingNode):
            where = f" under it; {self.see}" if self.see else ""
            raise self.fault(f"{self.name or 'it'} is not a mapping", f"write “key: value” lines{where}")
        found: dict[str, Node] = {}
        for key, value in self.node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise self._below(key, "a key").fault("a key is no word", "write “key: value” lines")
            name = str(key.value)
            here = self._below(key, name)
            where = f" under {self.name}" if self.name else ""
            if allowed is not None and name not in allowed:
                raise here.fault(f"unknown key “{name}”{where}", f"use one of: {', '.join(allowed)}")
            if name in found:
                raise here.fault(f"the key “{name}” stands twice{where}", "keep one of them")
            found[name] = self._below(value, f"{self.name}.{name}" if self.name else name)
            found[name].key_line = here.line
        return found

    def text(self) -> str:
        """Return a non-empty text; ``!ENV [NAME, …, default]`` is resolved as MkDocs does."""
        if self.node.tag == "!ENV" and self.environment:
            return self._environment()
        if not self.node.tag.startswith(_KNOWN_TAGS):
            raise self.fault(f"{self.name} has the tag {self.node.tag}", "write plain text, in quotes")
        empty = self.node.tag == _NOTHING or not str(self.node.value).strip()
        if not isinstance(self.node, yaml.ScalarNode) or empty:
            raise self.fault(f"{self.name} is not a text", f"write it as {self.name.rpartition('.')[2]}: …")
        return str(self.node.value).strip()

    def phrase(self) -> str:
        """Return a text of one line as written: blanks at its ends count, and in quotes it may be empty."""
        if not isinstance(self.node, yaml.ScalarNode) or self.node.tag == _NOTHING:
            return self.text()
        written = str(self.node.value)
        if not written.isprintable():
            raise self.fault(f"{self.name} is more than one line", "write it on one, in quotes")
        return written

    def words(self) -> str:
        """Return a text of one line that can be printed."""
        words = " ".join(self.text().split())
        if not words.isprintable():
            raise self.fault(f"{self.name} has unprintable characters", "type it anew")
        return words

    def texts(self) -> tuple[str, ...]:
        """Return a list of texts."""
        return tuple(item.text() for item in self.items())

    def items(self) -> list[Node]:
        """Return the members of a list."""
        if not isinstance(self.node, yaml.SequenceNode):
            name = self.name or "the file"
            raise self.fault(
                f"{name} is not a list", "write it as [one, another], or as lines that begin with -"
            )
        return [self._below(value, f"{self.name}[{index}]") for index, value in enumerate(self.node.value)]

    def _environment(self) -> str:
        if isinstance(self.node, yaml.ScalarNode):
            return os.environ.get(str(self.node.value), "")
        values = [str(value.value) for value in self.node.value]
        names, default = (values[:-1], values[-1]) if len(values) > 1 else (values, "")
        return next((os.environ[name] for name in names if name in os.environ), default)


def compose(
    source: str, path: Path, *, above: int = 0, see: str = "", environment: bool = False
) -> Node | None:
    """Return the root of a YAML text, None for one that says nothing; ``InputError`` where it is broken.

    ``above`` is the number of lines in front of it in its file, ``see`` where its keys are explained;
    with ``environment``, ``!ENV`` is resolved.
    """
    try:
        node = yaml.compose(source, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "not valid YAML"
        line = mark.line + 1 + above if mark else None
        raise InputError(
            path, f"not valid YAML ({problem})", "mend the indentation or quoting there", line
        ) from None
    except RecursionError:
        raise InputError(path, "not valid YAML (too many brackets)", "mend the quoting there") from None
    if node is None or node.tag == _NOTHING:
        return None
    return Node(path, node, "", above, see, environment=environment)
