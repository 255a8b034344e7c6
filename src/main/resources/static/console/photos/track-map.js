// All fixes on one map, in the order in which the photos were taken.

import { h } from '../dom.js';
import { galleryMap } from '../map.js';
import { strings } from '../strings.js';

/** @typedef {import('../state.js').Photo} Photo */

/**
 * @param {HTMLElement} element
 * @param {(photo: Photo) => void} open
 */
export function trackMap(element, open) {
  const gallery = galleryMap(element, strings.photos.map);
  const { map } = gallery;
  const track = L.layerGroup().addTo(map);
  const pointed = L.layerGroup().addTo(map);
  let shown = 0;

  return {
    fitGallery: gallery.fitGallery,
    /** @param {readonly Photo[]} photos in the order of time */
    show(photos) {
      track.clearLayers();
      /** @type {L.LatLng[]} */
      const line = [];
      photos.forEach((photo, at) => {
        const fix = photo.answer?.fix;
        if (!fix?.accepted) {
          return;
        }
        const point = L.latLng(fix.latitude, fix.longitude);
        line.push(point);
        const kind = fix.method === 'verified' ? 'is-verified' : 'is-retrieved';
        L.circle(point, { radius: fix.radiusMeters, className: `radius ${kind}`, interactive: false }).addTo(track);
        L.marker(point, { icon: L.divIcon({ className: `number-sign ${kind}`, html: h('span', {}, at + 1), iconSize: [24, 24] }), keyboard: false, alt: photo.file.name })
          .bindTooltip(photo.file.name).on('click', () => open(photo)).addTo(track);
      });
      L.polyline(line, { className: 'track', interactive: false }).addTo(track);
      if (line.length > shown) {
        map.fitBounds(L.latLngBounds(line).pad(0.3), { maxZoom: 18, animate: false });
      }
      shown = line.length;
    },
    /** @param {Photo | null} photo */
    point(photo) {
      pointed.clearLayers();
      const fix = photo?.answer?.fix;
      if (fix?.accepted) {
        if (fix.footprint) {
          L.polygon(fix.footprint.map(([longitude, latitude]) => L.latLng(latitude, longitude)), { className: 'footprint', interactive: false }).addTo(pointed);
        }
        L.circleMarker([fix.latitude, fix.longitude], { radius: 17, className: 'pointed-at', interactive: false }).addTo(pointed);
      }
    },
    remove: () => gallery.remove(),
  };
}
