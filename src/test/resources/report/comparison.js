'use strict';

/* This run beside its baseline: a row for each request, the worst first; what lies within the noise is folded. */
const Comparison = (() => {
  const {number, change, list} = Format;
  const ORDER = ['worse', 'noise unknown', 'better', 'within the noise'];
  const QUIET = 'within the noise';
  const MARKS = {worse: '✗ worse', better: '✓ better', 'noise unknown': '? noise unknown'};

  /** The requests, each with its figures by name. */
  function requests(rows) {
    const all = new Map();
    rows.forEach(row => all.set(row.request, {...all.get(row.request), [row.figure]: row}));
    return [...all].map(([name, figures]) => {
      const loudest = Object.values(figures).sort((a, b) => ORDER.indexOf(a.judgement) - ORDER.indexOf(b.judgement) || share(b) - share(a))[0];
      return {name, figures, judgement: loudest.judgement, share: share(loudest)};
    }).sort((a, b) => ORDER.indexOf(a.judgement) - ORDER.indexOf(b.judgement) || b.share - a.share);
  }

  /** How far a figure is from its baseline, as a part of that; one that was 0 before is the furthest. */
  const share = row => row.before ? Math.abs(row.now - row.before) / row.before : row.now ? Infinity : 0;

  function cell(row) {
    if (!row) {
      return '–';
    }
    const [before, now] = [row.before, row.now].map(number);
    const noise = row.noise == null ? '' : ` (noise ${number(row.noise)})`;
    return el('span', {class: 'change ' + (MARKS[row.judgement] ? row.judgement.split(' ')[0] : 'quiet')},
      el('b', {}, before === now ? now : `${before} → ${now}`), ` ${row.unit}`,
      el('small', {}, `${change(row.before, row.now)}${noise}`, MARKS[row.judgement] ? ` ${MARKS[row.judgement]}` : ''));
  }

  function compared(caption, rows, figures) {
    return table(caption, [column('Request', row => row.name, {kind: 'name'}),
      ...figures.map(name => column(name, row => cell(row.figures[name])))], rows);
  }

  function comparison({comparison: c}) {
    if (!c) {
      return null;
    }
    const all = requests(list(c.rows));
    const figures = [...new Set(list(c.rows).map(row => row.figure))];
    const loud = all.filter(row => row.judgement !== QUIET);
    const quiet = all.filter(row => row.judgement === QUIET);
    return [
      el('p', {}, `Compared with ${c.baseline} (${c.runs} ${c.runs === 1 ? 'run' : 'runs'}). ${c.gates ? 'A regression fails the run.' : 'It does not decide.'}`),
      list(c.regressions).length ? el('ul', {}, ...c.regressions.map(text => el('li', {class: 'wrap'}, text))) : null,
      all.length ? null : el('p', {}, 'Nothing could be compared: the two have no request in common.'),
      list(c.notCompared).length ? el('p', {class: 'wrap'}, `In one of the two only: ${c.notCompared.join(', ')}`) : null,
      loud.length ? compared('Figures beside the baseline', loud, figures) : null,
      quiet.length ? foldable(`${quiet.length === 1 ? 'One request' : quiet.length + ' requests'} within the noise`, compared('Figures within the noise', quiet, figures)) : null
    ];
  }

  return {comparison};
})();
