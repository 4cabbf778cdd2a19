'use strict';

/* Everything over time: what the load generator measured and, on the same axis, the metrics of the server. */
const TimeLine = (() => {
  const {number, list} = Format;

  /** Limits of the 95th percentile, each with the requests that it holds for. */
  function limits(s, requests) {
    const of = new Map();
    list(s.verdicts).forEach((verdict, i) => {
      const limit = verdict.promise.statistic === 'P95' ? s.explanation.margins[i]?.limit : null;
      if (limit) {
        of.set(limit, [...(of.get(limit) ?? []), verdict.promise.subject]);
      }
    });
    return [...of].map(([value, names]) => {
      const who = names.length > 1 && names.length === requests.length ? 'every request' : names.length > 2 ? `${names[0]} and ${names.length - 1} more` : names.join(', ');
      return {value, label: `limit ${number(value)} ms: ${who}`};
    });
  }

  /** What the load generator measured, on the seconds of the time line. */
  function ofLoad(s) {
    const t = s.timeline;
    const x = t.requests.map((count, i) => i * t.secondsPerPoint);
    const rate = counts => counts.map(count => count / t.secondsPerPoint);
    const promised = limits(s, t.byRequest);
    const tones = {'2xx': 'good', '3xx': 'calm', '4xx': 'warn', '5xx': 'bad', none: 'muted'};
    const charts = [
      {id: 'throughput', title: 'Requests per second', points: 150, series: [
        {label: 'ended', y: rate(t.requests), colour: 'c1', fill: 'light', fold: 'mean'},
        {label: 'failed', y: rate(t.failed), colour: 'bad', fill: 'light', fold: 'mean'}]},
      {id: 'latency', title: 'Response time, ms', limits: promised, series: [
        {label: 'p50', y: t.p50, colour: 'c4', dash: [2, 2]},
        {label: 'p95', y: t.p95, colour: 'c1', width: 2.25},
        {label: 'p99', y: t.p99, colour: 'c3', dash: [6, 3]}]},
      {id: 'by-request', title: 'p95 by request, ms', sparse: true, limits: promised, series: t.byRequest.map((request, i) => ({
        label: request.name, y: request.p95, ...Style.ofSeries(i)}))},
      {id: 'users', title: 'Users', points: 150, series: [
        {label: 'at work', y: t.usersActive, colour: 'c1', fill: 'light', stepped: true},
        {label: 'arriving per second', y: rate(t.usersStarted), colour: 'c2', dash: [6, 3], fold: 'mean'}]},
      {id: 'codes', title: 'Answers per second by status code', stacked: true, points: 150, series: Object.entries(t.classes).map(([name, counts]) => ({
        label: name === 'none' ? 'no answer' : name, y: rate(counts), colour: tones[name] ?? 'muted', fill: 'solid', width: 1, fold: 'mean'}))}
    ];
    return [...charts.filter(chart => chart.series.length).map(chart => ({...chart, x})), ...Heat.map(s), ...Heat.curve(s)];
  }

  /** The metrics of the server, on the same seconds. */
  function ofServer(s, start) {
    const r = s.resources;
    const times = r.times.map(time => (Date.parse(time) - start) / 1000);
    // The last reading before the load stands at its beginning: a short load may have no other.
    const before = times.filter(x => x < 0).length;
    const kept = times.map((x, i) => i).filter(i => i >= before - 1);
    const scaled = (values, by) => values?.map(value => value == null ? null : value / by);
    return [
      ['cpu', 'CPU of all cores, %', r.cpuPercent, {max: 100}],
      ['connections', 'Database connections', r.connections],
      ['queries', 'Time in statements, ms per second', r.queryMillisPerSecond],
      ['transactions', 'Transactions per second', r.transactionsPerSecond],
      ['network', 'Network sent, kB/s', scaled(r.networkBytesPerSecond, 1000)],
      ['load1', 'Load average over a minute', r.load1],
      ['memory', 'Memory available, MB', scaled(r.memoryAvailableBytes, 1e6), {}, 'min'],
      ['size', 'Size of all databases, MB', scaled(r.databaseBytes, 1e6)]
    ].filter(([, , values]) => values?.some(value => value != null)).map(([id, title, values, more, fold]) => ({
      id, title, server: true, ...more, x: kept.map(k => Math.max(0, times[k])),
      series: [{label: 'reading', y: kept.map(k => values[k]), colour: id === 'cpu' ? 'c2' : 'c7', fill: 'light', fold}]
    }));
  }

  /** The health of the load generator, on the same seconds. */
  function ofGenerator(g, start) {
    const shift = (Date.parse(g.start) - start) / 1000;
    const seconds = g.cpuPercent.map((percent, i) => shift + i * g.secondsPerPoint);
    const kept = seconds.map((x, i) => i).filter(i => seconds[i] >= 0);
    const line = (label, values, colour, more) => ({label, y: kept.map(i => values[i] ?? null), colour, ...more});
    return kept.length ? [
      {id: 'generator-cpu', title: 'CPU of all cores, %', max: 100, series: [
        line('its own', g.cpuPercent, 'c1', {fill: 'light'}), line('whole machine', g.systemCpuPercent, 'c2', {dash: [6, 3]})]},
      {id: 'generator-lag', title: 'Lag and garbage collection, ms', series: [
        line('engine lag', g.engineLagMillis, 'c3'), line('garbage collection', g.gcMillis, 'c7', {dash: [2, 2]})]}
    ].map(chart => ({...chart, x: kept.map(k => seconds[k])})) : [];
  }

  function time(s) {
    const t = s.timeline?.requests.length ? s.timeline : null;
    const r = s.resources;
    const start = Date.parse(t?.start ?? r?.times[0] ?? s.started);
    // The last reading comes after the load and shows its end.
    const lastReading = (Date.parse(r?.times.at(-1)) - start) / 1000 || 0;
    const end = Math.max(1, lastReading, t ? t.requests.length * t.secondsPerPoint : (Date.parse(s.ended) - start) / 1000 || 1);
    const broken = s.outcome !== 'PASSED';
    const late = list(s.verdicts).some(verdict => verdict.promise.kind === 'SCHEDULE' && verdict.outcome === 'MISSED');
    const groups = [
      {id: 'load', specs: t ? ofLoad(s) : []},
      {id: 'server', title: `The server${r ? ` (${r.source})` : ''}, on the same time axis`, open: broken, specs: r?.times.length ? ofServer(s, start) : []},
      {id: 'generator', title: 'The load generator, on the same time axis', open: late, specs: t && s.generator ? ofGenerator(s.generator, start) : []}
    ];
    if (!groups.some(group => group.specs.length)) {
      return null;
    }
    Charts.draw(document.getElementById('time').querySelector('.charts'), groups, {start, end, bands: list(s.explanation.over)});
    const words = [
      `00:00 is ${Format.day(start)}.`,
      t ? `Recorded ${t.secondsPerPoint === 1 ? 'second by second' : `every ${t.secondsPerPoint} seconds`}; where several points are drawn as one, rates are their mean and times their highest.`
        : 'No time line was recorded.',
      s.explanation.over?.length ? 'Shaded: where a latency limit that was missed was reached.' : null,
      r ? `Server: ${number(r.readings)} readings, one every ${r.everySeconds} s${r.failed ? `; ${number(r.failed)} failed (${r.trouble})` : ''}.`
        : 'The server gave no figures of its own: no metrics address was set.',
      r?.link ? `The address given is a page for people: ${r.link}` : null
    ];
    return [el('p', {class: 'muted wrap'}, words.filter(Boolean).join(' ')), Moment.tools];
  }

  return time;
})();
