// Draws the charts of one metric on one dataset. Vega's expressions are interpreted, not compiled,
// since the page's policy allows no code that is made from text.
"use strict";
(() => {
  const {data, fill} = page;
  const SHOWN = 40;
  const LABELLED = 12;
  const datasetSelect = document.getElementById("chart-dataset");
  const metricSelect = document.getElementById("chart-metric");
  const views = [];

  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  function config() {
    const axis = {
      labelColor: colour("--muted"), titleColor: colour("--muted"), gridColor: colour("--line"),
      domainColor: colour("--line"), tickColor: colour("--line"), labelFontSize: 12,
      titleFontSize: 12, titleFontWeight: "normal", labelLimit: innerWidth < 600 ? 110 : 200
    };
    return {
      background: "transparent",
      font: getComputedStyle(document.body).fontFamily,
      view: {stroke: null},
      axis,
      text: {color: colour("--ink"), fontSize: 12}
    };
  }

  function draw(id, spec, name) {
    const place = document.getElementById(id);
    place.replaceChildren();
    if (!spec) {
      place.append(page.element("p", "note", "Nothing is known of it."));
      return;
    }
    const whole = {
      width: Math.max(200, place.clientWidth - 4),
      autosize: {type: "fit-x", contains: "padding"},
      description: name,
      config: config(),
      ...spec
    };
    const compiled = vegaLite.compile(whole, {logger: vega.logger(vega.Error)}).spec;
    const view = new vega.View(vega.parse(compiled, null, {ast: true}), {
      expr: vega.expressionInterpreter,
      renderer: "svg",
      container: place,
      hover: true,
      logLevel: vega.Error
    });
    views.push(view.runAsync());
  }

  const value = (field, title) => ({
    field, type: "quantitative", title, scale: {zero: false, nice: true},
    axis: {grid: true, tickCount: 5, labelFlush: false}
  });

  function byVariant(names) {
    return {
      field: "variant", type: "nominal", sort: names, title: null,
      axis: {grid: false, ticks: false, domain: false, labelPadding: 8}
    };
  }

  function intervals(rows, names, title) {
    const tooltip = [
      {field: "variant", title: "variant"}, {field: "mean", title: "mean", format: ".4~g"},
      {field: "low", title: "from", format: ".4~g"}, {field: "high", title: "to", format: ".4~g"}
    ];
    return {
      height: {step: 24},
      data: {values: rows},
      encoding: {y: byVariant(names), tooltip},
      layer: [
        {mark: {type: "rule", size: 3, color: colour("--blue"), opacity: 0.55},
          encoding: {x: value("low", title), x2: {field: "high"}}},
        {mark: {type: "point", filled: true, size: 70, color: colour("--blue"), opacity: 1},
          encoding: {x: value("mean", title)}}
      ]
    };
  }

  function repeats(rows, names, title) {
    const each = rows.flatMap(row =>
      row.repeats.map((mean, k) => ({variant: row.variant, mean, repeat: k + 1})));
    return {
      height: {step: 24},
      data: {values: each},
      mark: {type: "point", shape: "circle", size: 60, strokeWidth: 1.5, color: colour("--blue"),
        fill: colour("--blue"), fillOpacity: 0.25, opacity: 1},
      encoding: {
        y: byVariant(names), x: value("mean", title),
        tooltip: [{field: "variant", title: "variant"}, {field: "repeat", title: "repeat"},
          {field: "mean", title: "mean", format: ".4~g"}]
      }
    };
  }

  function spread(rows, names, title) {
    const parts = rows.filter(row => row.spread).flatMap(row => {
      const {low, high, counts} = row.spread;
      const all = counts.reduce((a, b) => a + b, 0);
      const width = high > low ? (high - low) / counts.length : 1;
      const from = high > low ? low : low - 0.5;
      return counts.map((count, k) => ({
        variant: row.variant, from: from + k * width, to: from + (k + 1) * width,
        count, share: all ? count / all : 0
      }));
    });
    if (!parts.length) return null;
    return {
      height: {step: 24},
      data: {values: parts},
      mark: {type: "rect", stroke: colour("--card"), strokeWidth: 1},
      encoding: {
        y: byVariant(names),
        x: {field: "from", type: "quantitative", title, scale: {zero: false, nice: false},
          axis: {grid: false, tickCount: 5, labelFlush: false}},
        x2: {field: "to"},
        color: {field: "share", type: "quantitative", title: "share",
          scale: {type: "sqrt", domainMin: 0, range: [colour("--empty"), colour("--full")]},
          legend: {format: ".0%", gradientLength: 130, orient: "top", titleOrient: "left",
            gradientThickness: 8, labelColor: colour("--muted"), titleColor: colour("--muted"),
            titleFontWeight: "normal", tickCount: 2, labelOverlap: "greedy"}},
        tooltip: [{field: "variant", title: "variant"}, {field: "from", title: "from", format: ".4~g"},
          {field: "to", title: "to", format: ".4~g"}, {field: "count", title: "scores", format: ","},
          {field: "share", title: "share", format: ".1%"}]
      }
    };
  }

  function against(rows, field, across, title) {
    const known = rows.filter(row => row[field] !== undefined);
    if (!known.length) return null;
    const encoding = {
      x: {...value(field, across), axis: {grid: true, format: "~g", tickCount: 5}},
      y: value("mean", title),
      tooltip: [{field: "variant", title: "variant"}, {field: "mean", title: "mean", format: ".4~g"},
        {field, title: across, format: ".4~g"}]
    };
    const layer = [
      {mark: {type: "rule", size: 2, color: colour("--blue"), opacity: 0.45},
        encoding: {y: value("low", title), y2: {field: "high"}}},
      {mark: {type: "point", filled: true, size: 80, color: colour("--blue"), opacity: 1}}
    ];
    if (known.length <= LABELLED) {
      const middle = (Math.min(...known.map(row => row[field]))
        + Math.max(...known.map(row => row[field]))) / 2;
      for (const right of [false, true]) {
        layer.push({
          transform: [{filter: {field, [right ? "gt" : "lte"]: middle}}],
          mark: {type: "text", align: right ? "right" : "left", dx: right ? -9 : 9, dy: -7,
            color: colour("--ink"), limit: 180},
          encoding: {text: {field: "variant"}}
        });
      }
    }
    return {height: 230, data: {values: known}, encoding, layer};
  }

  function rowsOf(dataset, metric) {
    const better = data.metrics[metric].direction === "down" ? 1 : -1;
    return dataset.means
      .filter(row => row.m === metric && row.mean !== undefined)
      .map(row => ({...row, variant: data.variants[row.v],
        low: row.low ?? row.mean, high: row.high ?? row.mean}))
      .sort((a, b) => better * (a.mean - b.mean));
  }

  function drawAll() {
    views.splice(0).forEach(drawn => drawn.then(view => view.finalize()));
    const dataset = data.datasets[datasetSelect.value];
    if (!dataset || metricSelect.value === "") return;
    const metric = Number(metricSelect.value);
    const all = rowsOf(dataset, metric);
    const rows = all.slice(0, SHOWN);
    const names = rows.map(row => row.variant);
    const {name, unit} = data.metrics[metric];
    const title = unit ? name + ", " + unit : name;
    document.getElementById("chart-note").textContent =
      all.length > SHOWN ? "The best " + SHOWN + " of " + all.length + " variants." : "";
    const some = rows.length ? rows : null;
    draw("chart-intervals", some && intervals(rows, names, title), "Means with intervals");
    draw("chart-repeats", some && repeats(rows, names, title), "Means of each repeat");
    draw("chart-spread", some && spread(rows, names, title), "Distribution of scores");
    draw("chart-latency", against(rows, "seconds", "seconds", title), "Metric against latency");
    const priced = rows.some(row => row.cost !== undefined);
    document.getElementById("chart-cost-name").textContent = priced ? "cost" : "tokens";
    document.getElementById("chart-cost-hint").textContent =
      priced ? "mean cost of an answer" : "mean tokens of an answer; no prices are known";
    draw("chart-cost", priced
      ? against(rows, "cost", data.currency || "cost", title)
      : against(rows, "tokens", "tokens", title), "Metric against cost");
  }

  function metricsOf(dataset) {
    const there = new Set(dataset.means.map(row => row.m));
    return data.metrics.map((metric, m) => [String(m), metric.name]).filter(([m]) =>
      there.has(Number(m)));
  }

  function datasetChanged() {
    const dataset = data.datasets[datasetSelect.value];
    const before = metricSelect.value;
    const metrics = dataset ? metricsOf(dataset) : [];
    fill(metricSelect, metrics);
    if (metrics.some(([m]) => m === before)) metricSelect.value = before;
    drawAll();
  }

  fill(datasetSelect, data.datasets.map((dataset, d) => [String(d), dataset.name]));
  datasetSelect.parentElement.hidden = data.datasets.length < 2;
  datasetSelect.addEventListener("change", datasetChanged);
  metricSelect.addEventListener("change", drawAll);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  let width = innerWidth;
  addEventListener("resize", () => {
    if (Math.abs(innerWidth - width) > 8) {
      width = innerWidth;
      drawAll();
    }
  });
  datasetChanged();
})();
