'use strict';

/* Hands a ticket's text to the clipboard; where a browser does not allow that, the reader copies it. */
const Copy = (() => {
  const state = el('span', {role: 'status', class: 'muted'});
  const text = el('textarea', {readonly: '', rows: '12', 'aria-label': 'This run as Markdown'});
  const button = el('button', {type: 'button'}, 'Copy as Markdown');
  const node = el('div', {class: 'copy'}, button, state, text);
  text.hidden = true;

  const old = () => {
    text.hidden = false;
    text.focus();
    text.select();
    return document.execCommand('copy');
  };

  async function copied() {
    try {
      await navigator.clipboard.writeText(text.value);
      return true;
    } catch {
      return old();
    }
  }

  button.addEventListener('click', async () => {
    const done = await copied();
    state.textContent = done ? 'Copied, for a ticket.' : 'This browser does not copy by itself: the text is selected, so copy it now.';
    if (done) {
      text.hidden = true;
      button.focus();
    }
  });

  return {
    node,
    take(markdown) {
      text.value = markdown ?? '';
      node.hidden = !markdown;
    }
  };
})();
