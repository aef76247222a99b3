"""What the page must do, each check from a freshly opened page."""

import re

from selenium.webdriver.common.keys import Keys

from page import ROOT, native

FLAW = "m01-truncate-to-high-watermark"
KIP_101 = ROOT / "tests" / "scenarios" / f"{FLAW}.scn"


def lines_without(text, word):
    """The text without the lines that begin with a word."""
    lines = text.splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(word))


def the_flaw():
    """The way to KIP-101's flaw, whatever state it says that it ends in."""
    return lines_without(KIP_101.read_text(), "state")


def without_the_flaw(text):
    """The same steps with every rule in force."""
    return lines_without(text, "without")


def play(page):
    """Plays step by step to the end; the digest after each step, and the lamps."""
    at, steps = page.at()
    seen = [(page.state(), page.broken())]
    for step in range(at + 1, steps + 1):
        page.click("#forward")
        assert page.at() == (step, steps)
        seen.append((page.state(), page.broken()))
    return seen


def prefix(text, steps):
    """The text of a scenario up to so many steps."""
    kept, count = [], 0
    for line in text.splitlines():
        said = line.split("#")[0].split()
        world = not said or said[0] in (
            "brokers", "replicas", "isr", "min-isr", "elr", "consumer", "without"
        )
        count += 0 if world else 1
        if count <= steps:
            kept.append(line)
    return "\n".join(kept) + "\n"


def kip_101(page):
    """KIP-101 with the flaw lights CommittedDurable at its last step; without it, nothing."""
    text = the_flaw()
    page.load(text)
    with_flaw = play(page)
    last = len(with_flaw) - 1
    assert all(not broken for _, broken in with_flaw[:last]), with_flaw
    assert with_flaw[last][1].get("CommittedDurable") == last, with_flaw[last]
    for steps, (state, _) in enumerate(with_flaw):
        assert state == native(prefix(text, steps)), f"after {steps} steps"
    page.screenshot("flaw")

    page.browser.execute_script("arguments[0].click()", page.one(f"[data-mistake={FLAW}]"))
    page.settle()
    assert page.at() == (last, last) and page.broken() == {}, "the rule mends it"
    assert page.state() == native(without_the_flaw(text)), "the same steps, natively"
    page.load(without_the_flaw(text))
    without_flaw = play(page)
    assert all(not broken for _, broken in without_flaw), without_flaw
    assert without_flaw[last][0] == native(without_the_flaw(text))
    assert without_flaw[last][0] != with_flaw[last][0]


def lamp_leads_to_its_step(page):
    """A lit lamp leads to the step that broke its property."""
    page.load(the_flaw() + "ask 1\nserve 1\n")
    page.click("#last")
    broke = page.broken()["CommittedDurable"]
    assert page.at()[0] == broke + 2
    page.click("[data-property=CommittedDurable] button")
    assert page.at()[0] == broke


def heal(page):
    """Plays on until there is nothing left to heal."""
    page.choose("speed", "fast")
    if page.one("#play").is_enabled():
        page.click("#play")
        page.wait(lambda: not page.one("#play").is_enabled(), "health")


def examples(page):
    """Each example plays to the state that its text plays to natively, and each mistake shows."""
    values = [o.text for o in page.all("select[name=example] option") if o.is_enabled()]
    files = len(list(KIP_101.parent.glob("*.scn")))
    assert files < len(values), values
    for name in values:
        page.choose("example", name)
        page.click("#last" if page.one("#last").is_enabled() else "#first")
        assert page.state() == native(page.text()), name
        if not re.match(r"[A-Z]\d\d ", name):  # It is not named for a mistake.
            assert not page.broken(), name
        elif not page.broken():  # What never comes about shows when nothing is left to do.
            heal(page)
            assert page.broken(), name


def verbs(page):
    """Verbs are done, undone and done again; a refused one is disabled and says why."""
    page.load("brokers 3\n")
    states = [page.state()]
    for verb in ["produce 0 acks=all", "ask 1", "serve 1", "take 1", "flush 1", "crash 0 keep=1"]:
        page.click(f"[data-verb='{verb}']")
        states.append(page.state())
    assert len(set(states)) == len(states), "every step changes the state"
    assert page.state() == native(page.text())
    refused = page.one("[data-verb='produce 0 acks=all']")
    assert not refused.is_enabled() and "refused" in refused.get_attribute("title")
    page.click("[data-verb='restart 0']")
    for state in reversed(states):
        page.click("#back")
        assert page.state() == state
    assert not page.one("#back").is_enabled()
    page.click("#last")
    assert page.state() == native(page.text())


def controller(page):
    """A broker is fenced, comes back and joins again, by the controller's messages."""
    page.load("brokers 3\nproduce 0 acks=all\n")
    page.click("#last")
    for verb in ["crash 2 keep=0", "fence 2"]:
        page.click(f"[data-verb='{verb}']")
    assert beads(page) == ["1", "1"] and "2" in page.one(".broker.fenced .id").text
    for verb in ["learn 0", "restart 2", "register 2", "unfence 2", "learn 0", "learn 0"]:
        page.click(f"[data-verb='{verb}']")
    assert not page.one("[data-verb='expand 0 follower=2']").is_enabled(), "it has no record yet"
    for verb in ["ask 2", "serve 2", "take 2", "ask 2", "serve 2", "expand 0 follower=2"]:
        page.click(f"[data-verb='{verb}']")
    assert "0 1 2" in page.one(".pill.proposal").text
    for verb in ["alter 0", "lose-alter 0", "resend 0", "alter 0"]:
        page.click(f"[data-verb='{verb}']")
    assert "INVALID_UPDATE_VERSION" in page.one(".pill.proposal").text
    for verb in ["altered 0", "learn 0"]:
        page.click(f"[data-verb='{verb}']")
    assert not page.all(".pill.proposal") and "in sync 0 1 2" in words(page)
    heal(page)
    assert beads(page) == [] and page.broken() == {}
    assert page.state() == native(page.text())


def beads(page):
    """The decisions that brokers have yet to learn, from the first broker to the last."""
    return [bead.text for bead in page.all(".bead")]


def words(page):
    """The picture in words."""
    return page.one("svg.stage").get_attribute("aria-label")


def forks(page):
    """Another step in the middle forks, and the way that was left can be gone back to."""
    page.choose("example", "1")
    before = page.text()
    page.click("[data-step='1']")
    page.click("[data-verb='flush 0']")
    assert page.at() == (2, 2)
    forked = page.text()
    page.click(".branch")
    assert page.text() == before
    page.click(".branch")
    assert page.text() == forked


def links(page):
    """A link brings back the run and the place; a bad one says so and loses nothing."""
    page.choose("example", "M03")
    page.click("[data-step='7']")
    state = page.state()
    page.click("#share")
    fragment = page.browser.execute_script("return location.hash")
    assert fragment.startswith("#2/") and len(fragment) < 2000, fragment
    page.fresh(fragment)
    assert page.state() == state and page.at()[0] == 7
    page.browser.execute_script("location.hash = '#2/3-7-1/zz/0'")
    page.wait(lambda: page.all(".notice"), "a word about the link")
    assert "zz" in page.one(".notice").text and page.state() == state
    page.fresh("#1/3-7-1/p0a.h2/0")
    assert "`shrink` named no leader" in page.one(".notice").text and page.at()[1] > 0
    page.fresh("#nonsense")
    assert "link" in page.one(".notice").text and page.at()[1] > 0


def malformed(page):
    """A malformed text is named by line and column, and the run stays."""
    state = page.state()
    page.type("brokers 3\nproduce 0 acks=all\nask 7\n")
    assert page.one("#complaint").text.startswith("3:5:"), page.one("#complaint").text
    page.click("#load")
    assert page.state() == state
    page.click("#revert")
    assert page.one("#complaint").text == "" and page.state() == state


def wrong_state(page):
    """A text that says another last state than it has is told so."""
    page.load("brokers 2\nproduce 0 acks=1\nstate " + "0" * 32 + "\n")
    assert "0" * 32 in page.one(".notice").text


def playing(page):
    """Play goes to the end by itself, stops there, and then heals."""
    page.load("brokers 2\nproduce 0 acks=all\n")
    page.choose("speed", "fast")
    page.click("#play")
    page.wait(lambda: page.at() == (1, 1) and "Heal" in page.one("#play").text, "the end")
    heal(page)
    assert page.at()[1] > 5 and page.broken() == {}
    assert page.state() == native(page.text())


def keys(page):
    """The keys of the main buttons work, and not where text is written."""
    page.choose("example", "M01")
    page.browser.execute_script("document.activeElement.blur()")
    page.press(Keys.ARROW_RIGHT)
    page.press(Keys.ARROW_RIGHT)
    page.press(Keys.ARROW_LEFT)
    assert page.at()[0] == 1
    page.press("v")
    assert page.at()[0] == page.broken()["CommittedDurable"]
    page.press(Keys.HOME)
    assert page.at()[0] == 0
    page.one("#scenario").send_keys(Keys.ARROW_RIGHT)
    assert page.at()[0] == 0


def worlds(page):
    """Brokers and min-isr can be chosen; the old run is kept."""
    page.choose("brokers", "2")
    assert len(page.all(".lane")) == 2
    page.choose("min-isr", "2")
    page.choose("elr", "off")
    assert "min-isr 2" in page.text() and "elr off" in page.text()
    page.choose("consumer", "on")
    page.click("#last")
    page.click('[data-verb="latest 0"]')
    page.click('[data-verb="read 0"]')
    assert "the consumer reads from" in words(page) and page.one("[data-consumer]")
    assert page.state() == native(page.text())
    page.choose("consumer", "off")
    assert "read 0" not in page.text() and not page.all("[data-consumer]")
    page.click("#last")
    assert page.state() == native(page.text())


def reassigned(page):
    """A broker loses its replica and gets another, and its card and log say so."""
    page.load("brokers 2\nproduce 0 acks=all\nunassign 1\nlearn 1\n")
    page.click("#last")
    assert "no replica" in page.one(".stage").text
    page.click('[data-verb="assign 1"]')
    assert page.one(".plug.out") and "⊕" in page.one(".stage").text
    page.click('[data-verb="catch-up 0"]')
    assert page.state() == native(page.text())


def accessible(page):
    """Every control has a name, the picture has words, the last event is announced."""
    nameless = page.browser.execute_script(
        "return [...document.querySelectorAll('button, select, textarea, input')].filter(e =>"
        " !(e.innerText || e.ariaLabel || e.title || (e.labels || []).length)).length"
    )
    assert nameless == 0, f"{nameless} controls have no name"
    assert "broker 0 leads" in words(page)
    assert page.one("[aria-live=polite]").text


def pictures(page):
    """The page fits a wide and a narrow screen, in light and dark."""
    for width in (1280, 390):
        for scheme in ("light", "dark"):
            page.fresh(width=width, scheme=scheme)
            page.choose("example", "2")
            page.click("[data-step='29']")
            page.browser.execute_script("scrollTo(0, 0)")
            wide = "return document.documentElement.scrollWidth - innerWidth"
            assert page.browser.execute_script(wide) <= 0, f"{width} is too narrow"
            page.screenshot(f"{scheme}-{width}")
    ground = "return getComputedStyle(document.body).backgroundColor"
    page.fresh(scheme="light")
    light = page.browser.execute_script(ground)
    page.click("#theme")
    assert page.browser.execute_script(ground) != light, "the button makes it dark"


ALL = [
    kip_101,
    lamp_leads_to_its_step,
    examples,
    verbs,
    controller,
    forks,
    links,
    malformed,
    wrong_state,
    playing,
    keys,
    worlds,
    reassigned,
    accessible,
    pictures,
]
