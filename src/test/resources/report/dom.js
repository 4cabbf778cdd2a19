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

/**
 * Gives a node these children. Those that it has and that are alike stay, with focus, selection and scroll; a node with
 * a {@code key} is alike where the key is. What a user has opened stays open.
 */
function update(parent, children) {
  const wanted = children.flat().filter(child => child != null)
    .map(child => child instanceof Node ? child : document.createTextNode(child));
  wanted.forEach((next, i) => {
    const old = parent.childNodes[i];
    if (old && alike(old, next)) {
      adopt(old, next);
    } else if (old && !wanted.slice(i).some(later => alike(old, later))) {
      old.replaceWith(next);
    } else {
      parent.insertBefore(next, old ?? null);
    }
  });
  while (parent.childNodes.length > wanted.length) {
    parent.lastChild.remove();
  }
}

const alike = (one, other) => one.nodeName === other.nodeName && one.key === other.key;

function adopt(old, next) {
  if (old.nodeType === Node.TEXT_NODE) {
    if (old.data !== next.data) {
      old.data = next.data;
    }
    return;
  }
  for (const {name, value} of next.attributes) {
    old.setAttribute(name, value);
  }
  [...old.attributes].filter(({name}) => name !== 'open' && !next.hasAttribute(name)).forEach(({name}) => old.removeAttribute(name));
  update(old, [...next.childNodes]);
}

/** Puts nodes one after another where they are not yet; those that stand right stay untouched. */
function placing(holder) {
  let next = holder.firstChild;
  return node => {
    if (node === next) {
      next = node.nextSibling;
    } else {
      holder.insertBefore(node, next);
    }
  };
}

/** What a reader may open. */
const foldable = (title, ...content) => el('details', {class: 'more'}, el('summary', {}, title), ...content);

const column = (name, of, more = {}) => ({name, of, ...more});
const figure = (name, of) => column(name, row => Format.number(of(row)), {num: true});

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
    line.key = line.querySelector('td.name')?.textContent;
    return line;
  });
  return el('div', {class: 'scroll', role: 'group', tabindex: '0', 'aria-label': caption},
    el('table', {class: kind}, shown ? el('caption', {}, caption) : null, el('thead', {}, head), el('tbody', {}, ...body)));
}
