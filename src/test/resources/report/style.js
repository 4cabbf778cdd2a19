'use strict';

/* How a chart looks: its axes, its lines, and what is drawn over and under them. */
const Style = (() => {
  const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400];
  const COLOURS = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8'];
  const DASHES = [undefined, [6, 3], [2, 2]];
  const {number} = Format;
  const {time} = Moment;
  const ink = name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();

  /** Returns the look of the i-th series of many, from 0: its neighbours look different. */
  const ofSeries = i => ({colour: COLOURS[i % COLOURS.length], dash: DASHES[i % DASHES.length]});

  function band({ctx, chartArea: area, scales: {x}}, from, to) {
    const left = Math.max(area.left, x.getPixelForValue(from));
    const right = Math.min(area.right, x.getPixelForValue(to));
    if (right >= area.left && left <= area.right) {
      ctx.fillRect(left, area.top, Math.max(1, right - left), area.bottom - area.top);
    }
  }

  function line(ctx, x1, y1, x2, y2) {
    ctx.beginPath();
    ctx.moveTo(x1, y1);
    ctx.lineTo(x2, y2);
    ctx.stroke();
  }

  /** Returns as many of the words as there is room for. */
  function cut(ctx, text, room) {
    let shown = text;
    while (shown.length > 4 && ctx.measureText(shown).width > room) {
      shown = shown.slice(0, -2).trimEnd() + '…';
    }
    return shown;
  }

  /** Writes with a rim, since lines run behind the words. */
  function words(ctx, text, x, y) {
    ctx.save();
    ctx.setLineDash([]);
    ctx.lineWidth = 4;
    ctx.strokeStyle = ink('panel');
    ctx.strokeText(text, x, y);
    ctx.fillText(text, x, y);
    ctx.restore();
  }

  function limits(chart) {
    const {ctx, chartArea: area, scales: {y}} = chart;
    ctx.strokeStyle = ctx.fillStyle = ink('bad');
    ctx.font = '12px system-ui, sans-serif';
    ctx.textAlign = 'right';
    ctx.setLineDash([6, 4]);
    ctx.lineWidth = 1.5;
    for (const {value, label} of chart.config.options.limits.filter(limit => limit.value <= y.max)) {
      const at = y.getPixelForValue(value);
      line(ctx, area.left, at, area.right, at);
      words(ctx, cut(ctx, label, area.width - 8), area.right - 4, at < area.top + 16 ? at + 14 : at - 5);
    }
  }

  function pointer({ctx, chartArea: area, scales: {x}}, at, dash) {
    if (at != null && at >= x.min && at <= x.max) {
      ctx.setLineDash(dash);
      line(ctx, x.getPixelForValue(at), area.top, x.getPixelForValue(at), area.bottom);
    }
  }

  /** Shades the bad stretches and what is being dragged over; draws limits, the marked moment and the pointer. */
  const marks = {
    id: 'marks',
    beforeDatasetsDraw(chart) {
      const {ctx, config: {options}} = chart;
      ctx.save();
      ctx.fillStyle = ink('band');
      if (options.timed) {
        time.bands.forEach(({from, to}) => band(chart, from, to));
      }
      ctx.restore();
    },
    afterDatasetsDraw(chart) {
      const {ctx, config: {options}} = chart;
      ctx.save();
      limits(chart);
      if (options.timed) {
        ctx.lineWidth = 1.5;
        ctx.strokeStyle = ink('calm');
        pointer(chart, time.pinned, [4, 3]);
        ctx.strokeStyle = ink('muted');
        pointer(chart, time.hovered, []);
        ctx.fillStyle = ink('calm') + '33';
        if (time.dragged) {
          band(chart, ...time.dragged);
        }
      }
      ctx.restore();
    }
  };

  function dataset(spec, series, hidden) {
    const points = spec.x.map((x, i) => ({
      x, y: series.y[i], alone: series.y[i] != null && series.y[i - 1] == null && series.y[i + 1] == null
    }));
    return {
      hidden,
      data: spec.sparse ? points.filter(one => one.y != null) : points, // a null would break the line, however near its neighbours
      borderColor: ink(series.colour), backgroundColor: ink(series.colour) + (series.fill === 'solid' ? 'aa' : '26'),
      borderWidth: series.width ?? 1.75, borderDash: series.dash ?? [], fill: series.fill ? (spec.stacked ? 'stack' : 'origin') : false,
      pointRadius: context => context.raw?.alone ? 2.5 : 0, pointHitRadius: 0, pointHoverRadius: 3,
      stepped: series.stepped ?? false, clip: 4,
      spanGaps: spec.sparse ? Math.max(10, time.end / 20) : false // seconds
    };
  }

  /** Returns the highest value of the series that are switched on. */
  function highest(spec, off) {
    const series = spec.series.filter(one => !off.has(one.label));
    return spec.x.map((x, i) => series.map(one => one.y[i] ?? 0)
      .reduce((a, b) => spec.stacked ? a + b : Math.max(a, b), 0)).reduce((a, b) => Math.max(a, b), 0);
  }

  /** A limit far above what was seen would press the curves flat. */
  const isFar = (limit, top) => limit.value > 4 * top;

  function horizontal(spec, width) {
    const base = {type: 'linear', border: {color: ink('rule')}, grid: {color: ink('faint')}};
    const ticks = {includeBounds: false, autoSkip: false, maxRotation: 0, color: ink('muted')};
    if (spec.axis) {
      const {min, max, step, words} = spec.axis;
      return {...base, min, max, ticks: {...ticks, stepSize: step, includeBounds: true, callback: words}};
    }
    const step = STEPS.find(seconds => (time.to - time.from) / seconds <= (width < 600 ? 5 : 10)) ?? 86400;
    return {...base, min: time.from, max: time.to, ticks: {...ticks, stepSize: step, callback: Format.elapsed}};
  }

  function options(spec, width, off) {
    const top = highest(spec, off);
    const near = (spec.limits ?? []).filter(limit => !isFar(limit, top)).reduce((a, limit) => Math.max(a, limit.value), 0);
    return {
      animation: false, responsive: true, maintainAspectRatio: false, limits: spec.limits ?? [], timed: !spec.axis, heat: spec.heat,
      layout: {padding: {right: 10, top: 4}}, events: [],
      plugins: {legend: {display: false}, tooltip: {enabled: false}},
      scales: {
        x: horizontal(spec, width),
        y: {
          beginAtZero: true, stacked: spec.stacked ?? false, max: spec.max, suggestedMax: Math.max(top || 1, near) * 1.12,
          border: {display: false}, grid: {color: ink('faint')}, afterFit: scale => { scale.width = 58; },
          ticks: {maxTicksLimit: spec.server ? 4 : 6, color: ink('muted'), callback: number}, ...spec.y
        }
      }
    };
  }

  return {ink, ofSeries, marks, dataset, options, highest, isFar};
})();
