"""How many messages come in, and how soon an agent sees them: `python tests/bench/ingest.py [--seconds N]`.

One run on one machine, loopback only. Compare ratios, never rates of two machines.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
os.chdir(ROOT)

from bench.run import main  # noqa: E402  # a script finds only its own folder by itself

if __name__ == "__main__":
    sys.exit(main())
