"""`python -m web` is `hilo`, for where the console script is not on the path."""

import sys

from web.cli import main

sys.exit(main())
