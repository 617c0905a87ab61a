"""`python -m export.site [FOLDER]` writes the site, by default to site/."""

import sys
from pathlib import Path

from export.site.files import all_files, write

if __name__ == "__main__":
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "site")
    size = write(folder, all_files())
    print(f"{folder / 'index.html'}: {size / 1e6:.1f} MB in all")
