'use strict';

/* Every promise with its margin, broken ones first and those that only inform last. */
const Promises = (() => {
  const {number, list} = Format;
  const MARKS = {MET: '✓ met', MISSED: '✗ MISSED', PRINTED: '· info', NOT_AUDITED: '? not audited'};
  /** Nothing is kept before the end. */
  const MARKS_SO_FAR = {...MARKS, MET: '· so far', MISSED: '✗ so far'};
  const ORDER = ['MISSED', 'MET', 'NOT_AUDITED', 'PRINTED'];

  function promises(s) {
    const rows = list(s.verdicts).map((verdict, i) => ({...verdict, margin: s.explanation.margins[i]}));
    const marks = s.outcome ? MARKS : MARKS_SO_FAR;
    return rows.length ? table('Promises, broken ones first', [
      column('Verdict', row => el('span', {class: s.outcome ? 'mark ' + row.outcome : 'mark'}, marks[row.outcome])),
      column('Promise', row => row.name, {kind: 'name'}),
      column('Limit', row => row.limit, {kind: 'limit'}),
      column('Actual', row => row.actual, {kind: 'actual'}),
      column('Margin', margin, {kind: 'margin'}),
      column('Samples', row => number(row.samples), {num: true}),
      column('Note', row => row.note, {kind: 'note'})
    ], ORDER.flatMap(outcome => rows.filter(row => row.outcome === outcome)), {rowClass: row => row.outcome, kind: 'promises'}) : null;
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

  return {promises};
})();
