#!/usr/bin/env python3
"""The commands of Alongside: demo, test, backup, restore, bench and Django's own.

Runs under any python3 with nothing installed. It makes `.venv` beside itself, installs the
hashed requirement files and the project there, and runs the command again inside it. An
environment is trusted only while it bears our stamp. See docs/adr/0002.

Standard library only, and the syntax of Python 3.6, so that an old Python can read the sentence
that says it is too old.
"""

import base64
import configparser
import contextlib
import hashlib
import html
import json
import os
import re
import shutil
import ssl
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "alongside-stamp.json"
OURS = VENV / "made-by-manage.py"
NOTES = ROOT / ".venv-setup"  # the lock and the installer's own words; outlives a rebuild
LOG = NOTES / "log.txt"
REQUIREMENTS = {"run": "requirements.txt", "test": "requirements-test.txt"}
PUBLIC_INDEX = "https://pypi.org/simple"
PIP_WHEEL = "pip-26.3-py3-none-any.whl"  # only where the system Python comes without ensurepip
PIP_SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"

HELP = """\
Alongside: run a mental-health peer support service and prove what it does.

  python3 manage.py demo           serve a demo with invented people
        [--port N] [--members N] [--profile light|standard|secure] [--fresh] [--empty]
  python3 manage.py test           run every test
        [-k WORD]  only tests whose name holds WORD
        [--fast]   no browser, no demo server, embedded database only
  python3 manage.py backup         put everything into one sealed file
        [--data DIR] [--to DIR]
  python3 manage.py restore FILE   bring a backup back, or only check it
        [--data DIR] [--verify]
  python3 manage.py bench SUBJECT  measure one part
  python3 manage.py help           every other command

The first run makes its own environment in .venv; that takes about a minute."""


class SetupFailed(Exception):
    """Set-up cannot go on: what happened, and what the person can do."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what, mend)
        self.what = what
        self.mend = mend


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


# --- what is wanted, and what is there


def requirement_names(text: str) -> "list[str]":
    """Return the package names pinned in a compiled requirement file."""
    return re.findall(r"^([A-Za-z0-9._-]+)==", text, flags=re.MULTILINE)


def project_digest(pyproject: str) -> str:
    """Return a digest of the parts of pyproject.toml that an installation depends on."""
    import tomllib  # Python 3.11

    tables = tomllib.loads(pyproject)
    tools = tables.get("tool", {})
    parts = [tables.get("build-system"), tables["project"], tools.get("setuptools")]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def wanted_stamp(mode: str) -> "dict[str, Any]":
    text = (ROOT / REQUIREMENTS[mode]).read_text(encoding="utf-8")
    return {
        "python": f"{sys.version_info[0]}.{sys.version_info[1]}",
        "place": str(ROOT),
        "mode": mode,
        "requirements": hashlib.sha256(text.encode()).hexdigest(),
        "names": sorted(requirement_names(text)),
        "project": project_digest((ROOT / "pyproject.toml").read_text(encoding="utf-8")),
    }


def read_stamp() -> "dict[str, Any] | None":
    try:
        return json.loads(STAMP.read_text(encoding="utf-8")) if PYTHON.exists() else None
    except (OSError, ValueError):
        return None


def mode_for(command: str, stamp: "dict[str, Any] | None") -> str:
    """Return "test" or "run"; an environment that has the test packages keeps them."""
    if command in ("test", "bench") or (stamp and stamp["mode"] == "test"):
        return "test"
    return "run"


def work_needed(stamp: "dict[str, Any] | None", wanted: "dict[str, Any]") -> str:
    """Return "nothing", "project", "packages" or "everything"."""
    if stamp is None or any(stamp[key] != wanted[key] for key in ("python", "place")):
        return "everything"
    if set(stamp["names"]) - set(wanted["names"]):
        return "everything"
    if stamp["requirements"] != wanted["requirements"]:
        return "packages"
    return "nothing" if stamp["project"] == wanted["project"] else "project"


def is_current(command: str) -> bool:
    stamp = read_stamp()
    return work_needed(stamp, wanted_stamp(mode_for(command, stamp))) == "nothing"


# --- the settings of pip, which uv and our own download follow too


def pip_config_files() -> "list[str]":
    """Return the files where pip looks for its settings, the strongest first."""
    home, env = os.path.expanduser, os.environ
    shared = env.get("XDG_CONFIG_DIRS", "/etc/xdg").split(":")
    return [
        env.get("PIP_CONFIG_FILE", ""),
        os.path.join(env.get("XDG_CONFIG_HOME", home("~/.config")), "pip/pip.conf"),
        home("~/.pip/pip.conf"),
        *(os.path.join(folder, "pip/pip.conf") for folder in shared),
        "/etc/pip.conf",
    ]


def pip_setting(name: str) -> str:
    """Return a setting of pip from the environment or its files, or ""."""
    from_environment = os.environ.get("PIP_" + name.upper().replace("-", "_"))
    if from_environment:
        return from_environment
    for path in pip_config_files():
        parser = configparser.RawConfigParser(strict=False)
        try:
            parser.read(path, encoding="utf-8")
        except (configparser.Error, OSError, UnicodeDecodeError):
            continue
        for section in ("install", "global"):
            if parser.has_option(section, name):
                return parser.get(section, name).strip()
    return ""


def home_is_writable() -> bool:
    home = os.path.expanduser("~")
    return os.path.isdir(home) and os.access(home, os.W_OK)


def installer_environment() -> "dict[str, str]":
    """Return the environment for uv and pip: into .venv only, from the index the person chose."""
    barred = ("PYTHONHOME", "PYTHONPATH", "PIP_TARGET", "PIP_PREFIX", "VIRTUAL_ENV")
    env = {key: value for key, value in os.environ.items() if key not in barred}
    env.update(PIP_USER="0", PIP_NO_INPUT="1", PIP_DISABLE_PIP_VERSION_CHECK="1")
    if not home_is_writable():
        env.update(UV_NO_CACHE="1", PIP_NO_CACHE_DIR="1")
    if pip_setting("index-url"):
        env.setdefault("UV_DEFAULT_INDEX", pip_setting("index-url"))
    if pip_setting("cert"):
        env.setdefault("SSL_CERT_FILE", pip_setting("cert"))
    return env


def read_address(address: str) -> bytes:
    """Read an address of the package index; a name and password in it go into a header."""
    parts = urllib.parse.urlsplit(address)
    headers = {}
    if parts.username:
        pair = urllib.parse.unquote(f"{parts.username}:{parts.password or ''}")
        headers["Authorization"] = "Basic " + base64.b64encode(pair.encode()).decode()
        parts = parts._replace(netloc=parts.netloc.rpartition("@")[2])
    trust = ssl.create_default_context(cafile=pip_setting("cert") or None)
    request = urllib.request.Request(urllib.parse.urlunsplit(parts), headers=headers)
    with urllib.request.urlopen(request, timeout=60, context=trust) as answer:
        return bytes(answer.read())


def fetch_pip() -> Path:
    """Download pip's own wheel from the index and return it, its digest checked."""
    page_address = (pip_setting("index-url") or PUBLIC_INDEX).rstrip("/") + "/pip/"
    mend = "Check the connection, or install the system package python3-venv, and run this again."
    try:
        page = read_address(page_address).decode("utf-8")
        links = [html.unescape(link) for link in re.findall(r'href="([^"]+)"', page)]
        link = next((link for link in links if link.split("#")[0].endswith(PIP_WHEEL)), None)
        if link is None:
            raise SetupFailed(f"The package index does not hold {PIP_WHEEL}.", mend)
        wheel = read_address(urllib.parse.urljoin(page_address, link))
    except (OSError, ValueError) as problem:
        raise SetupFailed(f"pip could not be downloaded: {problem}.", mend) from problem
    if hashlib.sha256(wheel).hexdigest() != PIP_SHA256:
        raise SetupFailed("The pip that came is not the one we know, so it was not used.", mend)
    target = NOTES / PIP_WHEEL
    target.write_bytes(wheel)
    return target


# --- installing


def run_logged(command: "list[str]") -> bool:
    """Run an installer's command, its words going to the log; return whether it worked."""
    env = installer_environment()
    with LOG.open("ab") as log:
        log.write(("\n$ " + " ".join(command) + "\n").encode())
        log.flush()
        failed = subprocess.call(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=env, cwd=str(ROOT)
        )
    return failed == 0


def what_the_installer_said() -> str:
    """Return the installer's last complaint in one line, without passwords."""
    lines = [line.strip() for line in LOG.read_text(errors="replace").splitlines() if line.strip()]
    complaints = [line for line in lines if line.lower().startswith(("error", "×", "caused by"))]
    last = (complaints or lines or ["no reason given"])[-1]
    return re.sub(r"://[^/@\s]+@", "://", last)[:200].rstrip(".")


def must(command: "list[str]", what: str) -> None:
    if not run_logged(command):
        raise SetupFailed(
            f"{what} did not work: {what_the_installer_said()}.",
            f"Check the connection and the disk, then run this again. Details: {LOG}",
        )


def uv_install() -> "list[str] | None":
    uv = shutil.which("uv")
    if uv is None or not run_logged([uv, "--version"]):
        return None
    return [uv, "pip", "install", "--python", str(PYTHON)]


def pip_install() -> "list[str]":
    pip = [str(PYTHON), "-m", "pip", "install"]
    if run_logged([str(PYTHON), "-m", "pip", "--version"]):
        return pip
    if not run_logged([str(PYTHON), "-m", "ensurepip"]):
        wheel = str(fetch_pip())
        runnable = os.path.join(wheel, "pip")
        must([str(PYTHON), runnable, "install", "--no-index", "--no-deps", wheel], "Installing pip")
    return pip


def install(needed: str, requirements: str) -> None:
    packages = ["--require-hashes", "-r", requirements]
    project = ["--no-deps", "--no-build-isolation", "-e", str(ROOT)]
    with_uv = uv_install()
    if with_uv is not None:
        steps = [project] if needed == "project" else [packages, project]
        if all(run_logged(with_uv + step) for step in steps):
            return
    with_pip = pip_install()
    must(with_pip + packages, "Installing the packages")
    must(with_pip + project, "Installing Alongside itself")


def set_foreign_environment_aside(names: "list[str]") -> None:
    """Move a .venv that we did not make out of the way, and say what it lacks."""
    ask = "from importlib.metadata import distributions as d; print(*(x.name for x in d()))"
    try:
        answer = subprocess.run(
            [str(PYTHON), "-c", ask], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False
        ).stdout.decode()
    except OSError:
        answer = ""
    has = {re.sub(r"[-_.]+", "-", name).lower() for name in answer.split()}
    lacks = [name for name in names if name not in has]
    places = (ROOT / f".venv-before-{number}" for number in range(1, 10_000))
    aside = next(place for place in places if not place.exists())
    VENV.rename(aside)
    few = ", ".join(lacks[:5]) + (f" and {len(lacks) - 5} more" if len(lacks) > 5 else "")
    say(f"The .venv found here was not made by this command (it lacks: {few or 'our stamp'}).")
    say(f"It is kept as {aside.name}.")


def base_python() -> str:
    """Return the Python outside any virtual environment."""
    return getattr(sys, "_base_executable", None) or sys.executable


def make_environment() -> None:
    if VENV.exists():
        shutil.rmtree(str(VENV))
    VENV.mkdir()
    OURS.write_text("This folder can be deleted; the next command makes it again.\n")
    must([base_python(), "-m", "venv", "--without-pip", str(VENV)], "Making .venv")


@contextlib.contextmanager
def one_at_a_time() -> "Iterator[None]":
    import fcntl  # not on Windows, which is refused before

    NOTES.mkdir(exist_ok=True)
    with (NOTES / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another command is setting up .venv; waiting for it.")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def prepare(command: str) -> None:
    """Bring .venv up to what the command needs; nothing is done when its stamp says so."""
    if is_current(command):
        return
    with one_at_a_time():
        stamp = read_stamp()
        wanted = wanted_stamp(mode_for(command, stamp))
        needed = work_needed(stamp, wanted)
        if needed == "nothing":
            return
        began = time.monotonic()
        say(f"Setting up .venv ({needed}); the first time takes about a minute.")
        LOG.write_bytes(b"")
        if VENV.exists() and not OURS.exists():
            set_foreign_environment_aside(wanted["names"])
        if STAMP.exists():
            STAMP.unlink()
        if needed == "everything":
            make_environment()
        install(needed, REQUIREMENTS[wanted["mode"]])
        partial = STAMP.with_suffix(".part")
        partial.write_text(json.dumps(wanted, indent=1), encoding="utf-8")
        partial.rename(STAMP)
        say(f"Set-up took {time.monotonic() - began:.0f} s.")


# --- running the command inside .venv


def inside_environment() -> bool:
    return Path(sys.prefix).resolve() == VENV.resolve()


def start_again(python: str, arguments: "list[str]") -> None:
    """Replace this process with the same command under another Python."""
    os.environ.pop("PYTHONHOME", None)
    os.environ.pop("__PYVENV_LAUNCHER__", None)
    os.execv(python, [python, str(ROOT / "manage.py"), *arguments])


def run_bench(arguments: "list[str]") -> int:
    subjects = sorted(path.stem for path in (ROOT / "bench").glob("[a-z]*.py"))
    if not arguments or arguments[0] not in subjects:
        say("Say what to measure: python3 manage.py bench SUBJECT.")
        say(f"Subjects: {', '.join(subjects) or 'none yet'}.")
        return 2
    script = str(ROOT / "bench" / (arguments[0] + ".py"))
    return subprocess.call([sys.executable, script, *arguments[1:]])


def run_django(arguments: "list[str]") -> int:
    """Run a command of Django; a key or a shipped file that is at fault is told in one sentence."""
    from django.core.management import execute_from_command_line

    from alongside.tables.datafile import DataFileError
    from alongside.web.demo.prepare import DemoProblem, prepare_folder
    from alongside.web.vault.sheet import VaultProblem

    try:
        if arguments[0] == "demo" and not {"-h", "--help"}.intersection(arguments):
            prepare_folder(Path(os.environ["ALONGSIDE_DATA"]))  # before the settings are read
        execute_from_command_line(["manage.py", *arguments])
    except (DataFileError, DemoProblem, VaultProblem) as problem:
        say(str(problem))
        return 1
    return 0


def data_folder(arguments: "list[str]") -> str:
    """Return the folder that `backup --data DIR` names, which the settings must read, or ours."""
    for place, argument in enumerate(arguments):
        if argument.startswith("--data="):
            return os.path.abspath(argument[len("--data=") :])
        if argument == "--data" and place + 1 < len(arguments):
            return os.path.abspath(arguments[place + 1])
    return os.environ.get("ALONGSIDE_DATA") or str(ROOT / "data" / "demo")


def run_command(arguments: "list[str]") -> int:
    """Run the command; the packages are there."""
    os.environ["VIRTUAL_ENV"] = str(VENV)
    os.environ["PATH"] = str(PYTHON.parent) + os.pathsep + os.environ.get("PATH", os.defpath)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.web.config.settings")
    os.environ["ALONGSIDE_DATA"] = data_folder(arguments)
    if arguments[0] == "test":
        from tests.runner.command import main as run_tests

        return int(run_tests(arguments[1:]))
    if arguments[0] == "bench":
        return run_bench(arguments[1:])
    return run_django(arguments)


def refusal(version: "tuple[int, ...]", system: str) -> "str | None":
    """Return why this Python cannot run Alongside, in one sentence, or None."""
    if version[:2] < (3, 11):
        return f"Alongside needs Python 3.11 or newer; this one is {version[0]}.{version[1]}."
    if system == "nt":
        return "Alongside runs on Linux and macOS; on Windows please use WSL."
    return None


def main(arguments: "list[str]") -> int:
    refused = refusal(sys.version_info[:2], os.name)
    if refused:
        say(refused)
        return 1
    if not arguments or arguments[0] in ("-h", "--help"):
        print(HELP)
        return 0
    if inside_environment() and is_current(arguments[0]):
        return run_command(arguments)
    try:
        if inside_environment():
            start_again(base_python(), arguments)  # .venv cannot rebuild itself
        prepare(arguments[0])
        start_again(str(PYTHON), arguments)
    except SetupFailed as failed:
        say(failed.what)
        say(failed.mend)
    except OSError as problem:
        say(f"Set-up could not go on: {problem}.")
        say(f"Check that {ROOT} can be written and that the disk has 1 GB free.")
    return 1


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        say("Stopped.")
        sys.exit(130)
