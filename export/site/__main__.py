"""`python -m export.site [FOLDER]` writes the site, by default to site/."""

import sys
from pathlib import Path

from export.site.build import build

if __name__ == "__main__":
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "site")
    size = build(folder)
    print(f"{folder / 'index.html'}: {size / 1e6:.1f} MB in all")
