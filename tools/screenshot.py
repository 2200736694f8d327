"""Take a picture of the emulator's page after `make up`: docs/images/emulator.png. It needs Chromium.

make screenshot
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

ROOT = Path(__file__).parents[1]
IMAGE = ROOT / "docs/images/emulator.png"
URL = "http://127.0.0.1:4747"
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
SIZE = {"width": 1240, "height": 1000}


def main() -> None:
    """Write the image."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        sys.exit("There is no Chromium on this machine. On Debian: apt-get install chromium")
    with sync_playwright() as playwright, playwright.chromium.launch(executable_path=program) as browser:
        page = browser.new_page(viewport=SIZE, color_scheme="light")  # type: ignore[arg-type]  # a ViewportSize
        page.goto(URL)
        expect(page.locator("#shares [data-state=good]")).to_have_count(2)  # both accounts have accepted
        page.screenshot(path=IMAGE)
    print(f"Wrote {IMAGE.relative_to(ROOT)}.")


if __name__ == "__main__":
    main()
