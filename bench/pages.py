"""CPU of each main page as a ratio to a bare view on the same server.

    python3 manage.py bench pages [--requests N]

Serves the demo's data (make it first: `python3 manage.py demo`) with one Granian worker, asks
each page N times over one connection, and reads the worker's CPU time, database included. The
bare view answers "ok" on the same server, called with no middleware and no routing. Ratios travel
between machines better than milliseconds; both are printed.
"""

from __future__ import annotations

import argparse
import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse

ROOT = Path(__file__).resolve().parents[1]
PAGES = [
    ("landing", "", "/s/{service}/"),
    ("help lines", "", "/help-lines/"),
    ("getting in touch", "", "/s/{service}/hello/"),
    ("own page", "alex", "/my/"),
    ("who looked", "alex", "/my/looks/"),
    ("progress", "alex", "/my/progress/"),
    ("people to meet", "alex", "/my/people/"),
    ("notes", "alex", "/my/notes/"),
    ("today", "dan", "/beside/"),
    ("worry", "dan", "/worry/"),
    ("desk", "bo", "/desk/"),
    ("meetings today", "bo", "/desk/today/"),
    ("matches", "bo", "/desk/matches/"),
    ("supporters", "bo", "/desk/supporters/"),
    ("concerns", "bo", "/desk/concerns/"),
    ("front door", "bo", "/desk/front-door/"),
    ("waiting", "bo", "/desk/waiting/"),
    ("figures", "mo", "/figures/"),
    ("outcomes", "mo", "/figures/outcomes/"),
    ("outcomes to share", "mo", "/figures/outcomes/share/"),
    ("set-up", "ada", "/set-up/"),
]


def bare(request):
    return HttpResponse("ok")


def application(environ, start_response):
    """The site, and `/bare/` beside it without middleware."""
    if environ["PATH_INFO"] == "/bare/":
        response = bare(WSGIRequest(environ))
        start_response("200 OK", list(response.items()))
        return response
    from alongside.web.config.wsgi import application as site

    return site(environ, start_response)


class Server:
    """Granian with one worker on a free port."""

    def __init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process = subprocess.Popen(
            [
                sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "1",
                "--blocking-threads", "4", "--host", "127.0.0.1", "--port", str(self.port),
                "--log-level", "error", "bench.pages:application",
            ],
            cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}"},
        )  # fmt: skip

    def wait(self) -> None:
        for _ in range(200):
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                    return
            except OSError:
                time.sleep(0.1)
        raise SystemExit("The server did not start.")

    def cpu_seconds(self) -> float:
        """CPU time of Granian and its worker, user and system."""
        listed = subprocess.run(
            ["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True
        ).stdout
        children = {
            int(pid) for pid, parent in (line.split() for line in listed.splitlines())
            if int(parent) == self.process.pid
        }  # fmt: skip
        return sum(_cpu_of(pid) for pid in {self.process.pid, *children})

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)


def _cpu_of(pid: int) -> float:
    stat = Path(f"/proc/{pid}/stat")
    if stat.exists():
        fields = stat.read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    shown = subprocess.run(
        ["ps", "-o", "time=", "-p", str(pid)], capture_output=True, text=True, check=True
    ).stdout.strip()
    parts = [float(part) for part in re.split(r"[:-]", shown)]
    return sum(part * 60**power for power, part in enumerate(reversed(parts)))


def ask(port: int, address: str, cookies: str, method: str = "GET", body: str = ""):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Cookie": cookies, "Host": f"localhost:{port}"}
    if body:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        headers["Origin"] = f"http://localhost:{port}"
    connection.request(method, address, body or None, headers)
    answer = connection.getresponse()
    text = answer.read().decode(errors="replace")
    connection.close()
    return answer, text


def status_of(port: int, address: str, cookies: str) -> int:
    return ask(port, address, cookies)[0].status


def sign_in(port: int, persona: str) -> str:
    """The cookies of a persona, by pressing its button on the demo's page."""
    answer, text = ask(port, "/demo/", "")
    cookies = _cookies(answer, {})
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text)
    if token is None:
        raise SystemExit("The demo's page of personas has no form.")
    body = urlencode({"csrfmiddlewaretoken": token.group(1), "persona": persona})
    answer, _ = ask(port, "/demo/", _join(cookies), "POST", body)
    if answer.status not in (302, 303):
        raise SystemExit(f"Signing in as {persona} answered {answer.status}.")
    return _join(_cookies(answer, cookies))


def _cookies(answer, known: dict[str, str]) -> dict[str, str]:
    new = dict(known)
    for header in answer.headers.get_all("Set-Cookie") or []:
        name, _, value = header.partition(";")[0].partition("=")
        new[name] = value
    return new


def _join(cookies: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


def measure(server: Server, once: Callable[[], int], requests: int) -> float:
    """CPU milliseconds a request, after a warm-up."""
    for _ in range(5):
        status = once()
        if status != 200:
            raise SystemExit(f"A page answered {status}; nothing was measured.")
    before = server.cpu_seconds()
    for _ in range(requests):
        once()
    return (server.cpu_seconds() - before) / requests * 1000


def first_service(port: int) -> str:
    _, text = ask(port, "/", "")
    found = re.search(r'href="/s/([a-z0-9-]+)/', text)
    if found is None:
        raise SystemExit("No service is open. Make the demo first: python3 manage.py demo")
    return found.group(1)


def main() -> int:
    reader = argparse.ArgumentParser(prog="manage.py bench pages", description=__doc__)
    reader.add_argument("--requests", type=int, default=200, help="requests a page (default 200)")
    chosen = reader.parse_args()
    server = Server()
    try:
        server.wait()
        service = first_service(server.port)
        cookies = {who: sign_in(server.port, who) for _, who, _ in PAGES if who}
        floor = measure(server, partial(status_of, server.port, "/bare/", ""), chosen.requests)
        print(f"{'page':<20}{'CPU ms':>8}{'ratio':>8}")
        print(f"{'bare view':<20}{floor:>8.2f}{1:>8.1f}")
        for name, who, address in PAGES:
            place = address.format(service=service)
            ms = measure(
                server,
                lambda place=place, who=who: (
                    ask(server.port, place, cookies.get(who, ""))[0].status
                ),
                chosen.requests,
            )
            print(f"{name:<20}{ms:>8.2f}{ms / floor:>8.1f}")
    finally:
        server.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
