"""Ten thousand hooks of every kind, shuffled, doubled and delayed: what stands in the threads afterwards?

python tests/chaos/storm.py --hooks 10000        must end with nothing lost, doubled, out of order or going back
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
os.chdir(ROOT)

from chaos.weather import main  # noqa: E402  # a script finds only its own folder by itself

if __name__ == "__main__":
    sys.exit(main())
