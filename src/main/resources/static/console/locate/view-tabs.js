// The map and the match view in one place, and the buttons above them.

import { dress, fill, h } from '../dom.js';
import { icon } from '../icons.js';
import { strings } from '../strings.js';

/** @typedef {import('./photo-overlay.js').OverlayMode} OverlayMode */
/** @typedef {'map' | 'match'} ViewName */

/** @type {readonly { mode: OverlayMode, title: string }[]} */
const overlays = [{ mode: 'off', title: strings.map.overlayOff }, { mode: 'blend', title: strings.map.overlayBlend }, { mode: 'swipe', title: strings.map.overlaySwipe }];

/**
 * @param {object} parts
 * @param {HTMLElement} parts.map
 * @param {HTMLElement} parts.match
 * @param {(mode: OverlayMode, amount: number) => void} parts.overlay
 * @param {() => void} parts.fitGallery
 * @param {() => void} parts.fitFix
 * @param {(by: number) => void} parts.step
 * @param {() => void} parts.help
 */
export function viewTabs({ map, match, overlay, fitGallery, fitFix, step, help }) {
  /** @type {ViewName} */
  let chosen = 'map';
  /** @type {OverlayMode} */
  let mode = 'blend';
  let isAllowed = false;
  const tabs = { map: tab('map', strings.map.tab), match: tab('match', strings.matches.tab) };
  const views = { map, match };
  const amount = h('input', { type: 'range', min: 0, max: 100, value: 60, 'aria-label': strings.map.overlayAmount, oninput: () => overlay(mode, Number(amount.value) / 100) });
  const modes = overlays.map((one) => h('button', { type: 'button', onclick: () => setMode(one.mode) }, one.title));
  const overlayTools = h('div', { class: 'row overlay-tools', role: 'group', 'aria-label': strings.map.overlay },
    h('span', { class: 'note', 'aria-hidden': 'true' }, strings.map.overlay), h('div', { class: 'segments' }, ...modes), amount);
  const mapTools = h('div', { class: 'row' }, overlayTools,
    square('locate', strings.map.fitFix, fitFix), square('fit', strings.map.fit, fitGallery));
  const matchName = h('span', { class: 'note match-name' });
  const matchTools = h('div', { class: 'row' }, matchName, square('previous', strings.matches.previous, () => step(-1)), square('next', strings.matches.next, () => step(1)));
  const element = h('div', { class: 'views' },
    h('div', { class: 'view-bar' }, h('div', { class: 'segments', role: 'tablist' }, tabs.map, tabs.match), h('span', { class: 'grow' }), mapTools, matchTools, square('help', strings.shortcuts.show, help)),
    h('div', { class: 'view-box' }, map, match));
  for (const name of /** @type {const} */ (['map', 'match'])) {
    dress(views[name], { role: name === 'map' ? null : 'tabpanel', id: `view-${name}` });
  }

  /**
   * @param {ViewName} name
   * @param {string} title
   */
  function tab(name, title) {
    return h('button', {
      type: 'button', role: 'tab', 'aria-controls': `view-${name}`, onclick: () => choose(name),
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
          const other = name === 'map' ? 'match' : 'map';
          choose(other);
          tabs[other].focus();
        }
      },
    }, title);
  }

  /** @param {ViewName} name */
  function choose(name) {
    chosen = name;
    for (const one of /** @type {const} */ (['map', 'match'])) {
      // Hidden, but as large as before: a map that has no size forgets where it was.
      views[one].classList.toggle('is-behind', one !== name);
      views[one].inert = one !== name;
      tabs[one].setAttribute('aria-selected', String(one === name));
      tabs[one].tabIndex = one === name ? 0 : -1;
    }
    mapTools.hidden = name !== 'map';
    matchTools.hidden = name !== 'match';
    api.onChoice(name);
  }

  /** @param {OverlayMode} to */
  function setMode(to) {
    mode = to;
    modes.forEach((button, at) => button.setAttribute('aria-pressed', String(overlays[at].mode === mode)));
    amount.disabled = mode === 'off';
    overlay(mode, Number(amount.value) / 100);
  }

  const api = {
    element,
    choose,
    chosen: () => chosen,
    /** @type {(name: ViewName) => void} */
    onChoice: () => {},
    nextOverlay() {
      if (isAllowed) {
        setMode(overlays[(overlays.findIndex((one) => one.mode === mode) + 1) % overlays.length].mode);
      }
    },
    /** @param {boolean} allowed whether there is a photo that can be laid on the map */
    allowOverlay(allowed) {
      isAllowed = allowed;
      overlayTools.hidden = !allowed;
    },
    /** @param {string} text */
    name: (text) => fill(matchName, text),
    /** Once the map is there. */
    start() {
      choose('map');
      setMode('blend');
      api.allowOverlay(false);
    },
  };
  return api;
}

/**
 * @param {import('../icons.js').IconName} picture
 * @param {string} name
 * @param {() => void} deed
 */
const square = (picture, name, deed) => h('button', { type: 'button', class: 'quiet square', 'aria-label': name, title: name, onclick: deed }, icon(picture));
