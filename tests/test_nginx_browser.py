"""The site behind a real nginx, below a path, with the configuration of the documentation."""

from __future__ import annotations

import gzip
import http.client
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

import html_pages
import pytest
from conftest import ROOT
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

RECIPE = ROOT / "tests" / "data" / "nginx.conf"
PLACE = "/harbin/facts/"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "application/javascript; charset=utf-8",
    ".json": "application/json",
    ".jsonl": "application/x-ndjson; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".xml": "text/xml; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".zip": "application/zip",
    ".sqlite": "application/vnd.sqlite3",
    ".bib": "text/plain; charset=utf-8",
    ".gz": "application/octet-stream",
    ".map": "application/octet-stream",
}
PACKED = {".html", ".css", ".js", ".json", ".jsonl", ".csv", ".xml", ".svg"}
LEAST_PACKED = 1000
"""Bytes of a file that is sent packed, as the configuration says."""


@cache
def _program() -> str | None:
    """Return nginx, installed where that is possible."""
    found = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin")
    if found or os.geteuid() != 0 or not shutil.which("apt-get"):
        return found
    for words in (("update", "-q"), ("install", "-y", "-q", "--no-install-recommends", "nginx-light")):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", *words], env=environment, capture_output=True, check=False)
    return shutil.which("nginx", path="/usr/sbin")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _configuration(folder: Path, site: Path, port: int) -> Path:
    """Write what nginx needs around the recipe; of the recipe itself only port and folder change."""
    recipe = RECIPE.read_text(encoding="utf-8")
    for written, here in (
        ("listen 80;", f"listen 127.0.0.1:{port};"),
        ("/srv/district-facts/site/", f"{site}/"),
    ):
        assert recipe.count(written) == 1
        recipe = recipe.replace(written, here)
    (folder / "recipe.conf").write_text(recipe, encoding="utf-8")
    places = "".join(
        f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    path = folder / "nginx.conf"
    path.write_text(
        f"daemon off; master_process off; pid {folder}/pid; error_log {folder}/errors;\n"
        f"events {{}} http {{ access_log off; {places} include {folder}/recipe.conf; }}\n",
        encoding="utf-8",
    )
    return path


@contextmanager
def _nginx(folder: Path, site: Path, *, at_root: bool = False) -> Iterator[str]:
    """Serve a site behind nginx, which complains only of what is not there; give its address."""
    program = _program()
    if program is None:
        pytest.skip("no nginx here and none could be installed (Debian, Ubuntu: apt-get install nginx-light)")
    port = _free_port()
    configuration = _configuration(folder, site, port)
    if at_root:
        _move_to_root(folder / "recipe.conf")
    command: list[str | Path] = [program, "-e", folder / "errors", "-p", folder, "-c", configuration]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)  # it writes to its log
    try:
        _wait_for(server, port, folder / "errors")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        assert server.wait(timeout=10) == 0
    errors = (folder / "errors").read_text(encoding="utf-8").splitlines()
    assert [line for line in errors if "No such file or directory" not in line and "[error]" in line] == []


def _move_to_root(recipe: Path) -> None:
    """Do what the recipe's first lines say for the root of a host."""
    lines = recipe.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if "return 301" not in line]
    assert len(kept) == len(lines) - 1
    recipe.write_text("".join(kept).replace("/harbin/facts", ""), encoding="utf-8")


@pytest.fixture(scope="module")
def behind(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site behind nginx."""
    with _nginx(tmp_path_factory.mktemp("nginx"), built_site) as host:
        yield host + PLACE


def _wait_for(server: subprocess.Popen[bytes], port: int, errors: Path) -> None:
    deadline = time.monotonic() + 20
    while True:
        assert server.poll() is None, errors.read_text(encoding="utf-8")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            assert time.monotonic() < deadline
            time.sleep(0.02)
        else:
            return


class Client:
    """Asks nginx for addresses, one connection for all."""

    def __init__(self, root: str) -> None:
        """Connect to the host of ``root``."""
        self.connection = http.client.HTTPConnection(urlsplit(root).netloc, timeout=20)

    def close(self) -> None:
        """Hang up."""
        self.connection.close()

    def get(self, address: str, encoding: str = "gzip") -> tuple[int, http.client.HTTPMessage, bytes]:
        """Return status, headers and body."""
        self.connection.request("GET", urlsplit(address).path, headers={"Accept-Encoding": encoding})
        answer = self.connection.getresponse()
        return answer.status, answer.headers, answer.read()


@pytest.fixture
def client(behind: str) -> Iterator[Client]:
    """A client of nginx."""
    with closing(Client(behind)) as client:
        yield client


def test_every_file_is_sent_as_what_it_is(client: Client, behind: str, built_site: Path) -> None:
    """Each file of the site answers 200 with its own bytes, its type, and packed where that saves."""
    files = [path for path in sorted(built_site.rglob("*")) if path.is_file()]
    assert len(files) > 100
    for path in files:
        address = behind + quote(path.relative_to(built_site).as_posix())
        status, headers, body = client.get(address)
        packed = headers["Content-Encoding"] == "gzip"
        content = path.read_bytes()
        assert status == 200, address
        assert (gzip.decompress(body) if packed else body) == content, address
        assert (
            headers["Content-Type"].replace("text/javascript", "application/javascript")
            == (TYPES[path.suffix])
        ), address  # nginx calls scripts by either name, by its version
        assert packed == (path.suffix in PACKED and len(content) >= LEAST_PACKED), address
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_at_the_root_of_a_host(built_site: Path, tmp_path: Path) -> None:
    """Moved to the root as the recipe says, every page is there, and what is not is the page that says so."""
    pages = sorted(built_site.rglob("index.html"))
    with _nginx(tmp_path, built_site, at_root=True) as host, closing(Client(host)) as client:
        for path in pages:
            address = f"{host}/{quote(path.parent.relative_to(built_site).as_posix())}/".replace("/./", "/")
            status, _, body = client.get(address, encoding="identity")
            assert (status, body) == (200, path.read_bytes()), address
        status, _, body = client.get(f"{host}/nothing/", encoding="identity")
        assert (status, body) == (404, (built_site / "404.html").read_bytes())


def test_every_link_of_every_page_answers(client: Client, behind: str, built_site: Path) -> None:
    """From the home page each link, script, style and picture within the site is 200, and all are reached."""
    to_see, seen = [behind], {behind}
    while to_see:
        address = to_see.pop()
        status, headers, body = client.get(address, "identity")
        assert status == 200, address
        if not headers["Content-Type"].startswith("text/html"):
            continue
        for element in html_pages.read(body.decode()):
            for name in ("href", "src", "action"):
                link = urljoin(address, element.attributes.get(name, "")).partition("#")[0].partition("?")[0]
                if link.startswith(behind) and link not in seen:
                    seen.add(link)
                    to_see.append(link)
                inside = urlsplit(link).netloc == urlsplit(behind).netloc
                assert link.startswith(behind) or not inside, f"{address} leads out of the site: {link}"
    pages = {
        behind + path.relative_to(built_site).as_posix().removesuffix("index.html")
        for path in built_site.rglob("*.html")
        if path.name != "404.html"
    }
    assert pages <= {unquote(address) for address in seen}


def test_an_address_without_its_slash_leads_to_the_page(client: Client, behind: str) -> None:
    """Who leaves out the slash is sent on, within the path, whatever host and port a proxy shows."""
    status, headers, _ = client.get(behind + "districts")
    assert (status, headers["Location"]) == (301, f"{PLACE}districts/")
    status, headers, _ = client.get(behind.removesuffix("/"))
    assert (status, headers["Location"]) == (301, PLACE)


def test_the_search_answers_what_is_typed(page: Page, behind: str) -> None:
    """Behind nginx the search has its worker and its data, and a result leads to the place in a source."""
    page.goto(behind)
    page.locator(".md-search__input").click()
    page.keyboard.type("46.2亿元")
    result = page.locator(".md-search-result__item .md-search-result__link", has_text="46.2亿元").first
    expect(result).to_be_visible()
    result.click()
    expect(page.locator("mark").first).to_contain_text("46.2亿元")
    assert page.url.startswith(behind)


DEAD = ["nowhere", "nowhere/", "sources/gone/", "districts/a/b/c/d.html"]


@pytest.mark.parametrize("address", DEAD)
def test_a_dead_address_shows_our_page_with_ways_on(
    page: Page, client: Client, behind: str, address: str
) -> None:
    """Any depth below a path: the answer is 404, the page has its look, its links and its search work."""
    answer = page.goto(behind + address)
    assert answer is not None
    assert answer.status == 404
    expect(page.locator("h1")).to_have_text("没有这一页")
    assert page.evaluate("document.styleSheets.length") > 5
    expect(page.locator(".ask")).to_have_css("display", "flex")
    links = page.locator("a[href]").evaluate_all("links => links.map(({href}) => href)")
    assert {behind, f"{behind}districts/", f"{behind}sources/"} <= set(links)
    assert [link for link in links if client.get(link)[0] != 200] == []
    page.locator(".ask__words").fill("棚改")
    page.locator(".ask button").click()
    expect(page.locator(".md-search-result__item").first).to_contain_text("棚改")
    page.goto(behind + address)
    page.locator(".md-search__input").click()
    page.keyboard.type("棚改")
    page.locator(".md-search-result__link").first.click()
    expect(page.locator("h1")).not_to_have_text("没有这一页")
    assert page.url.startswith(behind)


def test_the_documentation_prints_the_configuration() -> None:
    """What the documentation tells to use is what is tested here, to the letter."""
    recipe = RECIPE.read_text(encoding="utf-8")
    assert f"```nginx\n{recipe}```" in (ROOT / "README.md").read_text(encoding="utf-8")
