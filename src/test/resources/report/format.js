'use strict';

/* Numbers and times as people read them. */
const Format = (() => {
  const two = number => String(number).padStart(2, '0');

  const number = value => value == null ? '–'
    : value.toLocaleString('en-US', {maximumFractionDigits: Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0});

  /** Minutes and seconds since the beginning, with hours where there are any. */
  function elapsed(seconds) {
    const whole = Math.max(0, Math.round(seconds));
    const rest = two(Math.floor(whole / 60) % 60) + ':' + two(whole % 60);
    return whole < 3600 ? rest : Math.floor(whole / 3600) + ':' + rest;
  }

  /** The seconds of such a text; null of any other. */
  function parsed(text) {
    return /^(\d+:)?\d{1,2}:\d{2}$/.test(text) ? text.split(':').reduce((all, part) => 60 * all + Number(part), 0) : null;
  }

  const clock = milliseconds => new Date(milliseconds).toISOString().slice(11, 19) + ' UTC';
  const day = time => time == null ? '–' : new Date(time).toISOString().slice(0, 19).replace('T', ' ') + ' UTC';
  const percent = (part, all) => all ? (100 * part / all).toFixed(2) + ' %' : '–';
  const change = (before, now) => before ? `${now >= before ? '+' : '−'}${Math.abs(100 * (now - before) / before).toFixed(0)} %` : '';

  /** A number and its unit stay on one line. */
  const unbroken = text => text.replace(/(\d) (?=(%|ms|s|UTC)(\W|$))|(<) (?=\d)/g, '$1$4\u00a0');

  const list = values => values ?? [];

  /** Returns the index of the highest value, of the first one if several are; -1 where all are null. */
  const indexOfHighest = values => list(values).reduce((best, value, i) => value != null && (best < 0 || value > values[best]) ? i : best, -1);

  const seconds = (from, to) => (Date.parse(to) - Date.parse(from)) / 1000;

  /** The offset of a moment into the run, and its time of day. */
  function moment(s, time) {
    const start = s.timeline?.start ?? s.started;
    return `${elapsed(seconds(start, time))} · ${clock(Date.parse(time))}`;
  }

  /** Each request, and where there are several, all of them under this name. */
  const requests = (s, name) => [...list(s.requests), ...(list(s.requests).length > 1 && s.overall ? [{...s.overall, name}] : [])];

  return {number, elapsed, parsed, clock, day, percent, change, unbroken, list, indexOfHighest, seconds, moment, requests};
})();
