// Several photos: each gets its fix, and all are on one map.

import { fill, h } from '../dom.js';
import { csv, geoJson, kml } from '../exports.js';
import { download, pickFiles, takeFiles } from '../files.js';
import { galleryChoice } from '../gallery-choice.js';
import { refreshGalleries } from '../galleries.js';
import { icon } from '../icons.js';
import { pageLink } from '../pages.js';
import { photoTable, stateOf } from '../photos/photo-table.js';
import { trackMap } from '../photos/track-map.js';
import { addPhotos, byTime, goOn, removeAllPhotos, removePhoto, stop } from '../photos.js';
import { shortcuts } from '../shortcuts.js';
import { emptyState, errorState } from '../states.js';
import { store } from '../state.js';
import { strings } from '../strings.js';

/** @typedef {import('../state.js').Photo} Photo */

/** @param {HTMLElement} main */
export function open(main) {
  const openPhoto = (/** @type {Photo} */ photo) => {
    store.set({ selected: photo.id });
    location.hash = pageLink('locate');
  };
  const refused = h('p', { class: 'refused', role: 'alert' });
  const take = async (/** @type {File[]} */ files) => fill(refused, (await addPhotos(files)).map(strings.drop.refused).join(' '));
  const pick = () => pickFiles(true, (files) => void take(files));
  const choice = galleryChoice();
  const progress = h('progress', { 'aria-label': strings.pages.photos });
  const summary = h('p', { class: 'note', role: 'status' });
  const flow = h('button', { type: 'button' });
  const saves = [
    save(strings.actions.csv, () => download('geofix.csv', 'text/csv', csv(byTime()))),
    save(strings.actions.geojson, () => download('geofix.geojson', 'application/geo+json', geoJson(byTime()))),
    save(strings.actions.kml, () => download('geofix.kml', 'application/vnd.google-earth.kml+xml', kml(byTime()))),
  ];
  const clear = h('button', { type: 'button', onclick: removeAllPhotos }, icon('cross'), strings.photos.clear);
  const nothing = h('div', { class: 'photos-empty' });
  const mapElement = h('div', { class: 'map' });
  const table = photoTable({ open: openPhoto, remove: (photo) => removePhoto(photo.id), pointed: (photo) => map.point(photo) });
  const list = h('div', { class: 'table-scroll' }, table.element);
  main.append(
    h('div', { class: 'view-bar' },
      h('h1', { class: 'hidden-name' }, strings.photos.title),
      h('button', { type: 'button', class: 'primary', onclick: pick }, icon('photos'), strings.photos.add), choice.element, flow, progress, summary, h('span', { class: 'grow' }), ...saves, clear),
    refused,
    h('div', { class: 'photos-split' }, h('div', { class: 'photos-list' }, nothing, list), h('div', { class: 'photos-map' }, mapElement)));
  const map = trackMap(mapElement, openPhoto);

  function show() {
    const photos = byTime();
    const states = photos.map(stateOf);
    const number = (/** @type {readonly string[]} */ names) => states.filter((state) => names.includes(state)).length;
    const left = number(['waiting', 'asked']);
    const isEmpty = photos.length === 0;
    list.hidden = isEmpty;
    table.show(photos);
    map.show(photos);
    progress.hidden = left === 0;
    progress.max = Math.max(1, photos.length);
    progress.value = photos.length - left;
    fill(summary, isEmpty ? null : left > 0 ? strings.photos.progress(photos.length - left, photos.length)
      : strings.photos.summary(number(['found', 'rough']), number(['nowhere']), number(['failed'])));
    const isAsking = number(['asked']) > 0;
    flow.hidden = left === 0;
    fill(flow, isAsking ? strings.photos.cancel : strings.photos.goOn);
    flow.onclick = isAsking ? stop : goOn;
    clear.hidden = isEmpty;
    saves.forEach((button) => { button.disabled = number(['found', 'rough', 'nowhere']) === 0; });
    showNothing();
  }

  function showNothing() {
    const { galleries, photos } = store.get();
    nothing.hidden = photos.length > 0;
    fill(nothing, galleries.state === 'failed' ? errorState(galleries.problem, () => void refreshGalleries())
      : emptyState('photos', strings.photos.empty, strings.photos.emptyText, h('button', { type: 'button', class: 'primary', onclick: pick }, strings.photos.add)));
  }

  const watching = [
    store.watch((state) => state.photos, show),
    store.watch((state) => state.galleries, showNothing),
    takeFiles(main, (files) => void take(files)),
    shortcuts({ o: pick }),
  ];
  return () => {
    watching.forEach((end) => end());
    for (const part of [choice, table, map]) {
      part.remove();
    }
  };
}

/**
 * @param {string} name
 * @param {() => void} deed
 */
const save = (name, deed) => h('button', { type: 'button', onclick: deed }, icon('download'), name);
