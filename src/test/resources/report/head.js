'use strict';

/* What a reader sees first: the verdict and why, and the run in a few figures; and last: what was run, and where its files are. */
const Head = (() => {
  const {number, percent, day, elapsed, list, unbroken} = Format;
  const WORDS = {
    PASSED: ['✓', 'good'], FAILED: ['✗', 'bad'], INVALID: ['✗', 'bad'], INTERRUPTED: ['!', 'warn'], NOT_RUN: ['!', 'warn'], RECORDED: ['·', 'calm'], RUNNING: ['…', 'calm']
  };
  const FILES = {
    'index.html': "Gatling's own report", 'summary.json': 'this run as data', 'junit.xml': 'the promises as test cases',
    'readiness.md': 'the row for the readiness report', 'responses.ndjson': "the dispatcher's answers, one a line",
    'target-metrics.ndjson': "the server's readings, one a line"
  };
  const outcome = s => s.outcome ?? 'RUNNING';
  const words = s => `${outcome(s).replace('_', ' ')}${list(s.rehearsal).length ? ' (rehearsal)' : ''}`;
  const target = s => list(s.target).join(', ') + (s.standIn ? ' (the stand-in)' : '');
  const took = s => `${day(s.started)}, for ${elapsed(Format.seconds(s.started, s.ended))}`;

  function verdict(s) {
    const [sign, tone] = WORDS[outcome(s)];
    const header = document.getElementById('verdict');
    header.style.setProperty('--tone', `var(--${tone})`);
    update(header.querySelector('.said'), [
      el('h1', {}, el('span', {class: 'word'}, `${sign} ${words(s)}`), el('span', {class: 'wrap'}, `${s.scenario}, profile ${s.profile}`)),
      el('p', {class: 'headline'}, s.explanation.headline),
      el('ul', {}, ...list(s.explanation.sentences).map(text => el('li', {}, unbroken(text)))),
      el('p', {class: 'where wrap'}, [took(s), target(s) ? `against ${target(s)}` : ''].filter(Boolean).join(', '))]);
  }

  const tile = (name, value, more) => value == null ? null : el('div', {}, el('dt', {}, name), el('dd', {}, el('b', {}, value), more ? el('span', {}, more) : null));

  /** The highest of a column, and when; null where nothing was read. */
  function peak(values, when) {
    const i = Format.indexOfHighest(values);
    return i < 0 ? null : [`${number(values[i])} %`, `highest, at ${when(i)}`];
  }

  function glance(s) {
    const all = s.overall;
    if (!all?.count) {
      return null;
    }
    const start = s.timeline?.start ?? s.started;
    const cpu = peak(s.resources?.cpuPercent, i => elapsed(Format.seconds(start, s.resources.times[i])));
    const own = peak(s.generator?.systemCpuPercent, i => elapsed(Format.seconds(start, s.generator.start) + i * s.generator.secondsPerPoint));
    const times = ['p50', 'p95', 'p99', 'max'].map(name => tile(name === 'max' ? 'longest' : name, `${number(all[name])} ms`, name === 'p95' ? 'of all requests' : null));
    return el('dl', {class: 'tiles'},
      tile('requests', number(all.count), `${number(all.rate)} per second`),
      tile('failed', percent(all.ko, all.count), number(all.ko)), ...times,
      cpu && tile("server's CPU", ...cpu), own && tile("generator's CPU", ...own));
  }

  const steps = load => `${load.steps.join(', then ')} (${load.model} model)`;

  /** The load; of several scenarios that of each, since they run at the same time. */
  const loads = s => list(s.scenarios).length ? s.scenarios.map(part => `${part.scenario}: ${steps(part.load)}`).join('; ') : s.load && steps(s.load);

  function about(s) {
    const {suite, machine, load} = s;
    const facts = [
      ['Scenario and profile', `${s.scenario}, ${s.profile}`],
      ['Target', target(s)],
      ['Version of the target', s.targetVersion],
      ['Load', loads(s)],
      ['Users', load && [`${load.planned == null ? '' : number(load.planned) + ' planned, '}${number(load.started)} started`,
        `${number(load.finished)} finished`, load.late == null ? null : `${number(load.late)} late by more than 100 ms`].filter(Boolean).join(', ')],
      ['Time', took(s)],
      ['Suite', suite && `${suite.version}${suite.commit ? ', commit ' + suite.commit : ''}; Gatling ${suite.gatling}; Java ${suite.java}`],
      ['Load came from', machine && `${machine.cores} cores, ${number(machine.heapMegabytes)} MB heap, ${machine.os}`],
      ['Run', s.runId],
      ['Shared run', s.group && (s.share ? `${s.group}, share ${s.share}` : s.group)]
    ];
    return el('dl', {}, ...facts.filter(([, said]) => said).map(([name, said]) => el('div', {}, el('dt', {}, name), el('dd', {}, said))));
  }

  const notes = s => list(s.notes).length ? el('ul', {}, ...s.notes.map(note => el('li', {class: 'wrap'}, note))) : null;

  /** Beside the live page there are no files, and it may not link to some on a disk: it says where they lie. */
  const link = file => document.body.dataset.stream ? file : el('a', {href: file}, file);
  const place = s => s.page ? el('p', {class: 'wrap'}, 'This page lies at ', el('code', {}, s.page), ', and beside it:') : null;

  const files = s => list(s.files).length
    ? [place(s), el('ul', {}, ...s.files.map(file => el('li', {}, link(file), el('span', {class: 'muted'}, ' ' + (FILES[file] ?? '')))))]
    : null;

  return {verdict, glance, about, notes, files, words};
})();
