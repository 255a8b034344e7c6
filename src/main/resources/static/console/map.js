// A map of a gallery. Nothing on it comes from elsewhere.

import { h, wantsLessMotion } from './dom.js';
import { galleryLayer } from './gallery-layer.js';
import { store } from './state.js';
import { strings } from './strings.js';

/** @typedef {readonly [number, number, number, number]} Box west, south, east, north */

/**
 * Makes a map of the chosen gallery, which follows when another one is chosen.
 *
 * @param {HTMLElement} element
 * @param {string} [label] for screen readers
 */
export function galleryMap(element, label = strings.map.label) {
  const motion = !wantsLessMotion();
  const map = L.map(element, {
    attributionControl: false, zoomControl: false, minZoom: 3, maxZoom: 23,
    zoomAnimation: motion, fadeAnimation: motion, inertia: motion, worldCopyJump: true,
  });
  element.setAttribute('role', 'application');
  element.setAttribute('aria-label', label);
  L.control.zoom({ zoomInTitle: strings.map.zoomIn, zoomOutTitle: strings.map.zoomOut, position: 'topright' }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  map.setView([0, 0], 3);
  const note = h('p', { class: 'map-note', hidden: true }, strings.map.noBounds);
  element.append(note);
  const squares = galleryLayer(() => store.get().gallery);
  const shown = new ResizeObserver(() => map.invalidateSize({ animate: false }));
  shown.observe(element);
  const watching = store.watch((state) => state.coverage, (coverage) => {
    squares.remove();
    note.hidden = coverage.state !== 'ready' || !coverage.value.bounds || coverage.value.tileSideMeters != null;
    if (coverage.state === 'ready' && coverage.value.bounds) {
      fit(map, asBox(coverage.value.bounds));
      squares.addTo(map);
    }
  });
  return {
    map,
    /** Shows all that the gallery covers. */
    fitGallery() {
      const { coverage } = store.get();
      if (coverage.state === 'ready' && coverage.value.bounds) {
        fit(map, asBox(coverage.value.bounds));
      }
    },
    remove() {
      watching();
      shown.disconnect();
      map.remove();
    },
  };
}

/** @typedef {ReturnType<typeof galleryMap>} GalleryMap */

/**
 * @param {L.Map} map
 * @param {Box} box
 */
export function fit(map, [west, south, east, north]) {
  map.fitBounds([[south, west], [north, east]], { padding: [24, 24], maxZoom: 21, animate: false });
}

/** @param {readonly number[]} bounds */
export const asBox = (bounds) => /** @type {Box} */ (/** @type {unknown} */ (bounds));

/**
 * Corners of a box, as a layer wants them.
 *
 * @param {readonly number[]} bounds
 * @returns {[[number, number], [number, number]]}
 */
export const corners = (bounds) => [[bounds[1], bounds[0]], [bounds[3], bounds[2] < bounds[0] ? bounds[2] + 360 : bounds[2]]];
