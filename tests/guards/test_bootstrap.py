"""The bootstrap keeps its promises: what it trusts, what it refuses, what it installs."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import manage
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(manage.__file__).resolve().parent
FILES = ("requirements.txt", "requirements-test.txt")
STAMP = {
    "python": "3.11",
    "place": "/clone",
    "mode": "run",
    "requirements": "a",
    "names": ["django", "jinja2"],
    "project": "p",
}


def pins(name: str) -> dict[str, str]:
    text = (ROOT / name).read_text()
    return dict(re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", text, flags=re.MULTILINE))


def declared(*extras: str) -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    lines = [*project["dependencies"]]
    for extra in extras:
        lines += project["optional-dependencies"][extra]
    lines += [line.split("#")[0] for line in (ROOT / "requirements.in").read_text().splitlines()]
    return [Requirement(line) for line in lines if line.strip()]


def test_an_old_python_can_read_the_file():
    ast.parse((ROOT / "manage.py").read_text(), feature_version=(3, 6))


def test_the_bootstrap_needs_only_the_standard_library():
    outside = {"tests", "django", "alongside"}  # imported after the environment is there
    for node in ast.walk(ast.parse((ROOT / "manage.py").read_text())):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        for name in names:
            assert name.split(".")[0] in sys.stdlib_module_names | outside


@pytest.mark.parametrize("version", [(3, 6, 15), (3, 10, 13), (2, 7, 18)])
def test_an_old_python_is_refused_in_one_sentence(version):
    sentence = manage.refusal(version, "posix")
    assert sentence == (
        f"Alongside needs Python 3.11 or newer; this one is {version[0]}.{version[1]}."
    )


def test_windows_is_pointed_to_wsl():
    assert "WSL" in manage.refusal((3, 12, 0), "nt")


@pytest.mark.parametrize("version", [(3, 11, 2), (3, 13, 0), (4, 0, 0)])
def test_a_new_python_is_welcome(version):
    assert manage.refusal(version, "posix") is None


@pytest.mark.parametrize(
    ("changes", "needed"),
    [
        ({}, "nothing"),
        ({"project": "q"}, "project"),
        ({"requirements": "b"}, "packages"),
        ({"requirements": "b", "names": ["django", "jinja2", "babel"], "mode": "test"}, "packages"),
        ({"requirements": "b", "names": ["django"]}, "everything"),
        ({"python": "3.12"}, "everything"),
        ({"place": "/moved"}, "everything"),
    ],
)
def test_the_stamp_decides_what_is_done(changes, needed):
    assert manage.work_needed(STAMP, {**STAMP, **changes}) == needed


def test_an_environment_without_a_stamp_is_made_anew():
    assert manage.work_needed(None, STAMP) == "everything"


@pytest.mark.parametrize(
    ("command", "mode", "wanted"),
    [
        ("demo", "run", "run"),
        ("demo", "test", "test"),
        ("test", "run", "test"),
        ("bench", "run", "test"),
        ("backup", "run", "run"),
    ],
)
def test_packages_for_tests_come_only_when_wanted_and_then_stay(command, mode, wanted):
    assert manage.mode_for(command, {**STAMP, "mode": mode}) == wanted


def test_a_torn_stamp_is_no_stamp(tmp_path, monkeypatch):
    monkeypatch.setattr(manage, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(manage, "STAMP", tmp_path / "stamp.json")
    assert manage.read_stamp() is None
    manage.STAMP.write_text('{"python": ')
    assert manage.read_stamp() is None


def test_linting_settings_do_not_cause_an_installation():
    text = (ROOT / "pyproject.toml").read_text()
    assert manage.project_digest(text) == manage.project_digest(f"{text}\n[tool.other]\nx = 1\n")
    assert manage.project_digest(text) != manage.project_digest(text.replace("0.1.0", "0.2.0"))


def test_the_stamp_is_gone_while_installing_and_absent_after_a_failure(tmp_path, monkeypatch):
    seen = []

    def fail(needed, requirements):
        seen.append(manage.STAMP.exists())
        raise manage.SetupFailed("no", "mend")

    for name, path in {"NOTES": "notes", "LOG": "notes/log.txt", "VENV": "venv"}.items():
        monkeypatch.setattr(manage, name, tmp_path / path)
    monkeypatch.setattr(manage, "OURS", tmp_path / "venv" / "made-by-manage.py")
    monkeypatch.setattr(manage, "STAMP", tmp_path / "venv" / "stamp.json")
    monkeypatch.setattr(manage, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(manage, "install", fail)
    manage.VENV.mkdir()
    manage.OURS.touch()
    manage.STAMP.write_text(str(manage.wanted_stamp("run")).replace("'", '"'))
    assert manage.is_current("demo")
    assert not manage.is_current("test")
    with pytest.raises(manage.SetupFailed):
        manage.prepare("test")
    assert seen == [False]
    assert not manage.STAMP.exists()


def test_a_password_in_an_address_is_not_shown(tmp_path, monkeypatch):
    monkeypatch.setattr(manage, "LOG", tmp_path / "log.txt")
    manage.LOG.write_text(
        "Looking\nERROR: no route to https://me:secret@index.example/simple\nBye\n"
    )
    assert manage.what_the_installer_said() == "ERROR: no route to https://index.example/simple"


def test_the_index_of_pip_is_followed(tmp_path, monkeypatch):
    monkeypatch.delenv("PIP_INDEX_URL", raising=False)
    monkeypatch.delenv("UV_DEFAULT_INDEX", raising=False)
    settings = tmp_path / "pip.conf"
    settings.write_text("[global]\nindex-url = https://index.example/simple\n")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(settings))
    assert manage.pip_setting("index-url") == "https://index.example/simple"
    assert manage.installer_environment()["UV_DEFAULT_INDEX"] == "https://index.example/simple"
    monkeypatch.setenv("PIP_INDEX_URL", "https://other.example/simple")
    assert manage.pip_setting("index-url") == "https://other.example/simple"


def test_a_strange_pip_is_not_used(tmp_path, monkeypatch):
    page = f'<a href="../../x/{manage.PIP_WHEEL}#sha256=0">pip</a>'.encode()
    asked = []

    def answer(address):
        asked.append(address)
        return page if address.endswith("/pip/") else b"not the wheel we know"

    monkeypatch.setenv("PIP_INDEX_URL", "https://index.example/simple/")
    monkeypatch.setattr(manage, "read_address", answer)
    monkeypatch.setattr(manage, "NOTES", tmp_path)
    with pytest.raises(manage.SetupFailed):
        manage.fetch_pip()
    assert asked == [
        "https://index.example/simple/pip/",
        f"https://index.example/x/{manage.PIP_WHEEL}#sha256=0",
    ]
    assert list(tmp_path.iterdir()) == []


def test_without_a_writable_home_nothing_is_cached(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "nowhere"))
    environment = manage.installer_environment()
    assert environment["UV_NO_CACHE"] == environment["PIP_NO_CACHE_DIR"] == "1"


@pytest.mark.parametrize("written", [["--data", "box"], ["--data=box"]])
def test_a_backup_of_another_folder_reads_the_settings_of_that_folder(
    written, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ALONGSIDE_DATA", raising=False)
    assert manage.data_folder(["backup", *written]) == str(tmp_path / "box")
    assert manage.data_folder(["backup"]) == str(ROOT / "data" / "demo")


def test_without_arguments_the_commands_are_named(tmp_path):
    answer = subprocess.run(
        [sys.executable, str(ROOT / "manage.py")],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    for command in ("demo", "test", "backup", "restore", "bench"):
        assert f"python3 manage.py {command}" in answer.stdout


@pytest.mark.parametrize("name", FILES)
def test_every_requirement_is_pinned_with_hashes_and_no_address(name):
    text = (ROOT / name).read_text()
    assert "://" not in text
    assert "index" not in "".join(line for line in text.splitlines() if line.startswith("-"))
    entries = re.split(r"\n(?=\S)", text.strip())
    assert entries
    for entry in entries:
        assert re.match(r"[A-Za-z0-9._-]+==\S+ ", entry), entry
        assert "--hash=sha256:" in entry, entry


@pytest.mark.parametrize(
    ("name", "extras"), [("requirements.txt", ["web"]), ("requirements-test.txt", ["web", "test"])]
)
def test_the_compiled_files_agree_with_pyproject(name, extras):
    pinned = pins(name)
    for requirement in declared(*extras):
        version = pinned.get(canonicalize_name(requirement.name))
        assert version, f"{requirement.name} is not in {name}; compile it again (CONTRIBUTING.md)"
        assert requirement.specifier.contains(version), f"{requirement} but {name} pins {version}"


def test_the_tests_run_on_the_very_versions_that_are_served():
    served, tested = pins(FILES[0]), pins(FILES[1])
    assert served.items() <= tested.items()
    names = {canonicalize_name(requirement.name) for requirement in declared("test")}
    assert "pytest" in names
    assert "pytest" not in served


def test_ci_calls_the_whole_test_command():
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text().rstrip().endswith('exec python3 manage.py test "$@"')
