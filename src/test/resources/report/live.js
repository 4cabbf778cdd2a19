'use strict';

/*
 * A run under way: its figures come as events, each of them the whole run so far. The next scenario of the same command
 * answers at the same address, from another process; its page is loaded in place of this one.
 */
const Live = (() => {
  const SILENCE = 10; // seconds without an event, which otherwise come each second
  const RETRY = 2; // seconds; the browser's own retries are sooner
  const PATIENCE = 600; // seconds to wait for the next scenario, or for a lost connection
  const now = () => Date.now() / 1000;
  const bar = document.getElementById('live');
  const times = el('span', {class: 'times'});
  const progress = el('progress', {'aria-label': 'Load'});
  const state = el('span', {class: 'state', role: 'status'});
  const earlier = el('div', {class: 'earlier'});

  let run = null;
  let ended = false;
  let command = {earlier: [], more: false};
  let heard = now();
  let waiting = null; // the newest event that is not drawn yet
  let timer = null;
  let free = 0; // milliseconds; from then on it may be drawn again

  /** Only a change is said, since a screen reader reads it aloud. */
  function say(text, tone = 'calm') {
    if (state.textContent !== text) {
      state.textContent = text;
    }
    bar.dataset.tone = tone;
  }

  function clock(s) {
    const planned = Number(document.body.dataset.planned);
    const began = s.timeline?.start;
    const seconds = began ? Math.max(0, Format.seconds(began, s.ended)) : 0;
    const left = planned - seconds;
    const rest = left >= 0 ? `${Format.elapsed(left)} left` : 'waiting for the last answers and audits';
    times.textContent = ended ? `Ended after ${Format.elapsed(seconds)}, ${Format.elapsed(planned)} of load planned`
      : `${Format.elapsed(seconds)} of ${Format.elapsed(planned)} · ${rest}`;
    progress.max = planned;
    progress.value = Math.min(planned, seconds);
    progress.hidden = ended;
  }

  /**
   * Draws the newest event and leaves out those that came meanwhile. The browser may share its cores with the load
   * generator, so it rests for as long as it has drawn, and draws nothing that nobody sees. The last is drawn at once, so
   * that the end of its stream is not taken for a lost connection.
   */
  function take(event, last, render) {
    heard = now();
    waiting = {text: event.data, last};
    const rest = free - performance.now();
    if (rest <= 0 || last) {
      draw(render);
    } else {
      timer ??= setTimeout(() => draw(render), rest);
    }
  }

  function draw(render) {
    clearTimeout(timer);
    timer = null;
    if (waiting && (!document.hidden || waiting.last)) {
      const {text, last} = waiting;
      waiting = null;
      const began = performance.now();
      show(JSON.parse(text), last, render);
      free = 2 * performance.now() - began;
    }
  }

  function show(s, last, render) {
    if (run && run !== s.runId) {
      location.reload();
    } else if (!ended) {
      run = s.runId;
      ended = last;
      render(s);
      clock(s);
      say(!ended ? '' : command.more ? 'The next scenario of this command takes this page over.' : 'This command has no other scenario.');
    }
  }

  /** The scenarios that were shown here before; a served page may not link to files, so it says where they lie. */
  function tell(found) {
    command = found;
    const passed = found.earlier.filter(one => one.outcome === 'PASSED').length;
    update(earlier, found.earlier.length ? [el('details', {},
      el('summary', {}, `Before this scenario: ${passed} of ${found.earlier.length} passed`),
      el('ul', {}, ...found.earlier.map(one => el('li', {}, `${one.outcome === 'PASSED' ? '✓' : '✗'} ${one.outcome} ${one.scenario} `, el('code', {}, one.page)))))] : []);
  }

  /**
   * Says that nothing comes any more; gives up at last. A command that has ended leaves its address to others, which say so
   * to whoever still asks here.
   */
  function lost(events) {
    const given = now() - heard > PATIENCE;
    if (given) {
      events.close();
    }
    if (ended) {
      say(given && command.more ? 'No other scenario of this command came.' : state.textContent);
    } else {
      say(`Connection lost: what is shown is of ${Format.clock(heard * 1000)}. ` + (given ? 'Load this page again to try once more.' : 'Trying again.'), 'bad');
    }
    return given;
  }

  function follow(stream, render) {
    const events = new EventSource(stream);
    events.addEventListener('command', event => tell(JSON.parse(event.data)));
    events.onmessage = event => take(event, false, render);
    events.addEventListener('end', event => take(event, true, render));
    events.addEventListener('refused', event => {
      events.close();
      say(event.data, 'warn');
    });
    events.onerror = () => {
      // A browser may not try again by itself where nobody answers.
      if (!lost(events) && events.readyState === EventSource.CLOSED) {
        setTimeout(() => follow(stream, render), RETRY * 1000);
      }
    };
  }

  /** A process that hangs keeps its connection. */
  function listen() {
    if (run && !ended && now() - heard > SILENCE) {
      say(`No news for ${SILENCE} s: what is shown may be old.`, 'bad');
    }
  }

  return {
    start(stream, render) {
      bar.append(times, progress, state, earlier);
      bar.hidden = false;
      setInterval(listen, 1000);
      addEventListener('visibilitychange', () => draw(render));
      follow(stream, render);
    }
  };
})();
