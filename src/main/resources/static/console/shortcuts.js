// Keys that work anywhere on a page, and the list of them.

import { fill, h, isTyping } from './dom.js';
import { strings } from './strings.js';

/**
 * @param {Record<string, () => void>} deeds by the key in lower case
 * @returns {() => void} ends it
 */
export function shortcuts(deeds) {
  const end = new AbortController();
  const dialog = h('dialog', { 'aria-label': strings.shortcuts.title });
  document.body.append(dialog);
  const help = () => {
    fill(dialog, h('h2', {}, strings.shortcuts.title),
      h('dl', { class: 'shortcuts' }, ...strings.shortcuts.list.flatMap(([key, what]) => [h('dt', {}, ...key.split(' ').map((one) => h('kbd', {}, one))), h('dd', {}, what)])),
      h('div', { class: 'row end' }, h('button', { type: 'button', onclick: () => dialog.close() }, strings.close)));
    dialog.showModal();
  };
  document.addEventListener('keydown', (event) => {
    const deed = event.key === '?' ? help : deeds[event.key.toLowerCase()];
    const isArrowOfWidget = event.key.startsWith('Arrow') && event.target instanceof Element && event.target.closest('.leaflet-container, svg, input, [role="tablist"]') !== null;
    if (deed !== undefined && !isTyping(event) && !isArrowOfWidget && document.querySelector('dialog[open]') === null) {
      event.preventDefault();
      deed();
    }
  }, { signal: end.signal });
  return () => {
    end.abort();
    dialog.remove();
  };
}
