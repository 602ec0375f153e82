"""A headless Chromium for tests of the HTML report; the tests skip where there is none."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--hide-scrollbars", "--window-size=1200,1000",
)  # fmt: skip


def needed() -> tuple[str, str]:
    """Return the paths of browser and driver; skip the test where one is missing.

    With ``GOUJI_NEEDS_BROWSER`` set (as ``.ci/run`` does) a missing browser is a failure.
    """
    found = [shutil.which(n) for n in ("chromium", "chromium-browser", "google-chrome")]
    browser, driver = next(filter(None, found), None), shutil.which("chromedriver")
    if browser and driver:
        return browser, driver
    if os.environ.get("GOUJI_NEEDS_BROWSER"):
        pytest.fail("no chromium and chromedriver")
    pytest.skip("no chromium and chromedriver")


@contextmanager
def opened(folder: Path, *flags: str) -> Iterator[Any]:
    """Give a driver with a profile of its own under ``folder``."""
    browser, driver = needed()
    webdriver = pytest.importorskip("selenium.webdriver")
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = browser
    for flag in (*FLAGS, f"--user-data-dir={folder / 'profile'}", *flags):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    window = webdriver.Chrome(options=options, service=Service(driver))
    try:
        yield window
    finally:
        window.quit()
