// The Markdown that reports are written in, as elements: headings, paragraphs, lists, tables, pictures, emphasis, code. Never as markup of text.

import { h } from './dom.js';

/**
 * @param {string} text
 * @param {(name: string, alt: string) => Node} picture shows a file of the report
 * @returns {Node[]}
 */
export function markdown(text, picture) {
  /** @type {Node[]} */
  const found = [];
  for (const block of text.split(/\n\s*\n/)) {
    const lines = block.split('\n').filter((line) => line.trim() !== '');
    while (lines.length > 0) {
      found.push(part(lines, picture));
    }
  }
  return found;
}

/**
 * Takes one part off the lines of a block.
 *
 * @param {string[]} lines
 * @param {(name: string, alt: string) => Node} picture
 */
function part(lines, picture) {
  const heading = /^(#{1,6}) +(.*)$/.exec(lines[0]);
  if (heading) {
    lines.shift();
    return h(heading[1].length === 1 ? 'h3' : 'h4', {}, ...spans(heading[2], picture));
  }
  if (lines[0].startsWith('|')) {
    return table(take(lines, (line) => line.startsWith('|')), picture);
  }
  if (/^[-*] /.test(lines[0])) {
    return h('ul', { class: 'bullets' }, ...take(lines, (line) => /^[-*] |^ {2}/.test(line)).map((line) => h('li', {}, ...spans(line.replace(/^[-*] /, ''), picture))));
  }
  return h('p', {}, ...spans(take(lines, (line) => !/^(#{1,6} |\||[-*] )/.test(line)).join(' '), picture));
}

/**
 * @param {string[]} lines
 * @param {(line: string) => boolean} isPart
 */
function take(lines, isPart) {
  const end = lines.findIndex((line) => !isPart(line));
  return lines.splice(0, end === -1 ? lines.length : end);
}

/**
 * @param {string[]} rows
 * @param {(name: string, alt: string) => Node} picture
 */
function table(rows, picture) {
  const cells = (/** @type {string} */ row) => row.replace(/^\||\|\s*$/g, '').split(/(?<!\\)\|/).map((cell) => cell.trim());
  const body = rows.slice(/^\|[\s|:-]+$/.test(rows[1] ?? '') ? 2 : 1);
  return h('div', { class: 'table-scroll', tabindex: '0', role: 'region', 'aria-label': cells(rows[0]).join(', ') },
    h('table', { class: 'data-table' },
      h('thead', {}, h('tr', {}, ...cells(rows[0]).map((cell) => h('th', { scope: 'col' }, ...spans(cell, picture))))),
      h('tbody', {}, ...body.map((row) => h('tr', {}, ...cells(row).map((cell) => h('td', {}, ...spans(cell, picture))))))));
}

/**
 * @param {string} text
 * @param {(name: string, alt: string) => Node} picture
 * @returns {(Node | string)[]}
 */
function spans(text, picture) {
  /** @type {(Node | string)[]} */
  const found = [];
  let end = 0;
  for (const match of text.matchAll(/!\[([^\]]*)\]\(([^)]+)\)|\*\*([^*]+)\*\*|\*([^*]+)\*|`([^`]+)`/g)) {
    const [whole, alt, name, strong, soft, code] = match;
    found.push(text.slice(end, match.index), name !== undefined ? picture(name, alt) : strong !== undefined ? h('b', {}, strong) : soft !== undefined ? h('em', {}, soft) : h('code', { class: 'mono' }, code));
    end = match.index + whole.length;
  }
  found.push(text.slice(end));
  return found.filter((one) => one !== '');
}
