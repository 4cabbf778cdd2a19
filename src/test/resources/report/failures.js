'use strict';

/* What failed: the first samples of each request and reason, and the last, each with what leads to it in a log. */
const Failures = (() => {
  const {number} = Charts;
  const list = values => values ?? [];

  /** The id of a request, as a link where one is set; a link that is none of the web is none. */
  function trace(found) {
    if (!found) {
      return 'not sent';
    }
    const id = /^https?:\/\//i.test(found.link ?? '') ? el('a', {href: found.link}, found.id) : found.id;
    return el('span', {class: 'wrap'}, id, found.answerId ? el('span', {class: 'muted'}, ` ${found.answerId}`) : null);
  }

  /** Since the beginning, and in UTC. */
  const when = (time, start) => `${Charts.elapsed(Math.max(0, (Date.parse(time) - Date.parse(start)) / 1000))} · ${time.slice(11, 19)} UTC`;

  const fixture = sample => Object.entries(sample.fixture ?? {}).map(([name, value]) => `${name} ${value}`).join(', ');

  const column = (name, of, more = {}) => ({name, of, ...more});

  function failure(failed, start) {
    const samples = list(failed.samples);
    return el('div', {class: 'failure'},
      el('h3', {class: 'wrap'}, `${failed.request}: ${number(failed.count)} × ${failed.words}`),
      failed.words === failed.reason ? null : el('p', {class: 'muted wrap'}, failed.reason),
      table(`${failed.request}, ${failed.words}: ${failed.count > samples.length ? 'the first and the last' : 'all'}`, [
        column('When', row => when(row.time, start)), column('ms', row => number(row.millis), {num: true}),
        column('Status', row => row.code ?? 'no answer'), column('Request', row => trace(row.trace), {kind: 'name'}),
        column('Sent with', fixture, {kind: 'name'}),
        column('Answer', row => row.answer ? el('code', {class: 'wrap'}, row.answer) : '', {kind: 'long'})
      ], samples));
  }

  /** The most frequent first; null where nothing failed. */
  function failed(summary) {
    const all = [...list(summary.failed)].sort((a, b) => b.count - a.count);
    const start = summary.timeline?.start ?? summary.started;
    return all.length ? all.map(one => failure(one, start)) : null;
  }

  return {failed, trace};
})();
