"""Take the picture of the home page that the README shows: ``make screenshot``."""

from __future__ import annotations

import functools
import http.server
import threading
from pathlib import Path

import browser_setup
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "docs" / "assets" / "screenshot.png"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing of each request."""


def main() -> None:
    """Serve ``site/`` on this machine, open it in a Chromium and write the picture."""
    path = browser_setup.find()
    if path is None:
        raise SystemExit(f"error: {browser_setup.HELP}")
    handler = functools.partial(_Quiet, directory=str(ROOT / "site"))
    with (
        http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server,
        sync_playwright() as playwright,
    ):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="zh-CN")
        page.goto(f"http://127.0.0.1:{server.server_address[1]}/")
        page.wait_for_load_state("networkidle")
        TARGET.parent.mkdir(exist_ok=True)
        page.screenshot(path=TARGET)
        browser.close()
        server.shutdown()


if __name__ == "__main__":
    main()
