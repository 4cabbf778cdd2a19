'use strict';

/* How response times are spread: over the run, and over all of its requests. */
const Heat = (() => {
  const {number, elapsed} = Format;

  /** Fills a cell for each column and range; the more requests, the darker, and one is still seen. */
  const painter = {
    id: 'heat',
    beforeDatasetsDraw(chart) {
      const {ctx, chartArea: area, scales: {x, y}, config: {options: {heat}}} = chart;
      const most = Math.log1p(Math.max(1, ...heat.counts.flat()));
      ctx.save();
      ctx.beginPath();
      ctx.rect(area.left, area.top, area.width, area.height);
      ctx.clip();
      ctx.fillStyle = Style.ink('c1');
      heat.counts.forEach((column, i) => column.forEach((count, row) => {
        if (count) {
          const left = x.getPixelForValue(i * heat.secondsPerColumn);
          const right = x.getPixelForValue((i + 1) * heat.secondsPerColumn);
          const top = y.getPixelForValue(row + 1);
          ctx.globalAlpha = 0.15 + 0.85 * Math.log1p(count) / most;
          ctx.fillRect(left, top, Math.max(1, right - left - 0.5), y.getPixelForValue(row) - top - 0.5);
        }
      }));
      ctx.restore();
    }
  };

  /** A row for each range, shortest first; older files have no such figures. */
  function map({timeline: {heat}}) {
    if (!heat?.upTo.length) {
      return [];
    }
    const total = column => column.reduce((a, b) => a + b, 0);
    const range = row => row ? `${number(heat.upTo[row - 1])} to ${number(heat.upTo[row])}` : `up to ${number(heat.upTo[0])}`;
    const fullest = column => column.indexOf(Math.max(...column));
    const x = heat.counts.map((column, i) => i * heat.secondsPerColumn);
    const most = heat.counts.reduce((best, column, i) => total(column) > total(heat.counts[best]) ? i : best, 0);
    const say = i => `${elapsed(x[i])}: ${number(total(heat.counts[i]))} requests` + (total(heat.counts[i]) ? `, most in ${range(fullest(heat.counts[i]))} ms` : '');
    return [{
      id: 'heat', title: 'Response times over time, ms', x, series: [], points: x.length, painter, heat,
      y: {min: 0, max: heat.upTo.length, suggestedMax: undefined, ticks: {stepSize: Math.ceil(heat.upTo.length / 6), color: Style.ink('muted'), callback: row => row ? number(heat.upTo[row - 1]) : '0'}},
      say, spoken: `the darker, the more requests; most at ${say(most)}`,
      table: () => table('Requests by response time in ms', [{name: 'from', of: i => elapsed(x[i])},
        ...heat.upTo.map((_, row) => ({name: range(row), num: true, of: i => number(heat.counts[i][row])}))], x.map((_, i) => i))
    }];
  }

  /** The distance of a percentile from 100, on a scale on which 90, 99 and 99.9 are equally far apart. */
  const percentile = place => 100 - 100 / 10 ** place;
  const words = place => {
    const value = percentile(place);
    return value === 0 ? 'min' : 'p' + Number(value.toFixed(Math.max(1, Math.ceil(place) - 1)));
  };

  function curve(s) {
    const all = Format.requests(s, 'all together').filter(request => request.curve?.length);
    const steps = Math.max(0, ...all.map(request => request.curve.length));
    const x = Array.from({length: steps}, (_, i) => i / s.curveSteps);
    return steps < 2 ? [] : [{
      id: 'percentiles', title: 'Response time by percentile, ms', x, points: steps,
      axis: {name: 'percentile', min: 0, max: Math.ceil(x.at(-1)), step: 1, words},
      series: all.map((request, i) => ({label: request.name, y: x.map((_, k) => request.curve[k] ?? null), ...Style.ofSeries(i)}))
    }];
  }

  return {map, curve};
})();
