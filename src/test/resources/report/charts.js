'use strict';

/* The charts of the verdict page: all on one time axis, beneath each other, with one pointer through all of them. */
const Charts = (() => {
  const ROWS = 60; // of the table beside a chart
  const POINTS = 300; // of a chart; more would be a smear
  const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400];
  const drawn = new Map();
  const headings = new Map();
  const shared = {x: null, end: 1, bands: [], start: 0};

  const ink = name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
  const two = number => String(number).padStart(2, '0');
  const number = value => value == null ? '–'
    : value.toLocaleString('en-US', {maximumFractionDigits: Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0});

  function elapsed(seconds) {
    const whole = Math.max(0, Math.round(seconds));
    const rest = two(Math.floor(whole / 60) % 60) + ':' + two(whole % 60);
    return whole < 3600 ? rest : Math.floor(whole / 3600) + ':' + rest;
  }

  const clock = seconds => new Date(shared.start + seconds * 1000).toISOString().slice(11, 19) + ' UTC';

  /** Shades the bad stretches, draws limits and the pointer. */
  const marks = {
    id: 'marks',
    beforeDatasetsDraw(chart) {
      const {ctx, chartArea: area, scales: {x}} = chart;
      ctx.save();
      ctx.fillStyle = ink('band');
      for (const band of shared.bands) {
        const left = Math.max(area.left, x.getPixelForValue(band.from));
        const right = Math.min(area.right, x.getPixelForValue(band.to));
        ctx.fillRect(left, area.top, Math.max(1, right - left), area.bottom - area.top);
      }
      ctx.restore();
    },
    afterDatasetsDraw(chart) {
      const {ctx, chartArea: area, scales: {x, y}} = chart;
      ctx.save();
      ctx.strokeStyle = ctx.fillStyle = ink('bad');
      ctx.font = '12px system-ui, sans-serif';
      ctx.textAlign = 'right';
      ctx.setLineDash([6, 4]);
      ctx.lineWidth = 1.5;
      for (const limit of chart.config.options.limits.filter(value => value <= y.max)) {
        line(ctx, area.left, y.getPixelForValue(limit), area.right, y.getPixelForValue(limit));
        ctx.fillText('limit ' + number(limit) + ' ms', area.right - 4, y.getPixelForValue(limit) - 5);
      }
      if (shared.x != null) {
        ctx.strokeStyle = ink('muted');
        ctx.setLineDash([]);
        ctx.lineWidth = 1;
        line(ctx, x.getPixelForValue(shared.x), area.top, x.getPixelForValue(shared.x), area.bottom);
      }
      ctx.restore();
    }
  };

  function line(ctx, x1, y1, x2, y2) {
    ctx.beginPath();
    ctx.moveTo(x1, y1);
    ctx.lineTo(x2, y2);
    ctx.stroke();
  }

  /** Moves the pointer in every chart; null takes it away. */
  function point(x) {
    shared.x = x == null ? null : Math.min(Math.max(x, 0), shared.end);
    for (const {chart, spec, at, values} of drawn.values()) {
      const i = shared.x == null ? -1 : nearest(spec.x, shared.x);
      at.textContent = i < 0 ? '' : elapsed(spec.x[i]) + ' · ' + clock(spec.x[i]);
      spec.series.forEach((series, s) => {
        values[s].textContent = i < 0 ? '' : number(series.y[i]);
      });
      chart.draw();
    }
  }

  function nearest(sorted, x) {
    let best = 0;
    sorted.forEach((value, i) => { best = Math.abs(value - x) < Math.abs(sorted[best] - x) ? i : best; });
    return sorted.length ? best : -1;
  }

  function dataset(spec, series) {
    const points = spec.x.map((x, i) => ({
      x, y: series.y[i], alone: series.y[i] != null && series.y[i - 1] == null && series.y[i + 1] == null
    }));
    return {
      data: spec.sparse ? points.filter(one => one.y != null) : points, // a null would break the line, however near its neighbours
      borderColor: ink(series.colour), backgroundColor: ink(series.colour) + (series.fill === 'solid' ? 'aa' : '26'),
      borderWidth: series.width ?? 1.75, borderDash: series.dash ?? [], fill: series.fill ? (spec.stacked ? 'stack' : 'origin') : false,
      pointRadius: context => context.raw?.alone ? 2.5 : 0, pointHitRadius: 0, pointHoverRadius: 3,
      stepped: series.stepped ?? false, clip: 4,
      spanGaps: spec.sparse ? Math.max(10, shared.end / 20) : false // seconds
    };
  }

  function highest(spec) {
    const sums = spec.x.map((x, i) => spec.series.map(series => series.y[i] ?? 0)
      .reduce((a, b) => spec.stacked ? a + b : Math.max(a, b), 0));
    return sums.reduce((a, b) => Math.max(a, b), 0);
  }

  function options(spec, width) {
    const top = highest(spec);
    // A limit far above what was seen would press the curves flat; the legend then says that it is there.
    const near = (spec.limits ?? []).filter(limit => limit <= 4 * top).reduce((a, b) => Math.max(a, b), 0);
    const step = STEPS.find(seconds => shared.end / seconds <= (width < 600 ? 5 : 10)) ?? 86400;
    return {
      animation: false, responsive: true, maintainAspectRatio: false, limits: spec.limits ?? [],
      layout: {padding: {right: 10, top: 4}},
      interaction: {mode: 'index', axis: 'x', intersect: false},
      plugins: {legend: {display: false}, tooltip: {enabled: false}},
      onHover: (event, active, chart) => point(chart.scales.x.getValueForPixel(event.x)),
      scales: {
        x: {
          type: 'linear', min: 0, max: shared.end, border: {color: ink('rule')}, grid: {color: ink('faint')},
          ticks: {stepSize: step, includeBounds: false, autoSkip: false, maxRotation: 0, color: ink('muted'), callback: elapsed}
        },
        y: {
          beginAtZero: true, stacked: spec.stacked ?? false, max: spec.max, suggestedMax: Math.max(top || 1, near) * 1.12,
          border: {display: false}, grid: {color: ink('faint')}, afterFit: scale => { scale.width = 58; },
          ticks: {maxTicksLimit: spec.server ? 4 : 6, color: ink('muted'), callback: number}
        }
      }
    };
  }

  function legend(spec) {
    const values = spec.series.map(() => el('b'));
    const items = spec.series.map((series, s) => {
      const swatch = el('i');
      swatch.style.borderTopColor = `var(--${series.colour})`;
      swatch.style.borderTopStyle = series.dash ? (series.dash[0] < 3 ? 'dotted' : 'dashed') : 'solid';
      return el('span', {class: 'name'}, ...(spec.server ? [] : [swatch, series.label]), values[s]);
    });
    const top = highest(spec);
    (spec.limits ?? []).filter(limit => limit > 4 * top)
      .forEach(limit => items.push(el('span', {}, `limit ${number(limit)} ms is far above this scale`)));
    return {values, node: el('div', {class: 'legend'}, ...items)};
  }

  function spoken(spec) {
    const parts = spec.series.map(series => {
      const i = series.y.reduce((best, y, k) => y != null && (best < 0 || y > series.y[best]) ? k : best, -1);
      return series.label + (i < 0 ? ' without figures' : ` up to ${number(series.y[i])} at ${elapsed(spec.x[i])}`);
    });
    return `Chart of ${spec.title}: ${parts.join(', ')}. The table below holds the figures.`;
  }

  /** The same with no more points than that: each takes several together. */
  function folded(spec, most) {
    const size = Math.max(1, Math.ceil(spec.x.length / most));
    const starts = spec.x.map((x, i) => i).filter(i => i % size === 0);
    const fold = (series, i) => {
      const part = series.y.slice(i, i + size).filter(y => y != null);
      return !part.length ? null : series.fold === 'mean' ? part.reduce((a, b) => a + b, 0) / part.length
        : part.reduce((a, b) => series.fold === 'min' ? Math.min(a, b) : Math.max(a, b));
    };
    return size === 1 ? spec : {...spec, size, x: starts.map(i => spec.x[i]),
      series: spec.series.map(series => ({...series, y: starts.map(i => fold(series, i))}))};
  }

  function figures(spec) {
    const {size, x, series} = folded(spec, ROWS);
    const how = {mean: ' (mean)', min: ' (lowest)'};
    return table(spec.title, [
      {name: 'from', of: i => elapsed(x[i])},
      {name: 'UTC', of: i => clock(x[i]).slice(0, 8)},
      ...series.map(one => ({name: one.label + (size ? how[one.fold] ?? ' (highest)' : ''), num: true, of: i => number(one.y[i])}))
    ], x.map((_, i) => i));
  }

  function make(spec, place) {
    const canvas = el('canvas', {role: 'img'});
    const at = el('span', {class: 'at'});
    const keys = el('div');
    const body = el('div');
    const details = el('details', {}, el('summary', {}, 'Figures: ' + spec.title), body);
    const frame = el('div', {class: 'canvas'}, canvas);
    const node = el('div', {class: spec.server ? 'chart server' : 'chart', id: 'chart-' + spec.id},
      el('div', {class: 'head'}, el('h3', {}, spec.title, at), keys), frame, details);
    place(node); // first, since a chart must know its width
    const chart = new Chart(canvas, {type: 'line', data: {datasets: []}, options: options(spec, frame.clientWidth), plugins: [marks]});
    canvas.addEventListener('mouseleave', () => point(null));
    const entry = {chart, canvas, at, keys, body, details, frame, node};
    details.addEventListener('toggle', () => body.replaceChildren(figures(entry.whole)));
    return entry;
  }

  /** Puts nodes one after another where they are not yet; those that stand right stay untouched. */
  function placing(holder) {
    let next = holder.firstChild;
    return node => {
      if (node === next) {
        next = node.nextSibling;
      } else {
        holder.insertBefore(node, next);
      }
    };
  }

  function heading(text) {
    if (!headings.has(text)) {
      headings.set(text, el('h3', {class: 'group'}, text));
    }
    return headings.get(text);
  }

  /** Draws them, or brings them up to date; {@code time} says when it began, how long it took and what was bad. */
  function draw(holder, specs, time) {
    Object.assign(shared, time);
    const place = placing(holder);
    for (const whole of specs) {
      const spec = folded(whole, whole.points ?? POINTS);
      if (spec.group) {
        place(heading(spec.group));
      }
      if (drawn.has(spec.id)) {
        place(drawn.get(spec.id).node);
      } else {
        drawn.set(spec.id, make(spec, place));
      }
      const entry = drawn.get(spec.id);
      const {values, node} = legend(spec);
      Object.assign(entry, {whole, spec, values});
      entry.keys.replaceChildren(node);
      entry.canvas.setAttribute('aria-label', spoken(spec));
      entry.chart.data.datasets = spec.series.map(series => dataset(spec, series));
      entry.chart.options = options(spec, entry.frame.clientWidth);
      entry.chart.update('none');
      if (entry.details.open || !document.body.dataset.stream) {
        update(entry.body, [figures(whole)]);
      }
    }
    if (shared.x != null) {
      point(shared.x);
    }
  }

  return {draw, elapsed, number, resize: () => drawn.forEach(entry => entry.chart.resize())};
})();
