"""What tests share: a portal to spoil, the real site built once, and a Chromium to look at it with."""

from __future__ import annotations

import functools
import http.server
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import hypothesis
import pytest
from click.testing import CliRunner, Result
from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parent))

import browser_setup

from generator import cli, config, portal, publish

hypothesis.settings.register_profile("unhurried", deadline=None)  # a busy machine is no fault of the code
hypothesis.settings.load_profile("unhurried")

ROOT = Path(__file__).parent.parent
INPUTS = ("mkdocs.yml", "requirements.lock", "seeds", "docs", "overrides")
CHROMIUM_FLAGS = (
    "--no-sandbox",  # containers run as root
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
)


def copy_inputs(target: Path) -> Path:
    """Copy what a site is made from, without anything generated, and return the configuration file."""
    generated = {ROOT / "docs" / name for name in publish.GENERATED}

    def leave_out(folder: str, names: list[str]) -> set[str]:
        return {name for name in names if Path(folder, name) in generated}

    target.mkdir(parents=True, exist_ok=True)
    for name in INPUTS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=leave_out)
        elif source.is_file():
            shutil.copy2(source, target / name)
    return target / "mkdocs.yml"


@pytest.fixture(scope="session")
def built_portal(tmp_path_factory: pytest.TempPathFactory) -> config.Portal:
    """The real portal, built once in a folder of its own; do not change anything in it."""
    settings = config.load(copy_inputs(tmp_path_factory.mktemp("portal")))
    portal.build(settings, quiet=True)
    return settings


@pytest.fixture(scope="session")
def built_site(built_portal: config.Portal) -> Path:
    """The folder of the real site, built once."""
    return built_portal.site


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Keep the test's output clean."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer what is not there with the site's own 404.html, as GitHub Pages does."""
        page = Path(self.directory, "404.html")
        if code != http.HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """Serve a folder on this machine; its address has a slash at its end."""
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def served(built_site: Path) -> Iterator[str]:
    """The address of the built site on this machine, with a slash at its end."""
    with serving(built_site) as address:
        yield address


@pytest.fixture(scope="session")
def below(built_site: Path) -> Iterator[str]:
    """The address of the built site below a sub-path, as on GitHub Pages."""
    with serving(built_site.parent) as address:
        yield f"{address}{built_site.name}/"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A headless Chromium; ``make test`` sees to it that there is one."""
    path = browser_setup.find()
    if path is None:
        pytest.fail(browser_setup.HELP)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM_FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A fresh browser page in a context of its own, at desktop width."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    yield context.new_page()
    context.close()


@pytest.fixture
def small_portal(tmp_path: Path) -> config.Portal:
    """A portal of one hand-written page and one seed, quick to build, free to change."""
    root = tmp_path / "small"
    (root / "seeds").mkdir(parents=True)
    (root / "docs").mkdir()
    (root / "docs" / "about.md").write_text("# 关于\n", encoding="utf-8")
    (root / "seeds" / "one.txt").write_text(
        "# 南岗区\n\n2023年，南岗区完成投资46.2亿元。\n", encoding="utf-8"
    )
    (root / "mkdocs.yml").write_text(
        'site_name: 小站\nextra:\n  portal:\n    region: "230100"\n', encoding="utf-8"
    )
    return config.load(root / "mkdocs.yml")


@pytest.fixture
def run() -> Callable[..., Result]:
    """Run the command line in this process; standard output and error are kept apart."""

    def invoke(*words: str | Path) -> Result:
        return CliRunner().invoke(cli.main, [str(word) for word in words], prog_name="python -m generator")

    return invoke
