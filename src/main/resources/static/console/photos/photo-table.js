// A row for each photo.

import { fill, h } from '../dom.js';
import { dateTime, degrees, meters, percent, place } from '../format.js';
import { icon } from '../icons.js';
import { smallPicture } from '../photo-file.js';
import { strings } from '../strings.js';

/** @typedef {import('../state.js').Photo} Photo */
/** @typedef {{ photo: Photo, order: number, element: HTMLTableRowElement, show: (photo: Photo, order: number) => void }} Row */

const THUMBNAIL = 128;

/**
 * @param {object} told
 * @param {(photo: Photo) => void} told.open
 * @param {(photo: Photo) => void} told.remove
 * @param {(photo: Photo | null) => void} told.pointed at while the pointer or the focus is on a row
 */
export function photoTable(told) {
  const { columns } = strings.photos;
  const body = h('tbody');
  const element = h('table', { class: 'photo-table' },
    h('thead', {}, h('tr', {}, ...[columns.order, columns.photo, columns.time, columns.state, columns.place, columns.radius, columns.heading, columns.confidence].map((name) => h('th', { scope: 'col' }, name)), h('th', {}))),
    body);
  /** @type {Map<string, Row>} */
  const rows = new Map();
  const thumbnails = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      const row = rows.get(/** @type {HTMLElement} */ (target).dataset.id ?? '');
      if (isIntersecting && row !== undefined) {
        thumbnails.unobserve(target);
        void thumbnail(row.photo, /** @type {HTMLImageElement} */ (row.element.querySelector('img')));
      }
    }
  }, { rootMargin: '200px' });

  return {
    element,
    /** @param {readonly Photo[]} photos in the order of the rows */
    show(photos) {
      const ids = new Set(photos.map((photo) => photo.id));
      for (const [id, row] of rows) {
        if (!ids.has(id)) {
          row.element.remove();
          rows.delete(id);
        }
      }
      photos.forEach((photo, at) => {
        let row = rows.get(photo.id);
        if (row === undefined) {
          row = makeRow(photo, told);
          rows.set(photo.id, row);
          thumbnails.observe(row.element);
        }
        row.show(photo, at + 1);
        if (body.children[at] !== row.element) {
          body.insertBefore(row.element, body.children[at] ?? null);
        }
      });
    },
    remove: () => thumbnails.disconnect(),
  };
}

/**
 * @param {Photo} photo
 * @param {Parameters<typeof photoTable>[0]} told
 * @returns {Row}
 */
function makeRow(photo, told) {
  const cells = Array.from({ length: 5 }, () => h('td', { class: 'number' }));
  const order = h('td', { class: 'number' });
  const taken = h('td', { class: 'number', title: photo.isTimeOfFile ? strings.photos.fileTime : null }, dateTime(photo.time), photo.isTimeOfFile && ' *');
  const element = h('tr', { 'data-id': photo.id, onpointerenter: () => told.pointed(row.photo), onpointerleave: () => told.pointed(null), onfocusin: () => told.pointed(row.photo), onfocusout: () => told.pointed(null) },
    order,
    h('td', { class: 'photo-name' }, h('button', { type: 'button', class: 'quiet', 'aria-label': strings.photos.open(photo.file.name), onclick: () => told.open(row.photo) },
      h('img', { alt: '', width: 56, height: 42 }), h('span', {}, photo.file.name))),
    taken, ...cells,
    h('td', {}, h('button', { type: 'button', class: 'quiet square', 'aria-label': strings.photos.remove(photo.file.name), title: strings.photos.remove(photo.file.name), onclick: () => told.remove(row.photo) }, icon('cross'))));
  /** @type {Row} */
  const row = {
    photo, order: 0, element,
    show(now, at) {
      if (row.order !== at) {
        fill(order, at);
      }
      if (row.order === 0 || row.photo !== now) {
        const fix = now.answer?.fix?.accepted ? now.answer.fix : null;
        const state = stateOf(now);
        fill(cells[0], h('span', { class: `tag is-${state}`, title: now.problem?.message }, strings.photos.states[state]));
        fill(cells[1], fix && place(fix));
        fill(cells[2], fix && `± ${meters(fix.radiusMeters)}`);
        fill(cells[3], fix?.headingDegrees != null && degrees(fix.headingDegrees));
        fill(cells[4], now.answer?.fix && percent(now.answer.fix.confidence));
      }
      row.photo = now;
      row.order = at;
    },
  };
  return row;
}

/**
 * @param {Photo} photo
 * @returns {keyof typeof strings.photos.states}
 */
export function stateOf({ state, answer }) {
  if (state === 'answered') {
    return !answer?.fix?.accepted ? 'nowhere' : answer.fix.method === 'verified' ? 'found' : 'rough';
  }
  return state;
}

/**
 * @param {Photo} photo
 * @param {HTMLImageElement} image
 */
async function thumbnail(photo, image) {
  const picture = await smallPicture(photo.file, THUMBNAIL);
  if (picture !== null) {
    const url = URL.createObjectURL(picture);
    image.src = url;
    image.addEventListener('load', () => URL.revokeObjectURL(url), { once: true });
  }
}
