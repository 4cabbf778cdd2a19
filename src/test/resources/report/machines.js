'use strict';

/* The machines that shared a run, beside each other. */
const Machines = (() => {
  const {number, list} = Format;

  /** How far the machine's clock was off the common one. */
  const clock = ({clock: c}) => c ? `${c.offsetMillis > 0 ? '+' : ''}${number(c.offsetMillis)} ± ${number(c.errorMillis)} ms` : 'not known';

  function machines({machines: all}) {
    return list(all).length ? [
      table('Machines of this run', [
        column('Share', row => row.share, {kind: 'first'}), column('Machine', row => row.name, {kind: 'name'}),
        figure('requests', row => row.requests), figure('per second', row => row.rate), figure('p95', row => row.p95),
        figure('users', row => row.users), figure('late users', row => row.late), figure('busiest CPU %', row => row.cpuPercent),
        column('clock offset', clock, {num: true}), column('Run', row => row.runId, {kind: 'name'})
      ], all, {shown: true}),
      el('p', {class: 'muted'}, `Clocks beside ${all.find(row => row.clock)?.clock.source ?? 'no other clock'}; a machine without figures left no end.`)
    ] : null;
  }

  return {machines};
})();
