"""A preview that follows what is being edited: pages are remade, MkDocs reloads the browser.

MkDocs' own server watches ``docs/``, ``overrides/`` and ``mkdocs.yml``. This module watches what
the pages are made from and remakes them in a fresh process, for data files and code are read once
per process. Pages whose bytes stay the same are not written, so that a rebuild never causes another.
"""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time

from generator import inputs, publish
from generator.config import Portal
from generator.errors import InputError

_PAUSE = 0.5  # seconds between two looks at the files
_HIGHEST_PORT = 65535
_State = dict[str, tuple[int, int]]


def _state(portal: Portal) -> _State:
    """Return path → (time of last change, size) of everything the pages are made from."""
    found: _State = {}
    for folder in (portal.seeds, inputs.PACKAGE, portal.config_file):
        for file in inputs.files_below(folder):
            try:
                status = file.stat()
            except FileNotFoundError:  # an editor's passing file
                continue
            found[str(file)] = (status.st_mtime_ns, status.st_size)
    return found


def _remake_pages(portal: Portal) -> bool:
    command = [sys.executable, "-m", "generator", "build", "--pages-only"]
    command += ["--config", str(portal.config_file)]
    result = subprocess.run(command, check=False, cwd=inputs.PACKAGE.parent)  # noqa: S603 - our own words and paths
    return result.returncode == 0


def is_address(address: str) -> bool:
    """Tell whether an address has a host and a port."""
    _, colon, port = address.rpartition(":")
    return bool(colon) and port.isdigit() and int(port) <= _HIGHEST_PORT


def _refuse_taken(address: str) -> None:
    """Tell at once, and in one line, that nothing can be served at ``address``."""
    host, _, port = address.rpartition(":")
    host = host.strip("[]")
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # like MkDocs: a port just left is free
        try:
            probe.bind((host, int(port)))
        except OSError as error:
            problem = f"cannot be served at ({error.strerror})"
            raise InputError(address, problem, "stop what uses it, or name another with --address") from None


def serve(portal: Portal, address: str) -> int:
    """Serve the site at ``address`` (host:port) until interrupted; return the exit code.

    A fault in a seed is told on stderr and the last good pages stay up; only at the start is it fatal.
    """
    _refuse_taken(address)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that MkDocs is stopped as well
    seen = _state(portal)
    if not _remake_pages(portal):
        return 1
    command = [sys.executable, "-m", "mkdocs", "serve", "--config-file", str(portal.config_file)]
    command += ["--dev-addr", address, "--livereload"]
    theme = portal.root / "overrides"
    command += ["--watch", str(theme)] if theme.is_dir() else []
    server = subprocess.Popen(command, cwd=portal.root, env=publish.environment(portal))  # noqa: S603 - same
    try:
        while server.poll() is None:
            time.sleep(_PAUSE)
            now = _state(portal)
            if now != seen:
                seen = now
                _remake_pages(portal)
    except KeyboardInterrupt:
        return 0
    finally:
        if server.poll() is None:
            server.terminate()
        server.wait()
    return 1 if server.returncode else 0
