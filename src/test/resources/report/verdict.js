'use strict';

/* The verdict page: render(summary) draws everything, as often as it is called. */
(() => {
  const byId = id => document.getElementById(id);

  /** What a run has that did not happen. */
  const WITHOUT_LOAD = ['about', 'notes', 'files'];
  const SECTIONS = {...Head, ...Promises, ...Capacity, ...Comparison, ...Machines, time: TimeLine, ...Traffic, failed: Failures.failed};

  let last = null;
  let times = 0;

  /** A section without content is left out, and is not in the contents. */
  function sections(summary) {
    const shown = [...document.querySelectorAll('main > section')].filter(node => {
      const content = summary.outcome !== 'NOT_RUN' || WITHOUT_LOAD.includes(node.id) ? SECTIONS[node.id](summary) : null;
      node.hidden = content == null;
      update(node.querySelector('.body'), [content]);
      return !node.hidden;
    });
    byId('contents').hidden = shown.length < 4;
    update(byId('contents').firstElementChild, shown.map(node => el('li', {}, el('a', {href: '#' + node.id}, node.querySelector('h2').textContent))));
  }

  function render(summary) {
    last = summary;
    byId('page').hidden = false; // a chart must know its width
    document.title = `${Head.words(summary)} · ${summary.scenario} · ${summary.profile}`;
    Head.verdict(summary);
    Copy.take(summary.markdown);
    sections(summary);
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
    byId('verdict').append(Copy.node);
    addEventListener('beforeprint', () => onPaper(true));
    addEventListener('afterprint', () => onPaper(false));
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => last && render(last));
    const stream = document.body.dataset.stream;
    if (!stream) {
      render(JSON.parse(byId('data').textContent));
      if (location.hash.startsWith('#t=')) {
        byId('time').scrollIntoView();
      }
      return;
    }
    Live.start(stream, render);
  }

  addEventListener('error', event => { document.body.dataset.error = event.message; });
  start();
})();
