"""Kill the server again and again while it works, and count what became of every message.

python tests/chaos/kill.py --kills 200        must end with nothing lost, doubled or reordered
python tests/chaos/kill.py --kills 20 --control    answers before it commits: must show losses
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
os.chdir(ROOT)

from chaos.trial import main  # noqa: E402  # a script finds only its own folder by itself

if __name__ == "__main__":
    sys.exit(main())
