// What the page's other scripts share: its data, making elements out of text, sorting tables.
"use strict";
const page = (() => {
  const data = JSON.parse(document.getElementById("data").textContent);

  /** An element whose content is text, never markup. */
  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  /** Fills a select with options; each is [value, label]. */
  function fill(select, options) {
    select.replaceChildren(
      ...options.map(([value, label]) => {
        const option = element("option", "", label);
        option.value = value;
        return option;
      }));
  }

  /** A score as the tables of this page write it. */
  function figure(value) {
    if (value === undefined || value === null) return "–";
    const size = Math.abs(value);
    if (size > 0 && size < 0.001) return value.toExponential(2);
    if (size >= 10000) return Math.round(value).toLocaleString("en");
    return value.toFixed(size >= 100 ? 1 : 3);
  }

  function order(cell) {
    if (cell.dataset.order !== undefined) {
      return cell.dataset.order === "" ? NaN : Number(cell.dataset.order);
    }
    const text = cell.textContent.trim();
    const number = Number(text.replaceAll(",", "").replace("−", "-"));
    return text === "" || text === "–" ? NaN : Number.isNaN(number) ? text : number;
  }

  function compare(a, b) {
    if (typeof a === "number" && typeof b === "number") return a - b;
    return String(a).localeCompare(String(b), "en", {numeric: true});
  }

  /** Sorts by a column; the other way when it is sorted already. Cells without a figure stay last. */
  function sort(table, column, head) {
    const up = head.getAttribute("aria-sort") === "descending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    const body = table.tBodies[0];
    const rows = Array.from(body.rows, row => ({row, value: order(row.cells[column])}));
    const missing = entry => typeof entry.value === "number" && Number.isNaN(entry.value);
    rows.sort((a, b) => {
      if (missing(a) || missing(b)) return missing(a) - missing(b);
      return up ? compare(a.value, b.value) : compare(b.value, a.value);
    });
    body.append(...rows.map(entry => entry.row));
  }

  for (const table of document.querySelectorAll("table.sortable")) {
    Array.from(table.tHead.rows[0].cells).forEach((head, column) => {
      const button = element("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => sort(table, column, head));
    });
  }

  const firstMatrix = document.querySelector("details.matrix");
  if (firstMatrix) firstMatrix.open = true;
  const variants = document.querySelectorAll("details.variant");
  if (variants.length <= 4) variants.forEach(variant => { variant.open = true; });
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = Array.from(document.querySelectorAll("details:not([open])"));
    opened.forEach(details => { details.open = true; });
  });
  addEventListener("afterprint", () => opened.forEach(details => { details.open = false; }));

  return {data, element, fill, figure};
})();
