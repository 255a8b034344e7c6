// The photo laid on the map, warped to the ground that it shows; over the whole of it, or to the left of a line.

import { fromRectangle } from '../geometry.js';

/** @typedef {'off' | 'blend' | 'swipe'} OverlayMode */

/**
 * A layer with a picture at four corners.
 *
 * @param {string} url of the picture
 * @param {readonly (readonly number[])[]} footprint longitude and latitude of its corners, clockwise from the upper left
 */
export function photoOverlay(url, footprint) {
  const image = document.createElement('img');
  image.alt = '';
  image.src = url;
  image.className = 'warped-photo';
  const frame = document.createElement('div');
  frame.className = 'warped-frame leaflet-zoom-hide';
  frame.append(image);
  /** @type {OverlayMode} */
  let mode = 'blend';
  let amount = 0.6;
  /** @type {L.Map | null} */
  let map = null;

  function place() {
    if (map === null || image.naturalWidth === 0) {
      return;
    }
    const on = map;
    const { naturalWidth: width, naturalHeight: height } = image;
    const points = footprint.map(([longitude, latitude]) => {
      const point = on.latLngToLayerPoint([latitude, longitude]);
      return /** @type {const} */ ([point.x, point.y]);
    });
    const [a, b, c, d, e, f, g, h] = fromRectangle(width, height, points);
    image.style.transform = `matrix3d(${a},${d},0,${g},${b},${e},0,${h},0,0,1,0,${c},${f},0,1)`;
    clip();
  }

  function clip() {
    image.style.opacity = mode === 'blend' ? String(amount) : '1';
    frame.hidden = mode === 'off';
    if (mode !== 'swipe' || map === null) {
      frame.style.clipPath = 'none';
      return;
    }
    const size = map.getSize();
    const corner = map.containerPointToLayerPoint([0, 0]);
    const line = corner.x + size.x * amount;
    frame.style.clipPath = `polygon(${corner.x}px ${corner.y}px, ${line}px ${corner.y}px, ${line}px ${corner.y + size.y}px, ${corner.x}px ${corner.y + size.y}px)`;
  }

  image.addEventListener('load', place);
  const Layer = L.Layer.extend({
    /** @param {L.Map} on */
    onAdd(on) {
      map = on;
      on.getPane('overlayPane')?.prepend(frame);
      on.on('zoomend viewreset', place).on('move resize', clip);
      place();
    },
    /** @param {L.Map} on */
    onRemove(on) {
      on.off('zoomend viewreset', place).off('move resize', clip);
      frame.remove();
      map = null;
    },
  });
  /** @type {L.Layer} */
  const layer = new Layer();
  return {
    layer,
    /**
     * @param {OverlayMode} to
     * @param {number} share how much of the photo is seen, 0 to 1
     */
    set(to, share) {
      mode = to;
      amount = share;
      clip();
    },
  };
}

/** @typedef {ReturnType<typeof photoOverlay>} PhotoOverlay */
