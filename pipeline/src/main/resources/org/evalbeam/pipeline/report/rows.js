// Lists the trials: filters, order, a page at a time, and each trial's texts when it is opened.
"use strict";
(() => {
  const {data, element, fill, figure} = page;
  const PAGE = 50;
  const find = id => document.getElementById(id);
  const [variant, metric, status, order, text] =
    ["variant", "metric", "status", "order", "text"].map(name => find("row-" + name));
  const body = find("row-body");
  let chosen = [];
  let shown = 0;

  const sourceOf = trial => data.sources[trial.s];
  const scoresOf = trial =>
    metric.value === "" ? trial.scores : trial.scores.filter(s => s.m === Number(metric.value));

  function hasStatus(trial) {
    if (status.value === "") return true;
    if (status.value === "ok") {
      return trial.status === "ok" && scoresOf(trial).every(score => !score.status);
    }
    if (status.value === "wrong") return scoresOf(trial).some(score => score.bad === 1);
    return trial.status === status.value || scoresOf(trial).some(s => s.status === status.value);
  }

  function holdsText(trial, wanted) {
    if (wanted === "") return true;
    const source = sourceOf(trial);
    return [source.query, source.expected, trial.answer, trial.error].some(
      part => part !== undefined && part.toLowerCase().includes(wanted));
  }

  const badness = trial => {
    if (metric.value === "") return trial.bad;
    return Math.max(...scoresOf(trial).map(score => score.status === "failed" ? 2 : score.bad));
  };

  function byPlace(a, b) {
    const [one, other] = [sourceOf(a), sourceOf(b)];
    return one.dataset.localeCompare(other.dataset) || one.line - other.line || a.v - b.v || a.r - b.r;
  }

  const orders = {
    worst: (a, b) => badness(b) - badness(a) || byPlace(a, b),
    best: (a, b) => badness(a) - badness(b) || byPlace(a, b),
    place: byPlace
  };

  function choose() {
    const wanted = text.value.trim().toLowerCase();
    chosen = data.trials.filter(trial =>
      (variant.value === "" || trial.v === Number(variant.value))
      && (metric.value === "" || scoresOf(trial).length > 0)
      && hasStatus(trial)
      && holdsText(trial, wanted));
    chosen.sort(orders[order.value]);
    shown = 0;
    body.replaceChildren();
    more();
  }

  function more() {
    body.append(...chosen.slice(shown, shown + PAGE).flatMap(rowOf));
    shown = Math.min(chosen.length, shown + PAGE);
    find("row-count").textContent = chosen.length === 0
      ? "No trial is so."
      : "Shown: " + shown.toLocaleString("en") + " of " + chosen.length.toLocaleString("en") + ".";
    find("row-more").parentElement.hidden = shown >= chosen.length;
  }

  /** A cell with the beginning of a text. */
  function textCell(label, content, className) {
    const cell = element("td", "clamped " + (className || ""));
    cell.dataset.label = label;
    const inner = element("div", "text", content === undefined ? "–" : content);
    inner.dir = "auto";
    cell.append(inner);
    return cell;
  }

  function chip(score) {
    const {name, quality} = data.metrics[score.m] || {name: "?", quality: false};
    const level = score.status ? "lost" : !quality ? "plain"
      : score.bad >= 0.995 ? "bad" : score.bad <= 0.005 ? "good" : "middle";
    const made = element("span", "chip " + level);
    made.append(element("bdi", "", name), " ",
      element("b", "", score.status ? score.status.replace("_", " ") : figure(score.score)));
    return made;
  }

  function rowOf(trial) {
    const source = sourceOf(trial);
    const row = element("tr", "trial");
    const head = element("th");
    head.scope = "row";
    const button = element("button", "open", "#" + source.line);
    button.type = "button";
    button.setAttribute("aria-expanded", "false");
    button.title = "row " + source.line + " of " + source.dataset + ", repeat " + (trial.r + 1);
    head.append(button, element("span", "hint", "repeat " + (trial.r + 1)));
    const name = element("td", "variant", data.variants[trial.v]);
    name.dir = "auto";
    name.dataset.label = "Variant";
    const scores = element("td", "scores");
    scores.dataset.label = "Scores";
    scores.append(...scoresOf(trial).map(chip));
    const answer = trial.status === "ok"
      ? textCell("Answer", trial.answer)
      : textCell("Answer", trial.status + ": " + trial.reason, "lost");
    row.append(head, name, textCell("Query", source.query), textCell("Expected", source.expected),
      answer, scores);
    const details = element("tr", "details");
    details.hidden = true;
    button.addEventListener("click", () => {
      const open = details.hidden;
      if (open && !details.firstChild) details.append(detailsOf(trial));
      details.hidden = !open;
      button.setAttribute("aria-expanded", String(open));
    });
    return [row, details];
  }

  /** A whole text, with a note where it is cut. */
  function block(title, content, length) {
    if (content === undefined || content === "") return [];
    const pre = element("pre", "text", content);
    pre.dir = "auto";
    const parts = [element("h4", "", title), pre];
    if (length) {
      parts.push(element("p", "note", "Cut: the whole has " + length.toLocaleString("en")
        + " characters and stands in the tables."));
    }
    return parts;
  }

  function detailsOf(trial) {
    const source = sourceOf(trial);
    const cell = element("td");
    cell.colSpan = 6;
    cell.append(
      ...block("Query", source.query, source.queryLength),
      ...block("Expected", source.expected, source.expectedLength),
      ...block("Answer", trial.answer, trial.answerLength));
    if (trial.status !== "ok") {
      cell.append(...block("No answer: " + trial.reason, trial.error || "–"));
    }
    for (const score of trial.scores) {
      const title = element("h4", "score");
      title.append(chip(score));
      cell.append(title);
      if (score.status) {
        const error = [score.reason, score.error].filter(Boolean).join(": ");
        const why = element("p", "note text", error);
        why.dir = "auto";
        cell.append(why);
      }
      cell.append(...block("", score.text, score.textLength).filter(part => part.textContent));
    }
    if (trial.seconds !== undefined) {
      cell.append(element("p", "note", "Answered in " + figure(trial.seconds) + " s."));
    }
    return cell;
  }

  const any = label => ["", label];
  fill(variant, [any("all"), ...data.variants.map((name, v) => [String(v), name])]);
  fill(metric, [any("all"), ...data.metrics.map((m, i) => [String(i), m.name])]);
  fill(status, [any("any"), ["wrong", "worst score"], ["failed", "failed"],
    ["unparsed", "unparsed"], ["not_applicable", "not applicable"], ["ok", "ok"]]);
  fill(order, [["worst", "worst first"], ["best", "best first"], ["place", "as in the dataset"]]);
  const controls = find("row-controls");
  controls.addEventListener("submit", event => event.preventDefault());
  for (const select of [variant, metric, status, order]) select.addEventListener("change", choose);
  // Not on its change, which comes when it is left: what was clicked would be gone by then.
  text.addEventListener("input", choose);
  controls.addEventListener("reset", () => setTimeout(choose));
  find("row-more").addEventListener("click", more);
  choose();
})();
