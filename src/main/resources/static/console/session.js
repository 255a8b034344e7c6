// The caller's key. The tab keeps it until it is closed; no cookie, nothing on the disk.

const NAME = 'geofix.key';

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
}
