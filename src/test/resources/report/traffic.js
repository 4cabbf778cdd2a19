'use strict';

/* What was sent, what came back, and what the server's database did meanwhile. */
const Traffic = (() => {
  const {number, percent, list, moment} = Format;
  const SHOWN = 5; // of the slowest

  function requests(s) {
    const rows = Format.requests(s, 'All together');
    return rows.length ? table('Times in milliseconds, of all samples', [
      column('Request', row => row.name, {kind: 'name'}),
      figure('count', row => row.count), figure('failed', row => row.ko),
      column('failed %', row => percent(row.ko, row.count), {num: true}),
      ...['p50', 'p95', 'p99', 'max'].map(name => figure(name, row => row[name])), figure('per second', row => row.rate),
      ...['min', 'mean', 'p75', 'p90'].map(name => figure(name, row => row[name])), figure('p99.9', row => row.p999),
      column('status codes', row => Object.entries(row.codes ?? {}).map(([code, count]) => `${code}\u00a0×\u00a0${number(count)}`).join(', '), {kind: 'name'})
    ], rows, {shown: true}) : null;
  }

  /** Of a run of several; nothing is kept before the end. */
  const scenarios = s => list(s.scenarios).length ? table('Each scenario of this run; times in milliseconds', [
    column('Scenario', row => row.scenario, {kind: 'name'}),
    column('Promises', row => row.missed ? `✗ ${row.missed} of ${row.deciding} MISSED` : s.outcome ? `✓ ${row.deciding} met` : `· ${row.deciding} so far`),
    figure('requests', row => row.overall.count), figure('per second', row => row.overall.rate),
    column('failed %', row => percent(row.overall.ko, row.overall.count), {num: true}),
    ...['p50', 'p95', 'p99', 'max'].map(name => figure(name, row => row.overall[name])),
    figure('users', row => row.load.started), figure('of planned', row => row.load.planned)
  ], s.scenarios, {shown: true, rowClass: row => row.missed ? 'MISSED' : null}) : null;

  function failures(s) {
    const rows = list(s.requests).flatMap(request => Object.entries(request.failures ?? {})
      .map(([reason, count]) => ({request: request.name, reason, count}))).sort((a, b) => b.count - a.count);
    return rows.length ? table('Failures by reason', [
      column('Count', row => number(row.count), {num: true, kind: 'first'}), column('Request', row => row.request, {kind: 'name'}), column('Reason', row => row.reason, {kind: 'long'})
    ], rows) : null;
  }

  function slowest(s) {
    const some = (caption, rows) => table(caption, [
      column('ms', row => number(row.millis), {num: true, kind: 'first'}), column('Request', row => row.name, {kind: 'name'}),
      column('Started', row => moment(s, row.time), {kind: 'whole'}), column('Status', row => (row.code ?? 'no answer') + (row.ok ? '' : ' ✗ failed'), {kind: 'whole'}),
      column('Request id', row => row.trace && Failures.trace(row.trace), {kind: 'name'})], rows);
    const all = list(s.slowest);
    return all.length ? [some('Slowest requests', all.slice(0, SHOWN)),
      all.length > SHOWN ? foldable(`${all.length - SHOWN} more`, some('More of the slowest requests', all.slice(SHOWN))) : null] : null;
  }

  const waba = ({waba: w}) => w && [el('p', {}, `${number(w.accepted)} accepted, ${number(w.rateLimited)} rate limited, ${number(w.failed)} batches not taken. `
    + Object.entries(w.byCode ?? {}).map(([code, count]) => `${code}: ${number(count)}`).join(', ')), rejected(w)];

  const rejected = w => Object.keys(w.rejected ?? {}).length ? table('Targets rejected, by reason', [
    column('Count', row => number(row[1]), {num: true, kind: 'first'}), column('Reason', row => row[0], {kind: 'long'})
  ], Object.entries(w.rejected), {shown: true}) : null;

  function database({database: d}) {
    return d && [
      el('p', {class: 'muted'}, 'Postgres keeps no latency for each table; the mean time of the statements that name a table stands in.'),
      d.trouble ? el('p', {class: 'wrap'}, d.trouble) : null,
      d.mayLack ? el('p', {class: 'wrap'}, d.mayLack) : null,
      list(d.tables).length ? table('Rows and scans, after the load less before', [
        column('Table', row => row.name, {kind: 'name'}), figure('inserted', row => row.inserted), figure('updated', row => row.updated),
        figure('deleted', row => row.deleted), figure('sequential scans', row => row.sequentialScans),
        figure('index scans', row => row.indexScans), figure('rows read', row => row.rowsRead)], d.tables, {shown: true}) : null,
      list(d.statements).length ? table('Statements by the table they name', [
        column('Table', row => row.table, {kind: 'name'}), figure('calls', row => row.calls),
        figure('mean ms', row => row.meanMillis), figure('total ms', row => row.totalMillis)], d.statements, {shown: true}) : null
    ];
  }

  /** How near each abort criterion is to its limit, or was at the end. */
  const abort = s => list(s.abort).length ? table('Criteria for giving the run up', [
    column('Criterion', row => row.name, {kind: 'name'}), column('Limit', row => row.limit), column('Seen', row => row.actual),
    figure('samples', row => row.samples), column('of the limit', row => `${(100 * row.share).toFixed(0)} %`, {num: true}),
    column('Reached', row => row.reached ? 'yes: given up' : 'no')
  ], s.abort, {shown: true}) : null;

  return {scenarios, requests, failures, slowest, waba, database, abort};
})();
