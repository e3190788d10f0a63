"""Opens reports in a real headless Chromium and uses them as a reader would.

Usage: report.py EVALBEAM WORK_FOLDER DEMO_REPORT WIDE_REPORT LONG_REPORT
"""

import json
import pathlib
import subprocess
import sys
import time

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

HOSTILE = [
    "</script><script>document.title='owned'</script>",
    "<!-- <script> --><img src=x onerror=\"document.title='owned'\">",
    "{{7*7}} ${7*7} #{7*7} {% raw %}",
    "abc\u202egnp.exe",
    "👩‍👩‍👧‍👦 naïve 漢字 עברית 🇫🇷",
    "x" * (1 << 20),
]

# Ratio of WCAG 2: of each element with text of its own, against what lies behind it.
CONTRAST = """
const channel = c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
const parts = text => (text.match(/[\\d.]+/g) || []).map(Number);
function behind(element) {
  for (let at = element; at; at = at.parentElement) {
    const colour = parts(getComputedStyle(at).backgroundColor);
    if (colour.length === 3 || colour[3] === 1) return colour;
  }
  return [255, 255, 255];
}
const faint = [];
for (const element of document.querySelectorAll("body *")) {
  const own = Array.from(element.childNodes).some(n => n.nodeType === 3 && n.textContent.trim());
  if (!own || element.closest("script, svg") || !element.getClientRects().length) continue;
  const [a, b] = [light(parts(getComputedStyle(element).color)), light(behind(element))];
  const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  if (ratio < 4.5) faint.push(element.outerHTML.slice(0, 90) + " " + ratio.toFixed(2));
}
for (const text of document.querySelectorAll(".chart svg text")) {
  const fill = getComputedStyle(text).fill;
  const [a, b] = [light(parts(fill)), light(behind(text.closest(".chart")))];
  const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  if (ratio < 4.5) faint.push("chart text " + fill + " " + ratio.toFixed(2));
}
return faint;
"""


class Browser:
    """A Chromium that has never seen a network."""

    def __init__(self):
        options = webdriver.ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = webdriver.Chrome(
            options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))
        self.driver.set_script_timeout(60)

    def open(self, report, scheme="light", width=1280, height=900):
        self.driver.execute_cdp_cmd(
            "Emulation.setEmulatedMedia",
            {"media": "", "features": [
                {"name": "prefers-color-scheme", "value": scheme},
                {"name": "prefers-reduced-motion", "value": "reduce"}]})
        # Headless windows have a least width; phones are narrower.
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False})
        started = time.monotonic()
        self.driver.get(pathlib.Path(report).resolve().as_uri())
        print(f"{report}: {scheme}, {width} wide, loaded in {time.monotonic() - started:.1f} s")
        self.settled()

    def settled(self):
        """Waits for what is drawn, and asks the console for complaints."""
        self.driver.execute_async_script(
            "const done = arguments[0]; requestAnimationFrame(() => setTimeout(done, 50));")
        complaints = self.driver.get_log("browser")
        assert complaints == [], complaints
        fetched = self.script("return performance.getEntriesByType('resource').map(e => e.name)")
        assert fetched == [], fetched

    def script(self, text):
        return self.driver.execute_script(text)

    def all(self, css):
        return self.driver.find_elements(By.CSS_SELECTOR, css)

    def one(self, css):
        return self.driver.find_element(By.CSS_SELECTOR, css)

    def texts(self, css):
        return self.script(
            f"return Array.from(document.querySelectorAll({json.dumps(css)}), e => e.textContent)")

    def choose(self, select_id, label):
        Select(self.one("#" + select_id)).select_by_visible_text(label)
        self.settled()

    def fits(self):
        wide, seen = self.script(
            "return [document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert wide <= seen, f"the page is {wide} wide in a window of {seen}"

    def readable(self):
        faint = self.script(CONTRAST)
        assert faint == [], "below WCAG AA:\n" + "\n".join(faint[:20])


def charts(browser):
    assert len(browser.all(".chart svg")) == 5
    labels = browser.texts("#chart-intervals svg text")
    assert "simulated-large" in labels, labels
    browser.choose("chart-metric", "generation_time")
    assert any("generation_time" in text for text in browser.texts("#chart-intervals svg text"))
    assert len(browser.all(".chart svg")) == 5
    browser.choose("chart-metric", "qcm_exactness")


def sorting(browser):
    variants = "table.means tbody th"
    means = "table.means tbody td:nth-child(2) .mean"
    button = browser.one("table.means thead th:nth-child(2) button")
    button.click()
    down = [float(text) for text in browser.texts(means)]
    assert down == sorted(down, reverse=True) and len(set(down)) > 1, down
    first = browser.texts(variants)
    button.send_keys(Keys.ENTER)
    up = [float(text) for text in browser.texts(means)]
    assert up == sorted(up), up
    assert browser.texts(variants) == first[::-1]
    head = browser.one("table.means thead th:nth-child(2)")
    assert head.get_attribute("aria-sort") == "ascending"


def filters(browser):
    trials = "#row-body tr.trial"
    count = lambda: browser.one("#row-count").text
    assert len(browser.all(trials)) == 50
    assert count() == "Shown: 50 of 1,350.", count()
    browser.one("#row-more").send_keys(Keys.ENTER)
    assert len(browser.all(trials)) == 100
    browser.choose("row-variant", "simulated-small")
    assert set(browser.texts(trials + " .variant")) == {"simulated-small"}
    assert count() == "Shown: 50 of 450.", count()
    browser.choose("row-metric", "qcm_exactness")
    assert set(browser.texts(trials + " .chip bdi")) == {"qcm_exactness"}
    assert set(browser.texts(trials + " .chip b")) == {"0.000"}, "worst first"
    browser.choose("row-order", "best first")
    assert set(browser.texts(trials + " .chip b")) == {"1.000"}
    browser.choose("row-status", "worst score")
    assert set(browser.texts(trials + " .chip b")) == {"0.000"}
    browser.choose("row-status", "failed")
    assert browser.all(trials) == [] and count() == "No trial is so.", count()
    browser.one("#row-controls button[type=reset]").click()
    browser.settled()
    assert count() == "Shown: 50 of 1,350.", count()
    browser.one("#row-text").send_keys("12-volt storage battery")
    browser.settled()
    found = browser.texts(trials + " td:nth-child(3)")
    assert found and all("12-volt storage battery" in text for text in found), found[:3]
    opener = browser.one(trials + " button.open")
    opener.send_keys(Keys.ENTER)
    assert opener.get_attribute("aria-expanded") == "true"
    assert "Which of the following" in browser.one("tr.details pre").text
    browser.settled()


def hostile(browser, evalbeam, work):
    spec = {
        "name": "hostile <script>document.title='owned'</script>",
        "readme": HOSTILE[1],
        "experiments": [{
            "name": "e",
            "dataset": {
                "name": "rows",
                "df": [{"query": text[:2000], "output_true": text[:2000]} for text in HOSTILE],
            },
            "metrics": ["output_length"],
            "model": {"aliased_name": HOSTILE[0], "output": HOSTILE},
        }],
    }
    path = work / "hostile.json"
    path.write_text(json.dumps(spec))
    subprocess.run(
        [evalbeam, "run", f"--spec={path}", f"--output={work}/hostile"],
        check=True, stdout=subprocess.DEVNULL)
    report = work / "hostile" / "report.html"
    assert report.stat().st_size < 1_500_000, report.stat().st_size
    browser.open(report)
    browser.choose("row-order", "as in the dataset")
    for opener in browser.all("button.open"):
        opener.send_keys(Keys.ENTER)
    browser.settled()
    browser.script("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    assert browser.driver.title == spec["name"] + " · evalbeam report", browser.driver.title
    assert browser.texts("h1") == [spec["name"]]
    assert browser.all("img, iframe, object, embed, base") == []
    assert len(browser.script("return document.scripts")) == 7
    answers = browser.script("""
      return Array.from(document.querySelectorAll("tr.details"), row =>
        Array.from(row.querySelectorAll("h4")).find(h => h.textContent === "Answer")
          .nextElementSibling.textContent)""")
    shown = [text.replace("\u202e", "⟨U+202E⟩") for text in HOSTILE]
    assert answers[:5] == shown[:5], answers[:5]
    assert answers[5] == "x" * 3000, len(answers[5])
    notes = browser.texts("tr.details .note")
    assert any("1,048,576 characters" in note for note in notes), notes
    browser.fits()
    browser.open(report, width=360)
    browser.fits()


def wide(browser, report):
    browser.open(report)
    assert len(browser.all("table.means tbody tr")) == 200
    assert browser.one("#row-count").text == "Shown: 50 of 5,000."
    started = time.monotonic()
    browser.choose("row-variant", "variant-199")
    assert browser.one("#row-count").text == "Shown: 25 of 25.", browser.one("#row-count").text
    browser.choose("row-variant", "all")
    browser.one("#row-text").send_keys("Question 17:")
    browser.one("table.means thead th:nth-child(2) button").send_keys(Keys.ENTER)
    means = [float(text) for text in browser.texts("table.means tbody td .mean")]
    assert means == sorted(means, reverse=True)
    browser.settled()
    elements = browser.script("return document.querySelectorAll('*').length")
    print(f"four filters and a sorting in {time.monotonic() - started:.1f} s, {elements} elements")
    assert elements < 50_000, elements


def main(evalbeam, work, demo, wide_report, long_report):
    browser = Browser()
    try:
        browser.open(demo)
        charts(browser)
        sorting(browser)
        filters(browser)
        for scheme in ("light", "dark"):
            browser.open(demo, scheme=scheme)
            browser.script("document.querySelector('button.open').click()")
            browser.settled()
            browser.readable()
        browser.open(demo, width=360)
        browser.fits()
        printed = browser.driver.execute_cdp_cmd("Page.printToPDF", {})
        assert len(printed["data"]) > 20_000
        hostile(browser, evalbeam, pathlib.Path(work))
        wide(browser, wide_report)
        browser.open(long_report)
        assert pathlib.Path(long_report).stat().st_size <= 20_000_000
        browser.fits()
    finally:
        browser.driver.quit()


if __name__ == "__main__":
    main(*sys.argv[1:])
