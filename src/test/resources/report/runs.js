'use strict';
/* The style sheet hides what a filter leaves out; this opens the days that hold what is found, and counts it. */
(() => {
  const form = document.querySelector('.filters');
  const days = [...document.querySelectorAll('details.day')];
  const folded = days.map(day => day.open);
  const seen = element => element.getClientRects().length > 0;
  form?.addEventListener('change', () => {
    const chosen = form.querySelector('input:checked:not([id="o"],[id="s"],[id="p"],[id="t"])');
    days.forEach((day, n) => {
      day.hidden = false;
      day.open = chosen ? true : folded[n];
    });
    const found = chosen ? days.map(day => [...day.querySelectorAll('tbody tr')].filter(seen).length) : [];
    found.forEach((count, n) => { days[n].hidden = count === 0; });
    document.getElementById('shown').textContent = chosen ? `Runs shown: ${found.reduce((a, b) => a + b, 0)}` : '';
  });
})();
