'use strict';

/** An element; children that are null are left out, texts are never read as markup. */
function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    node.setAttribute(name, value);
  }
  node.append(...children.filter(child => child != null));
  return node;
}

/** A table that scrolls by itself where the page is narrow; a column says its cell as text or as a node. */
function table(caption, columns, rows, {shown = false, rowClass = () => null, kind = ''} = {}) {
  const head = el('tr', {}, ...columns.map(column => el('th', {scope: 'col', class: column.num ? 'num' : ''}, column.name)));
  const body = rows.map(row => {
    const line = el('tr', {class: rowClass(row) ?? ''});
    for (const column of columns) {
      const content = column.of(row) ?? '';
      const kinds = [column.num && 'num', column.kind, content === '' && 'empty'].filter(Boolean).join(' ');
      line.append(el('td', {class: kinds, 'data-label': column.name}, content));
    }
    return line;
  });
  return el('div', {class: 'scroll', role: 'group', tabindex: '0', 'aria-label': caption},
    el('table', {class: kind}, shown ? el('caption', {}, caption) : null, el('thead', {}, head), el('tbody', {}, ...body)));
}
