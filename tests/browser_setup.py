"""Find a Chromium for the browser tests, or install one: ``python tests/browser_setup.py``.

Looks where one may already be (the variable CHROMIUM, the PATH, Playwright's own folder); only then
installs one: from the distribution when this is Debian or Ubuntu and we are root, otherwise
Playwright's own, which goes to the user's cache folder. Prints the path of what it found.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
HELP = (
    "no Chromium found and none could be installed. Install one (Debian/Ubuntu: apt-get install chromium; "
    "macOS: brew install --cask chromium; or .venv/bin/python -m playwright install --with-deps chromium), "
    "or name the program: make test CHROMIUM=/path/to/chromium"
)


def works(path: Path | str) -> bool:
    """Tell whether the program starts: Ubuntu ships a stub that only asks for snap."""
    try:
        result = subprocess.run([str(path), "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return result.returncode == 0


def playwright_path() -> Path | None:
    """Return where Playwright keeps its own Chromium, whether or not it is there."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - slow, and rarely needed

    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


def find() -> Path | None:
    """Return a Chromium that is already on this machine."""
    named = os.environ.get("CHROMIUM")
    if named:
        found = shutil.which(named)
        if found is None or not works(found):
            raise SystemExit(
                f"error: CHROMIUM={named} cannot be started; name a Chromium that can, or unset it"
            )
        return Path(found)
    candidates = [path for path in (shutil.which(name) for name in NAMES) if path]
    if MAC.exists():
        candidates.append(str(MAC))
    chosen = next((Path(path) for path in candidates if works(path)), None)
    if chosen is None:
        own = playwright_path()
        chosen = own if own and own.exists() and works(own) else None
    return chosen


def _try(*command: str) -> bool:
    print("+", *command, file=sys.stderr)  # noqa: T201 - a script
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        return subprocess.run(command, stdout=sys.stderr, env=environment, check=False).returncode == 0
    except OSError:
        return False


def install() -> Path | None:
    """Install a Chromium by the first way that works here and return it."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        updated = _try("apt-get", "update", "-q")
        if updated and _try("apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium"):
            found = find()
            if found:
                return found
    if _try(sys.executable, "-m", "playwright", "install", "chromium"):
        return find()
    return None


def main() -> None:
    """Print the path of a working Chromium, or say how to get one and fail."""
    path = find() or install()
    if path is None:
        raise SystemExit(f"error: {HELP}")
    print(path)  # noqa: T201 - the answer


if __name__ == "__main__":
    main()
