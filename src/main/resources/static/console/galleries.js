// The galleries, and which of them is chosen.

import { asProblem, galleryPath, isAborted, json } from './api.js';
import { noOptions, store } from './state.js';

/** @typedef {import('./state.js').Gallery} Gallery */
/** @typedef {import('./state.js').Coverage} Coverage */

/** How often the list is asked for while the chosen gallery grows, as it does at the first start. */
const EVERY = 4000;

let abort = new AbortController();
let timer = 0;
/** Which gallery, of how many tiles, it is known what it covers of. @type {{ gallery: string, tiles: number | null } | null} */
let covered = null;

/** Fetches them anew, and what the chosen one covers. What is there stays until the answer has come. */
export async function refreshGalleries() {
  abort.abort();
  abort = new AbortController();
  const { signal } = abort;
  try {
    /** @type {Gallery[]} */
    const galleries = await json('api/v1/galleries', { signal });
    const names = galleries.map((one) => one.name);
    const chosen = store.get().gallery;
    const gallery = names.includes(chosen) ? chosen : names[0] ?? chosen;
    store.set({ galleries: { state: 'ready', value: galleries }, gallery });
    const now = chosenTiles();
    const before = covered?.gallery === gallery ? covered.tiles : null;
    if (now !== null && (now !== before || store.get().coverage.state !== 'ready')) {
      await refreshCoverage(signal);
    }
    clearTimeout(timer);
    if (now === 0 || (before !== null && now !== before)) {
      timer = window.setTimeout(() => void refreshGalleries(), EVERY);
    }
  } catch (error) {
    if (!isAborted(error)) {
      store.set({ galleries: { state: 'failed', problem: asProblem(error) } });
    }
  }
}

/** How many tiles the chosen one has; null where there is none, or nobody knows yet. */
export function chosenTiles() {
  const { galleries, gallery } = store.get();
  return galleries.state === 'ready' ? galleries.value.find((one) => one.name === gallery)?.tiles ?? null : null;
}

/** @param {string} name */
export async function chooseGallery(name) {
  abort.abort();
  abort = new AbortController();
  // Areas and attributes are another gallery's.
  store.set({ gallery: name, coverage: { state: 'loading' }, options: { ...store.get().options, bbox: noOptions.bbox, attribute: noOptions.attribute } });
  await refreshCoverage(abort.signal);
}

/** @param {AbortSignal} signal */
async function refreshCoverage(signal) {
  const { gallery } = store.get();
  const tiles = chosenTiles();
  try {
    /** @type {Coverage} */
    const coverage = await json(`${galleryPath(gallery)}/coverage`, { signal });
    covered = { gallery, tiles };
    store.set({ coverage: { state: 'ready', value: coverage } });
  } catch (error) {
    if (!isAborted(error)) {
      store.set({ coverage: { state: 'failed', problem: asProblem(error) } });
    }
  }
}
