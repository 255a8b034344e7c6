// The caller's key. The tab keeps it until it is closed; no cookie, nothing on the disk.

const NAME = 'geofix.key';

/** Told when another key is used, or none. @type {Set<() => void>} */
export const keyListeners = new Set();

/** @returns {string | null} */
export function key() {
  return sessionStorage.getItem(NAME);
}

/** @param {string | null} text null forgets it */
export function keepKey(text) {
  if (text === null) {
    sessionStorage.removeItem(NAME);
  } else {
    sessionStorage.setItem(NAME, text);
  }
  keyListeners.forEach((listener) => listener());
}
