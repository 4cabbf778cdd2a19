'use strict';

/* What a climb has shown: its steps, up to the one that broke a promise. */
const Capacity = (() => {
  const {number, list} = Format;
  const WORDS = {HELD: '✓ held', BROKE: '✗ broke', NOT_JUDGED: 'not judged', NOT_TRIED: 'not tried'};

  const samples = request => request.samples
    ? `${request.name} ${number(request.p95)} ms, ${request.failedPercent.toFixed(2)} % failed`
      + (request.judged ? '' : ` (too few to judge: ${number(request.samples)})`)
    : `${request.name} never sent`;

  const broken = verdict => `${verdict.name} is ${verdict.actual}` + (verdict.promise.kind === 'BUDGET' ? '' : `, limit ${verdict.limit}`);

  const lines = texts => el('ul', {}, ...texts.map(text => el('li', {}, text)));

  function capacity(s) {
    const verdict = list(s.verdicts).find(one => one.seen?.type === 'capacity');
    return verdict && [
      el('p', {class: 'wrap'}, verdict.actual),
      table('Steps, each judged once it had settled', [
        column('Users a second', row => number(row.perSecond), {num: true, kind: 'first'}),
        column('Verdict', row => WORDS[row.outcome], {kind: 'whole'}),
        column('Users', row => number(row.users), {num: true}),
        column('p95 and failures', row => row.requests.length ? lines(row.requests.map(samples)) : '', {kind: 'name'}),
        column('What broke', row => row.broke.length ? lines(row.broke.map(broken)) : '', {kind: 'long'})
      ], verdict.seen.steps, {shown: true})];
  }

  return {capacity};
})();
