'use strict';

/* The charts of the verdict page: all on one time axis, with one pointer through all of them. */
const Charts = (() => {
  const ROWS = 60; // of the table beside a chart
  const POINTS = 300; // of a chart; more would be a smear
  const {number, elapsed} = Format;
  const drawn = new Map();
  const groups = new Map();

  function nearest(sorted, x) {
    let best = 0;
    sorted.forEach((value, i) => { best = Math.abs(value - x) < Math.abs(sorted[best] - x) ? i : best; });
    return sorted.length && x != null ? best : -1;
  }

  /** The figures at the pointer, beside their names. */
  function values({spec, at, values: shown, hovered}) {
    const i = nearest(spec.x, spec.axis ? hovered : Moment.shown());
    at.textContent = i < 0 ? '' : spec.axis?.words(spec.x[i]) ?? Moment.said(spec.x[i]);
    if (spec.say) {
      shown[0].textContent = i < 0 ? '' : spec.say(i);
    }
    spec.series.forEach((series, s) => {
      shown[s].textContent = i < 0 ? '' : number(series.y[i]);
    });
  }

  /** The pointer has moved, or all charts show another part. */
  function moved() {
    for (const entry of drawn.values()) {
      values(entry);
      const x = entry.chart?.options.scales.x;
      if (x && !entry.spec.axis && (x.min !== Moment.time.from || x.max !== Moment.time.to)) {
        style(entry);
      } else {
        entry.chart?.draw();
      }
    }
  }

  /** Within a folded group there is nothing to draw, and no width to draw in. */
  function style(entry) {
    const {spec, off, frame} = entry;
    if (!entry.node.checkVisibility()) {
      return;
    }
    const chart = entry.chart ??= new Chart(entry.canvas, {type: 'line', data: {datasets: []}, options: Style.options(spec, frame.clientWidth, off),
      plugins: [Style.marks, ...(spec.painter ? [spec.painter] : [])]});
    chart.data.datasets = spec.series.map(series => Style.dataset(spec, series, off.has(series.label)));
    chart.options = Style.options(spec, frame.clientWidth, off);
    chart.update('none');
  }

  function swatch(series) {
    const mark = el('i');
    mark.style.borderTopColor = `var(--${series.colour})`;
    mark.style.borderTopStyle = series.dash ? (series.dash[0] < 3 ? 'dotted' : 'dashed') : 'solid';
    return mark;
  }

  /** Switches a series off and on. */
  function key(entry, series) {
    const button = el('button', {type: 'button', class: 'name', 'aria-pressed': String(!entry.off.has(series.label))}, swatch(series), series.label);
    button.addEventListener('click', () => {
      const off = !entry.off.delete(series.label) && entry.off.add(series.label);
      button.setAttribute('aria-pressed', String(!off));
      style(entry);
    });
    return button;
  }

  /** Makes the legend anew only where the series are others, so that a run that goes on takes no focus away. */
  function legend(entry) {
    const {spec} = entry;
    const far = (spec.limits ?? []).filter(limit => Style.isFar(limit, Style.highest(spec, entry.off)))
      .map(limit => el('span', {}, `${limit.label} is far above this scale`));
    const names = spec.series.map(series => series.label).join('\n') + far.map(node => node.textContent);
    if (entry.names !== names) {
      entry.names = names;
      entry.values = spec.say ? [el('b', {class: 'said'})] : spec.series.map(() => el('b'));
      const alone = spec.series.length === 1;
      entry.keys.replaceChildren(...spec.series.map((series, s) => el('span', {class: 'series'}, alone ? null : key(entry, series), entry.values[s])), ...(spec.say ? entry.values : []), ...far);
    }
  }

  function spoken(spec) {
    const parts = spec.series.map(series => {
      const i = Format.indexOfHighest(series.y);
      return series.label + (i < 0 ? ' without figures' : ` up to ${number(series.y[i])} at ${(spec.axis?.words ?? elapsed)(spec.x[i])}`);
    });
    return `Chart of ${spec.title}: ${spec.spoken ?? parts.join(', ')}. The table below holds the figures.`;
  }

  /** Returns the chart with at most so many points, each of which stands for several of its own. */
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

  function figures(whole) {
    if (whole.table) {
      return whole.table();
    }
    const {size, x, series, axis} = folded(whole, ROWS);
    const how = {mean: ' (mean)', min: ' (lowest)'};
    const places = axis ? [{name: axis.name, of: i => axis.words(x[i])}]
      : [{name: 'from', of: i => elapsed(x[i])}, {name: 'UTC', of: i => Format.clock(Moment.time.start + x[i] * 1000).slice(0, 8)}];
    return table(whole.title, [...places,
      ...series.map(one => ({name: one.label + (size ? how[one.fold] ?? ' (highest)' : ''), num: true, of: i => number(one.y[i])}))
    ], x.map((_, i) => i));
  }

  function make(spec, place) {
    const canvas = el('canvas', {role: 'img'});
    const at = el('span', {class: 'at'});
    const keys = el('div', {class: 'legend'});
    const body = el('div');
    const details = el('details', {}, el('summary', {}, 'Figures: ' + spec.title), body);
    const frame = el('div', {class: 'canvas'}, canvas);
    const node = el('div', {class: spec.server ? 'chart server' : 'chart', id: 'chart-' + spec.id},
      el('div', {class: 'head'}, el('h3', {}, el('span', {}, spec.title), at), keys), frame, details);
    place(node); // first, since a chart must know its width
    const entry = {spec, canvas, at, keys, body, details, frame, node, off: new Set(), values: [], hovered: null};
    const x = event => entry.chart.scales.x.getValueForPixel(event.offsetX);
    if (spec.axis) {
      const hover = to => { entry.hovered = to; values(entry); };
      canvas.addEventListener('pointermove', event => hover(x(event)));
      canvas.addEventListener('pointerleave', () => hover(null));
    } else {
      Moment.follow(canvas, x);
    }
    details.addEventListener('toggle', () => body.replaceChildren(figures(entry.whole)));
    return entry;
  }

  /** A folded group is opened once what it shows is not well; afterwards it is the reader's. */
  function group(place, {id, title, open}) {
    if (!groups.has(id)) {
      const grid = el('div', {class: 'grid'});
      const node = title ? el('details', {class: 'group', id: 'group-' + id}, el('summary', {}, el('h3', {}, title)), grid) : grid;
      groups.set(id, {node, grid});
      node.addEventListener('toggle', () => [...drawn.values()].filter(entry => node.contains(entry.node)).forEach(style));
    }
    const found = groups.get(id);
    if (title && open !== found.wanted) {
      found.node.open = found.wanted = open;
    }
    place(found.node);
    return found.grid;
  }

  function one(whole, place) {
    const spec = {...folded(whole, whole.points ?? POINTS)};
    if (drawn.has(spec.id)) {
      place(drawn.get(spec.id).node);
    } else {
      drawn.set(spec.id, make(spec, place));
    }
    const entry = drawn.get(spec.id);
    Object.assign(entry, {whole, spec});
    legend(entry);
    entry.canvas.setAttribute('aria-label', spoken(spec));
    style(entry);
    if (entry.details.open || !document.body.dataset.stream) {
      update(entry.body, [figures(whole)]);
    }
  }

  /** Draws groups of charts, or brings them up to date; {@code time} says when the run began, how long it took and what was bad. */
  function draw(holder, all, {start, end, bands}) {
    Moment.time.bands = bands;
    Moment.set(start, end);
    const placeGroup = placing(holder);
    for (const {specs, ...said} of all.filter(found => found.specs.length)) {
      const place = placing(group(placeGroup, said));
      specs.forEach(spec => one(spec, place));
    }
    drawn.forEach(values);
  }

  Moment.onChange(moved);

  return {draw};
})();
