"""Finding a Chromium: what is asked for is taken or refused, what cannot start is passed over."""

from __future__ import annotations

import os
from pathlib import Path

import browser_setup
import pytest


def _program(path: Path, code: int) -> Path:
    path.write_text(f"#!/bin/sh\nexit {code}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_the_browser_asked_for_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """CHROMIUM wins over everything on the PATH."""
    program = _program(tmp_path / "my-chromium", 0)
    monkeypatch.setenv("CHROMIUM", str(program))
    assert browser_setup.find() == program


@pytest.mark.parametrize("code", [None, 1])
def test_a_browser_asked_for_that_cannot_start_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int | None
) -> None:
    """Another one is not taken in silence; the message names the variable."""
    program = tmp_path / "my-chromium"
    if code is not None:
        _program(program, code)
    monkeypatch.setenv("CHROMIUM", str(program))
    with pytest.raises(SystemExit, match=r"CHROMIUM=.*cannot be started"):
        browser_setup.find()


def test_a_stub_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program of the right name that only fails, as Ubuntu's without snap, is no browser."""
    for folder, code in (("first", 1), ("second", 0)):
        (tmp_path / folder).mkdir()
        _program(tmp_path / folder / ("chromium" if code else "chromium-browser"), code)
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", os.pathsep.join(str(tmp_path / folder) for folder in ("first", "second")))
    assert browser_setup.find() == tmp_path / "second" / "chromium-browser"
