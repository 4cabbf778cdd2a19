'use strict';

/* The moment that all charts mark, and the part of the run that they show; both are chosen by mouse, touch and keyboard. */
const Moment = (() => {
  const LEAST = 4; // seconds between the edges
  const CLICK = 6; // pixels; a shorter drag is a click
  const changes = [];
  let known = false;
  const time = {start: 0, end: 1, from: 0, to: 1, hovered: null, pinned: null, dragged: null, bands: []};

  const slider = el('input', {type: 'range', min: '0', 'aria-label': 'Moment that all charts show'});
  const link = el('a', {class: 'moment'});
  const range = el('span', {class: 'range'});
  const button = (text, act) => {
    const node = el('button', {type: 'button'}, text);
    node.addEventListener('click', act);
    return node;
  };
  const closer = button('Zoom in', () => around(0.5));
  const wider = button('Zoom out', () => around(2));
  const whole = button('Whole run', () => zoom(0, time.end));
  const tools = el('div', {class: 'tools', role: 'group', 'aria-label': 'Moment and zoom of all charts'},
    el('label', {}, 'Moment ', slider), closer, wider, whole, link, range);

  /** The moment under the pointer, else the one that was marked; null where there is none. */
  const shown = () => time.hovered ?? time.pinned;

  const isWhole = () => time.from === 0 && time.to === time.end;

  /** What the tools say. */
  function tell() {
    const at = shown();
    slider.max = String(Math.floor(time.end));
    slider.value = String(at ?? 0);
    slider.setAttribute('aria-valuetext', at == null ? 'none' : said(at));
    // It keeps its place, or the charts would move under the pointer.
    link.classList.toggle('none', at == null);
    if (at != null) {
      link.textContent = said(at);
      link.href = '#t=' + Format.elapsed(at);
    }
    wider.disabled = whole.disabled = isWhole();
    range.textContent = isWhole() ? 'Drag over a chart to zoom, click to mark a moment.' : `${Format.elapsed(time.from)} to ${Format.elapsed(time.to)}`;
  }

  function changed() {
    tell();
    changes.forEach(change => change());
  }

  const said = x => Format.elapsed(x) + ' · ' + Format.clock(time.start + x * 1000);
  const within = x => Math.min(Math.max(x, 0), time.end);

  function hover(x) {
    time.hovered = x == null ? null : within(x);
    changed();
  }

  function zoom(from, to) {
    const width = Math.min(time.end, Math.max(LEAST, to - from));
    time.from = Math.min(within(from), time.end - width);
    time.to = time.from + width;
    changed();
  }

  /** Closer to the moment that is shown, or further from it, by this factor. */
  function around(factor) {
    const middle = shown() ?? (time.from + time.to) / 2;
    const width = (time.to - time.from) * factor;
    const share = Math.min(1, Math.max(0, (middle - time.from) / (time.to - time.from)));
    zoom(middle - share * width, middle + (1 - share) * width);
  }

  /** The address says which moment is marked, so that it can be passed on. */
  const mark = x => location.replace('#t=' + Format.elapsed(within(x)));

  function read() {
    const wanted = location.hash.startsWith('#t=') ? Format.parsed(location.hash.slice(3)) : null;
    if (wanted == null) {
      return;
    }
    time.pinned = within(wanted);
    time.hovered = null;
    if (time.pinned < time.from || time.pinned > time.to) {
      zoom(0, time.end);
    }
    changed();
  }

  /** A drag over this canvas zooms, a click marks; {@code x} says where a pointer is, in seconds. */
  function follow(canvas, x) {
    let from = null;
    canvas.addEventListener('pointerdown', event => {
      from = event.button === 0 ? event : null;
      canvas.setPointerCapture(event.pointerId);
    });
    canvas.addEventListener('pointermove', event => {
      time.dragged = from && Math.abs(event.offsetX - from.offsetX) > CLICK ? [x(from), x(event)].sort((a, b) => a - b).map(within) : null;
      hover(x(event));
    });
    canvas.addEventListener('pointerup', event => {
      const [dragged, pressed] = [time.dragged, from];
      time.dragged = from = null;
      if (dragged) {
        zoom(...dragged);
      } else if (pressed) {
        mark(x(event));
      }
    });
    for (const end of ['pointerleave', 'pointercancel']) {
      canvas.addEventListener(end, () => {
        time.dragged = from = null;
        hover(null);
      });
    }
    canvas.addEventListener('dblclick', () => zoom(0, time.end));
  }

  /** A run that goes on grows; who looks at a part of it keeps that part. The charts are drawn afterwards. */
  function set(start, end) {
    const wasWhole = isWhole();
    Object.assign(time, {start, end});
    time.to = wasWhole ? end : Math.min(time.to, end);
    if (!known) {
      known = true;
      read();
    }
    tell();
  }

  slider.addEventListener('input', () => hover(Number(slider.value)));
  slider.addEventListener('change', () => mark(Number(slider.value)));
  addEventListener('hashchange', read);
  addEventListener('keydown', event => event.key === 'Escape' && zoom(0, time.end));

  return {time, tools, shown, said, set, follow, onChange: change => changes.push(change)};
})();
