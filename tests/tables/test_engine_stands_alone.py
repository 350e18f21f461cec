"""Every engine module can be imported where Django does not exist."""

import subprocess
import sys

WALK = """
import importlib, pkgutil, sys
sys.modules["django"] = None
names = []
for part in ("tables", "measures", "outcomes", "matching", "suppression", "cli"):
    package = importlib.import_module(f"alongside.{part}")
    for found in pkgutil.walk_packages(package.__path__, f"alongside.{part}."):
        if not found.name.endswith("__main__"):
            importlib.import_module(found.name)
            names.append(found.name)
print(len(names), any(name.startswith("alongside.web") for name in sys.modules))
"""


def test_no_engine_module_needs_django():
    done = subprocess.run(
        [sys.executable, "-c", WALK], capture_output=True, text=True, timeout=60, check=True
    )
    count, web = done.stdout.split()
    assert int(count) >= 15
    assert web == "False"
