"""Alongside: run a mental-health peer support service and prove what it does."""


def version() -> str:
    """As `pyproject.toml` says it, the only place where it is written."""
    from importlib import metadata

    try:
        return metadata.version("alongside")
    except metadata.PackageNotFoundError:
        return "run from its source folder"
