"""The page under test: `kanon play`, Chromium, and what a person does with them."""

import contextlib
import os
import pathlib
import re
import select
import subprocess
import tempfile
import time

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

ROOT = pathlib.Path(__file__).resolve().parents[2]
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
KANON = os.environ.get("KANON", str(TARGET / "release" / "kanon"))
PAGES = TARGET / "pages"
SCREENSHOTS = TARGET / "screenshots"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Longer than a build of the page from nothing, on a slow machine.
START_SECONDS = 1800
WAIT_SECONDS = 10


def build():
    """Builds the page as `kanon play` does, and ends it as soon as it serves."""
    with serve(["--listen", "127.0.0.1:0"]):
        pass


@contextlib.contextmanager
def serve(arguments=None):
    """The address at which `kanon play` serves the built page; ends it as Ctrl-C does."""
    arguments = arguments or ["--listen", "127.0.0.1:0", "--pages", str(PAGES)]
    command = subprocess.Popen([KANON, "play", *arguments], stdout=subprocess.PIPE, bufsize=0)
    try:
        yield address(command)
    finally:
        command.send_signal(2)
        code = command.wait(WAIT_SECONDS)
    assert code == 0, f"kanon play ends with {code} at SIGINT"


def address(command):
    """The address that the command prints, or an error if it ends without one."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        ready, _, _ = select.select([command.stdout], [], [], 1)
        line = command.stdout.readline() if ready else None
        if line == b"":
            raise SystemExit(f"kanon play ended with {command.wait()}")
        found = re.search(r"http://\S+/", (line or b"").decode())
        if found:
            return found.group()
    raise SystemExit("kanon play did not say where it serves")


def native(text):
    """The digest that `kanon run` prints last for a scenario's text."""
    with tempfile.NamedTemporaryFile("w", suffix=".scn") as file:
        file.write(text)
        file.flush()
        done = subprocess.run([KANON, "run", file.name], capture_output=True, text=True)
    assert done.returncode == 0, f"kanon run: {done.stderr}"
    last = done.stdout.strip().splitlines()[-1]
    found = re.fullmatch(r"state ([0-9a-f]{32})", last)
    assert found, f"kanon run ends with {last!r}"
    return found.group(1)


class Page:
    """One browser with the page in it."""

    def __init__(self, address):
        self.address = address
        self.profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        options = webdriver.ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        for flag in [*FLAGS, f"--user-data-dir={self.profile.name}"]:
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        service = Service("/usr/bin/chromedriver")
        self.browser = webdriver.Chrome(options=options, service=service)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.browser.quit()
        self.profile.cleanup()

    def fresh(self, fragment="", width=1280, scheme="light"):
        """Opens the page anew, on a screen of that width."""
        metrics = {"width": width, "height": 1000, "deviceScaleFactor": 1, "mobile": False}
        self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
        self.browser.get("about:blank")
        self.browser.get(self.address + fragment)
        self.wait(lambda: self.all("#kanon"), "the page to start")
        self.browser.execute_script("localStorage.clear()")

    def wait(self, condition, what):
        """Waits until the condition holds."""
        wait = WebDriverWait(self.browser, WAIT_SECONDS, poll_frequency=0.02)
        return wait.until(lambda _: condition(), f"waited for {what}")

    def all(self, css):
        """All elements that a selector finds."""
        return self.browser.find_elements(By.CSS_SELECTOR, css)

    def one(self, css):
        """The only element that a selector finds."""
        found = self.all(css)
        assert len(found) == 1, f"{len(found)} elements are {css}"
        return found[0]

    def click(self, css):
        """Clicks the element; waits until the page has drawn what comes of it."""
        element = self.one(css)
        self.browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()
        self.settle()

    def press(self, key):
        """Presses a key, nothing having the focus."""
        self.one("body").send_keys(key)
        self.settle()

    def settle(self):
        """Lets the page draw."""
        self.browser.execute_async_script(
            "const done = arguments[0]; setTimeout(() => requestAnimationFrame(() => done()), 0)"
        )

    def state(self):
        """The digest that the page shows."""
        return self.one("#kanon").get_attribute("data-state")

    def at(self):
        """How many steps have happened, and how many there are."""
        root = self.one("#kanon")
        return int(root.get_attribute("data-at")), int(root.get_attribute("data-steps"))

    def broken(self):
        """The properties whose lamps are lit, each with the step that broke it first."""
        lit = self.all("[data-lamp=broken]")
        name = "data-property"
        return {lamp.get_attribute(name): int(lamp.get_attribute("data-broke")) for lamp in lit}

    def text(self):
        """The scenario as the page has it."""
        return self.one("#scenario").get_property("value")

    def type(self, text):
        """Writes a scenario's text over the one that is there."""
        area = self.one("#scenario")
        area.send_keys(Keys.CONTROL, "a")
        area.send_keys(text)
        self.settle()

    def load(self, text):
        """Plays another scenario's text."""
        self.type(text)
        self.click("#load")

    def choose(self, name, text):
        """Chooses from a list, by how the choice begins."""
        select = Select(self.one(f"select[name={name}]"))
        choices = [option.text for option in select.options if option.text.startswith(text)]
        assert len(choices) == 1, f"{choices} begin with {text}"
        select.select_by_visible_text(choices[0])
        self.settle()

    def errors(self):
        """What the console has said that is worse than information, since it was last asked."""
        said = self.browser.get_log("browser")
        return [entry["message"] for entry in said if entry["level"] in ("SEVERE", "WARNING")]

    def screenshot(self, name):
        """Keeps what is seen."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        time.sleep(0.4)  # Until the halo has come in.
        self.browser.save_screenshot(str(SCREENSHOTS / f"{name}.png"))
