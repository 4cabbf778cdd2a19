'use strict';

/* What failed: the first samples of each request and reason, and the last, each with what leads to it in a log. */
const Failures = (() => {
  const {number, list, moment} = Format;

  /** The id of a request, as a link where one is set; a link that is none of the web is none. */
  function trace(found) {
    if (!found) {
      return 'not sent';
    }
    const id = /^https?:\/\//i.test(found.link ?? '') ? el('a', {href: found.link}, found.id) : found.id;
    return el('span', {class: 'wrap'}, id, found.answerId ? el('span', {class: 'muted'}, ` ${found.answerId}`) : null);
  }

  const fixture = sample => Object.entries(sample.fixture ?? {}).map(([name, value]) => `${name} ${value}`).join(', ');

  function failure(s, one) {
    const samples = list(one.samples);
    return el('div', {class: 'failure'},
      el('h3', {class: 'wrap'}, `${one.request}: ${number(one.count)} × ${one.words}`),
      one.words === one.reason ? null : el('p', {class: 'muted wrap'}, one.reason),
      table(`${one.request}, ${one.words}: ${one.count > samples.length ? 'the first and the last' : 'all'}`, [
        column('When', row => moment(s, row.time), {kind: 'whole'}), column('ms', row => number(row.millis), {num: true}),
        column('Status', row => row.code ?? 'no answer', {kind: 'whole'}), column('Request id', row => trace(row.trace), {kind: 'name'}),
        column('Sent with', fixture, {kind: 'name'}), column('Answer', row => row.answer ? el('code', {class: 'wrap'}, row.answer) : '', {kind: 'long'})
      ], samples));
  }

  /** The most frequent first; null where nothing failed. */
  function failed(s) {
    const all = [...list(s.failed)].sort((a, b) => b.count - a.count);
    return all.length ? all.map(one => failure(s, one)) : null;
  }

  return {failed, trace};
})();
