// The map of one answer: fix with its radius, footprint, camera, tiles that look like the photo, the photo itself; and an area that is drawn.

import { h } from '../dom.js';
import { meters } from '../format.js';
import { offset, radians } from '../geometry.js';
import { asBox, corners, fit, galleryMap } from '../map.js';
import { preview } from '../photo-file.js';
import { store } from '../state.js';
import { strings } from '../strings.js';
import { photoOverlay } from './photo-overlay.js';

/** @typedef {import('../state.js').Photo} Photo */
/** @typedef {import('../state.js').Match} Match */
/** @typedef {import('../state.js').PositionFix} PositionFix */
/** @typedef {{ latitude: number, longitude: number }} Place */

/**
 * @param {HTMLElement} element
 * @param {object} told
 * @param {(place: Place) => void} told.clicked
 * @param {(box: import('../map.js').Box | null) => void} told.drawn null when drawing has ended without an area
 */
export function locateMap(element, { clicked, drawn }) {
  const gallery = galleryMap(element);
  const { map } = gallery;
  const answer = L.layerGroup().addTo(map);
  const tile = L.layerGroup().addTo(map);
  const cross = L.layerGroup().addTo(map);
  const supposed = L.layerGroup().addTo(map);
  const area = L.layerGroup().addTo(map);
  /** @type {import('./photo-overlay.js').PhotoOverlay | null} */
  let overlay = null;
  let overlayUrl = '';
  /** @type {import('./photo-overlay.js').OverlayMode} */
  let mode = 'off';
  let amount = 0.6;
  let shownId = '';
  /** @type {AbortController | null} */
  let drawing = null;

  map.on('click', (event) => {
    if (drawing === null) {
      const { lat, lng } = event.latlng.wrap();
      clicked({ latitude: lat, longitude: lng });
    }
  });
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && event.target === element) {
      const { lat, lng } = map.getCenter().wrap();
      clicked({ latitude: lat, longitude: lng });
    }
  });
  const watching = store.watch((state) => state.options.bbox, (bbox) => {
    area.clearLayers();
    if (bbox !== null) {
      L.rectangle(corners(bbox), { className: 'drawn-area', interactive: false }).addTo(area);
    }
  });

  const line = h('div', { class: 'swipe-line', hidden: true });
  element.append(line);
  function showLine() {
    line.hidden = overlay === null || mode !== 'swipe';
    line.style.left = `${100 * amount}%`;
  }

  /** @param {PositionFix} fix */
  function draw(fix) {
    const kind = !fix.accepted ? 'is-refused' : fix.method === 'verified' ? 'is-verified' : 'is-retrieved';
    const at = L.latLng(fix.latitude, fix.longitude);
    if (fix.footprint) {
      const ring = fix.footprint.map(([longitude, latitude]) => L.latLng(latitude, longitude));
      L.polygon(ring, { className: `footprint ${kind}`, interactive: false }).addTo(answer);
      // Its thick edge is the photo's upper one.
      L.polyline(ring.slice(0, 2), { className: `footprint upper-edge ${kind}`, interactive: false }).addTo(answer);
    }
    L.circle(at, { radius: fix.radiusMeters, className: `radius ${kind}`, interactive: false }).addTo(answer);
    if (fix.camera) {
      const camera = L.latLng(fix.camera.latitude, fix.camera.longitude);
      L.polyline([camera, at], { className: 'camera-axis', interactive: false }).addTo(answer);
      L.marker(camera, { icon: sign('camera-sign', fix.camera.headingDegrees), keyboard: false, alt: strings.map.camera })
        .bindTooltip(`${strings.map.camera}, ${meters(fix.camera.heightMeters)}`).addTo(answer);
    }
    L.marker(at, { icon: sign(`fix-sign ${kind}`, fix.headingDegrees ?? null), keyboard: false, alt: strings.map.fix })
      .bindTooltip(`${strings.map.fix}, ± ${meters(fix.radiusMeters)}`).addTo(answer);
  }

  function forgetOverlay() {
    overlay?.layer.remove();
    overlay = null;
    URL.revokeObjectURL(overlayUrl);
    showLine();
  }

  /**
   * @param {Photo} photo
   * @param {string} state in which it was when this began
   */
  async function layPhoto(photo, state) {
    forgetOverlay();
    const footprint = photo.answer?.fix?.footprint;
    if (!footprint) {
      return;
    }
    const picture = await preview(photo.file);
    if (picture !== null && shownId === state) {
      overlayUrl = URL.createObjectURL(picture);
      overlay = photoOverlay(overlayUrl, footprint);
      overlay.layer.addTo(map);
      overlay.set(mode, amount);
      showLine();
    }
  }

  /** @param {PositionFix} fix */
  function fitFix(fix) {
    const box = fix.footprint
      ? L.latLngBounds(fix.footprint.map(([longitude, latitude]) => L.latLng(latitude, longitude)))
      : L.latLng(fix.latitude, fix.longitude).toBounds(4 * Math.max(20, fix.radiusMeters));
    map.fitBounds(box.pad(0.15), { maxZoom: 20, animate: false });
  }

  return {
    map,
    fitGallery: gallery.fitGallery,
    fitFix,
    /**
     * @param {Photo | null} photo
     * @param {boolean} isGuessShown whether also a fix that was not accepted is drawn
     */
    show(photo, isGuessShown) {
      const now = photo === null ? '' : stateOf(photo, isGuessShown);
      if (now === shownId) {
        return;
      }
      shownId = now;
      answer.clearLayers();
      tile.clearLayers();
      cross.clearLayers();
      forgetOverlay();
      const fix = photo?.answer?.fix;
      if (photo !== null && fix && (fix.accepted || isGuessShown)) {
        draw(fix);
        fitFix(fix);
        void layPhoto(photo, now);
      }
    },
    /** @param {Match | null} match */
    showTile(match) {
      tile.clearLayers();
      if (match?.bounds) {
        L.rectangle(corners(match.bounds), { className: 'match-tile', interactive: false }).addTo(tile);
      }
    },
    /** @param {Place | null} place */
    mark(place) {
      cross.clearLayers();
      if (place !== null) {
        L.marker([place.latitude, place.longitude], { icon: sign('cross-sign', null), interactive: false, keyboard: false }).addTo(cross);
      }
    },
    /**
     * What a camera that looks straight down would see.
     *
     * @param {{ middle: Place, heading: number, width: number, height: number } | null} view metres
     */
    suppose(view) {
      supposed.clearLayers();
      if (view === null) {
        return;
      }
      const { middle, heading, width, height } = view;
      const [cos, sin] = [Math.cos(radians(heading)), Math.sin(radians(heading))];
      const ring = [[-1, 1], [1, 1], [1, -1], [-1, -1]].map(([right, up]) => {
        const [x, y] = [(right * width) / 2, (up * height) / 2];
        const { latitude, longitude } = offset(middle, y * cos - x * sin, y * sin + x * cos);
        return L.latLng(latitude, longitude);
      });
      L.polygon(ring, { className: 'supposed', interactive: false }).addTo(supposed);
      L.polyline(ring.slice(0, 2), { className: 'supposed upper-edge', interactive: false }).addTo(supposed);
    },
    /**
     * @param {import('./photo-overlay.js').OverlayMode} to
     * @param {number} share
     */
    setOverlay(to, share) {
      mode = to;
      amount = share;
      overlay?.set(to, share);
      showLine();
    },
    isDrawing: () => drawing !== null,
    toggleDrawing() {
      if (drawing !== null) {
        drawing.abort();
        return;
      }
      drawing = drawArea(map, area, (box) => {
        drawing = null;
        drawn(box);
      });
    },
    viewBox() {
      const bounds = map.getBounds();
      return asBox([bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()]);
    },
    /** @param {import('../map.js').Box} box */
    fitBox: (box) => fit(map, box),
    remove() {
      watching();
      drawing?.abort();
      forgetOverlay();
      gallery.remove();
    },
  };
}

/**
 * Changes when something else is to be drawn.
 *
 * @param {Photo} photo
 * @param {boolean} isGuessShown
 */
const stateOf = (photo, isGuessShown) => `${photo.id} ${photo.state} ${photo.answer?.timings.embedMs ?? ''} ${isGuessShown}`;

/**
 * A sign that is drawn by the style sheet, turned to a heading.
 *
 * @param {string} kind
 * @param {number | null} heading
 */
function sign(kind, heading) {
  const arrow = h('span', { class: heading === null ? 'sign-dot' : 'sign-arrow' });
  if (heading !== null) {
    arrow.style.transform = `rotate(${heading}deg)`;
  }
  return L.divIcon({ className: `sign ${kind}`, html: arrow, iconSize: [28, 28] });
}

/**
 * Lets the person drag a box. What is returned ends it.
 *
 * @param {L.Map} map
 * @param {L.LayerGroup} on
 * @param {(box: import('../map.js').Box | null) => void} done
 */
function drawArea(map, on, done) {
  const end = new AbortController();
  const element = map.getContainer();
  element.classList.add('is-drawing');
  map.dragging.disable();
  /** @type {L.LatLng | null} */
  let from = null;
  const box = L.rectangle([[0, 0], [0, 0]], { className: 'drawn-area', interactive: false });
  /** @type {import('../map.js').Box | null} */
  let result = null;
  const at = (/** @type {PointerEvent} */ event) => map.mouseEventToLatLng(event);
  element.addEventListener('pointerdown', (event) => {
    if (event.target instanceof Element && event.target.closest('.leaflet-control') === null) {
      from = at(event);
      on.clearLayers();
      box.setBounds(L.latLngBounds(from, from)).addTo(on);
      element.setPointerCapture(event.pointerId);
    }
  }, { signal: end.signal });
  element.addEventListener('pointermove', (event) => from && box.setBounds(L.latLngBounds(from, at(event))), { signal: end.signal });
  element.addEventListener('pointerup', (event) => {
    if (from !== null) {
      const bounds = L.latLngBounds(from, at(event));
      result = bounds.getNorth() > bounds.getSouth() && bounds.getEast() > bounds.getWest()
        ? asBox([bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()]) : null;
      // After the click that follows.
      setTimeout(() => end.abort(), 0);
    }
  }, { signal: end.signal });
  document.addEventListener('keydown', (event) => event.key === 'Escape' && end.abort(), { signal: end.signal });
  end.signal.addEventListener('abort', () => {
    element.classList.remove('is-drawing');
    map.dragging.enable();
    box.remove();
    done(result);
  });
  return end;
}
