'use strict';

/* The verdict page: render(summary) draws everything, as often as it is called. */
(() => {
  const WORDS = {
    PASSED: ['✓', 'good'], FAILED: ['✗', 'bad'], INVALID: ['✗', 'bad'], INTERRUPTED: ['!', 'warn'], NOT_RUN: ['!', 'warn'], RUNNING: ['…', 'calm']
  };
  const MARKS = {MET: '✓ met', MISSED: '✗ MISSED', PRINTED: '· printed', NOT_AUDITED: '? not audited'};
  /** Nothing is kept before the end. */
  const MARKS_SO_FAR = {...MARKS, MET: '· so far', MISSED: '✗ so far'};
  const FILES = {
    'index.html': "Gatling's own report", 'summary.json': 'this run as data', 'junit.xml': 'the promises as test cases',
    'readiness.md': 'the row for the readiness report', 'responses.ndjson': "the dispatcher's answers, one a line",
    'target-metrics.ndjson': "the server's readings, one a line"
  };
  const {number} = Charts;
  const byId = id => document.getElementById(id);
  const day = time => time == null ? '–' : time.slice(0, 19).replace('T', ' ') + ' UTC';
  const clock = time => time.slice(11, 23).replace('Z', '');
  /** A number and its unit stay on one line. */
  const unbroken = text => text.replace(/(\d) (?=(%|ms|s|UTC)(\W|$))|(<) (?=\d)/g, '$1$4\u00a0');
  const list = values => values ?? [];
  const percent = (part, all) => all ? (100 * part / all).toFixed(2) + ' %' : '–';
  const column = (name, of, more = {}) => ({name, of, ...more});
  const figure = (name, of) => column(name, row => number(of(row)), {num: true});
  const seconds = s => (Date.parse(s.ended) - Date.parse(s.started)) / 1000;

  function verdict(s) {
    const [sign, tone] = WORDS[s.outcome ?? 'RUNNING'];
    const header = byId('verdict');
    header.style.setProperty('--tone', `var(--${tone})`);
    update(header, [
      el('h1', {}, el('span', {class: 'word'}, `${sign} ${s.outcome ?? 'RUNNING'}`), el('span', {class: 'wrap'}, `${s.scenario}, profile ${s.profile}`)),
      el('p', {class: 'headline'}, s.explanation.headline),
      el('ul', {}, ...list(s.explanation.sentences).map(text => el('li', {}, unbroken(text)))),
      el('p', {class: 'where wrap'}, `${day(s.started)} to ${day(s.ended)}, against ${target(s)}`)]);
  }

  const target = s => list(s.target).join(', ') + (s.standIn ? ' (the stand-in)' : '');

  function about(s) {
    const {suite, machine, load} = s;
    const facts = [
      ['Scenario and profile', `${s.scenario}, ${s.profile}`],
      ['Target', target(s)],
      ['Load', load && `${load.steps.join(', then ')} (${load.model} model)`],
      ['Users', load && [`${load.planned == null ? '' : number(load.planned) + ' planned, '}${number(load.started)} started`,
        `${number(load.finished)} finished`, load.late == null ? null : `${number(load.late)} late by more than 100 ms`].filter(Boolean).join(', ')],
      ['Requests', s.overall && `${number(s.overall.count)}, ${number(s.overall.ko)} failed, ${number(s.overall.rate)} per second`],
      ['Time', `${day(s.started)} to ${day(s.ended)} (${Charts.elapsed(seconds(s))})`],
      ['Suite', suite && `${suite.version}${suite.commit ? ', commit ' + suite.commit : ''}; Gatling ${suite.gatling}; Java ${suite.java}`],
      ['Load came from', machine && `${machine.cores} cores, ${number(machine.heapMegabytes)} MB heap, ${machine.os}`],
      ['Run', s.runId]
    ];
    return el('dl', {}, ...facts.filter(([, said]) => said).map(([name, said]) => el('div', {}, el('dt', {}, name), el('dd', {}, said))));
  }

  function promises(s) {
    const rows = list(s.verdicts).map((verdict, i) => ({...verdict, margin: s.explanation.margins[i]}));
    const missed = row => row.outcome === 'MISSED';
    return rows.length ? table('Promises, broken ones first', [
      column('Verdict', row => el('span', {class: s.outcome ? 'mark ' + row.outcome : 'mark'}, (s.outcome ? MARKS : MARKS_SO_FAR)[row.outcome])),
      column('Promise', row => row.name, {kind: 'name'}),
      column('Limit', row => row.limit, {kind: 'limit'}),
      column('Actual', row => row.actual, {kind: 'actual'}),
      column('Margin', margin),
      column('Samples', row => number(row.samples), {num: true}),
      column('Note', row => row.note, {kind: 'note'})
    ], [...rows.filter(missed), ...rows.filter(row => !missed(row))], {rowClass: row => row.outcome, kind: 'promises'})
      : el('p', {}, 'No promise was judged.');
  }

  /** The bar's mark is the limit. */
  function margin({margin}) {
    if (margin?.usedPercent == null) {
      return margin?.words;
    }
    const fill = el('i', {class: (margin.lower ? margin.actual < margin.limit : margin.actual > margin.limit) ? 'over' : ''});
    fill.style.width = Math.min(100, margin.usedPercent / 1.5) + '%';
    return el('span', {}, margin.words, el('span', {class: 'bar', 'aria-hidden': 'true'}, fill, el('b')));
  }

  function requests(s) {
    const rows = [...list(s.requests), ...(s.overall ? [{...s.overall, name: 'All together'}] : [])];
    return rows.length ? table('Times in milliseconds, of all samples', [
      column('Request', row => row.name, {kind: 'name'}),
      figure('count', row => row.count), figure('failed', row => row.ko),
      column('failed %', row => percent(row.ko, row.count), {num: true}), figure('per second', row => row.rate),
      ...['min', 'mean', 'p50', 'p75', 'p90', 'p95', 'p99'].map(name => figure(name, row => row[name])),
      figure('p99.9', row => row.p999), figure('max', row => row.max),
      column('status codes', row => Object.entries(row.codes ?? {}).map(([code, count]) => `${code}\u00a0×\u00a0${number(count)}`).join(', '), {kind: 'name'})
    ], rows, {shown: true}) : el('p', {}, 'No request was sent.');
  }

  function failures(s) {
    const rows = list(s.requests).flatMap(request => Object.entries(request.failures ?? {})
      .map(([reason, count]) => ({request: request.name, reason, count}))).sort((a, b) => b.count - a.count);
    return rows.length ? table('Failures by reason', [
      column('Count', row => number(row.count), {num: true, kind: 'first'}), column('Request', row => row.request, {kind: 'name'}), column('Reason', row => row.reason, {kind: 'long'})
    ], rows) : el('p', {}, s.overall?.count ? 'No request failed.' : 'No request was sent.');
  }

  const slowest = s => list(s.slowest).length ? table('Slowest requests', [
    column('ms', row => number(row.millis), {num: true, kind: 'first'}), column('Request', row => row.name, {kind: 'name'}), column('Started, UTC', row => clock(row.time)),
    column('Status', row => (row.code ?? 'no answer') + (row.ok ? '' : ' ✗ failed'))
  ], s.slowest) : null;

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

  function comparison({comparison: c}) {
    const change = row => row.before ? `${row.now >= row.before ? '+' : '−'}${Math.abs(100 * (row.now - row.before) / row.before).toFixed(0)} %` : '';
    return c && [
      el('p', {}, `Compared with ${c.baseline} (${c.runs} ${c.runs === 1 ? 'run' : 'runs'}). ${c.gates ? 'A regression fails the run.' : 'It does not decide.'}`),
      list(c.regressions).length ? el('ul', {}, ...c.regressions.map(text => el('li', {class: 'wrap'}, text))) : null,
      list(c.rows).length ? null : el('p', {}, 'Nothing could be compared: the two have no request in common.'),
      list(c.notCompared).length ? el('p', {class: 'wrap'}, `In one of the two only: ${c.notCompared.join(', ')}`) : null,
      list(c.rows).length ? table('Figures beside the baseline', [
        column('Request', row => row.request, {kind: 'name'}), column('Figure', row => `${row.figure}, ${row.unit}`),
        figure('before', row => row.before), figure('now', row => row.now), column('change', change, {num: true}),
        figure('noise', row => row.noise), column('Judgement', row => row.judgement)], c.rows) : null
    ];
  }

  /** How near each abort criterion is to its limit, or was at the end. */
  const abort = s => list(s.abort).length ? table('Criteria for giving the run up', [
    column('Criterion', row => row.name, {kind: 'name'}), column('Limit', row => row.limit), column('Seen', row => row.actual),
    figure('samples', row => row.samples), column('of the limit', row => `${(100 * row.share).toFixed(0)} %`, {num: true}),
    column('', row => row.reached ? 'reached: given up' : '')
  ], s.abort, {shown: true}) : null;

  const notes = s => list(s.notes).length ? el('ul', {}, ...s.notes.map(note => el('li', {class: 'wrap'}, note))) : null;

  /** Beside the live page there are no files, and it may not link to some on a disk: it says where they lie. */
  const link = file => document.body.dataset.stream ? file : el('a', {href: file}, file);
  const place = s => s.folder ? el('p', {class: 'wrap'}, 'This page lies at ', el('code', {}, s.folder + 'verdict.html'), ', and beside it:') : null;

  const files = s => list(s.files).length
    ? [place(s), el('ul', {}, ...s.files.map(file => el('li', {}, link(file), el('span', {class: 'muted'}, ' ' + (FILES[file] ?? '')))))]
    : null;

  /** What a run has that did not happen. */
  const WITHOUT_LOAD = ['about', 'notes', 'files'];
  const SECTIONS = {about, promises, time: TimeLine, requests, failures, slowest, abort, waba, database, comparison, notes, files};

  let last = null;
  let times = 0;

  function render(summary) {
    last = summary;
    byId('page').hidden = false; // a chart must know its width
    document.title = `${summary.outcome ?? 'RUNNING'} · ${summary.scenario} · ${summary.profile}`;
    verdict(summary);
    for (const [id, section] of Object.entries(SECTIONS)) {
      const content = summary.outcome !== 'NOT_RUN' || WITHOUT_LOAD.includes(id) ? section(summary) : null;
      byId(id).hidden = content == null;
      update(byId(id).querySelector('.body'), [content]);
    }
    byId('plain').hidden = true;
    document.body.dataset.rendered = String(++times);
  }

  /** Paper is light, however dark the screen. */
  function onPaper(paper) {
    document.documentElement.classList.toggle('paper', paper);
    if (last) {
      render(last);
    }
  }

  function start() {
    addEventListener('beforeprint', () => onPaper(true));
    addEventListener('afterprint', () => onPaper(false));
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => last && render(last));
    const stream = document.body.dataset.stream;
    if (!stream) {
      render(JSON.parse(byId('data').textContent));
      return;
    }
    Live.start(stream, render);
  }

  addEventListener('error', event => { document.body.dataset.error = event.message; });
  start();
})();
