// The gallery's own tiles as squares of a map. They are fetched with the caller's key, so not by the address of an image.

import { call, galleryPath, isAborted } from './api.js';

/** @type {WeakMap<HTMLElement, AbortController>} */
const fetches = new WeakMap();

/**
 * @param {() => string} gallery its name, now
 * @returns {L.GridLayer}
 */
export function galleryLayer(gallery) {
  /** @type {any} for `createTile`, which the types take for protected */
  const layer = L.gridLayer({ minZoom: 3, maxZoom: 23, maxNativeZoom: 21, keepBuffer: 1, updateWhenZooming: false });
  layer.createTile = (/** @type {L.Coords} */ square, /** @type {L.DoneCallback} */ done) => {
    const image = document.createElement('img');
    image.alt = '';
    image.setAttribute('role', 'presentation');
    const abort = new AbortController();
    fetches.set(image, abort);
    load(image, `${galleryPath(gallery())}/map/${square.z}/${square.x}/${square.y}`, abort.signal)
      .then(() => done(undefined, image), (error) => {
        if (!isAborted(error)) {
          done(error, image);
        }
      });
    return image;
  };
  layer.on('tileunload', (/** @type {L.TileEvent} */ event) => fetches.get(event.tile)?.abort());
  return layer;
}

/**
 * @param {HTMLImageElement} image
 * @param {string} path
 * @param {AbortSignal} signal
 */
async function load(image, path, signal) {
  const response = await call(path, { signal, priority: 'low' });
  if (response.status !== 204) {
    await show(image, await response.blob());
  }
}

/**
 * Shows bytes; the address that is made for them is given back at once.
 *
 * @param {HTMLImageElement} image
 * @param {Blob} bytes
 * @returns {Promise<void>}
 */
export function show(image, bytes) {
  const url = URL.createObjectURL(bytes);
  image.src = url;
  return image.decode().catch(() => {}).finally(() => URL.revokeObjectURL(url));
}
