// Numbers as people read them.

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const oneDigit = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

/** @param {number} value */
export const count = (value) => whole.format(value);

/** @param {number} value degrees; a millionth is a decimetre */
export const coordinate = (value) => value.toFixed(6);

/** @param {{ latitude: number, longitude: number }} point */
export const place = (point) => `${coordinate(point.latitude)}, ${coordinate(point.longitude)}`;

/** @param {number} value */
export const degrees = (value) => `${oneDigit.format(value)}°`;

/** @param {number} meters */
export function meters(meters) {
  if (meters >= 10000) {
    return `${oneDigit.format(meters / 1000)} km`;
  }
  if (meters >= 100) {
    return `${whole.format(meters)} m`;
  }
  return meters >= 1 ? `${oneDigit.format(meters)} m` : `${whole.format(meters * 100)} cm`;
}

/** @param {number} value 0 to 1; never rounded up to certainty */
export function percent(value) {
  if (value >= 0.999) {
    return '> 99.9 %';
  }
  return value > 0 && value < 0.001 ? '< 0.1 %' : `${oneDigit.format(value * 100)} %`;
}

/** @param {number} value 0 to 1, a share of what was counted */
export const share = (value) => `${oneDigit.format(value * 100)} %`;

/** @param {number} value cosine */
export const score = (value) => value.toFixed(3);

/** @param {number} milliseconds */
export const duration = (milliseconds) => (milliseconds >= 1000 ? `${oneDigit.format(milliseconds / 1000)} s` : `${whole.format(milliseconds)} ms`);

/** @param {number} bytes */
export function bytes(bytes) {
  if (bytes >= 1e9) {
    return `${oneDigit.format(bytes / 1e9)} GB`;
  }
  return bytes >= 1e6 ? `${oneDigit.format(bytes / 1e6)} MB` : `${whole.format(bytes / 1e3)} kB`;
}

/** @param {number} time milliseconds since 1970 */
export const dateTime = (time) => new Date(time).toLocaleString('en-GB', { day: 'numeric', month: 'short', year: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** @param {number} value so many a second */
export const rate = (value) => (value >= 10 ? whole : oneDigit).format(value);

/** @param {number} seconds */
export function span(seconds) {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours >= 48 ? `${whole.format(hours / 24)} d` : hours > 0 ? `${hours} h ${minutes} min` : minutes > 0 ? `${minutes} min ${Math.floor(seconds % 60)} s` : `${oneDigit.format(seconds)} s`;
}

/** @param {number} value any number, as short as it tells something */
export function short(value) {
  const size = Math.abs(value);
  return size >= 1000 ? whole.format(value) : size === 0 || size >= 0.001 ? String(Number(value.toPrecision(3))) : value.toExponential(1);
}
