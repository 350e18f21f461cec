"""`python -m alongside.cli` is the `alongside` command."""

import sys

from alongside.cli import main

if __name__ == "__main__":
    sys.exit(main())
