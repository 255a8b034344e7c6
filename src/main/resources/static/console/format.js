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

/** @param {number} value cosine */
export const score = (value) => value.toFixed(3);

/** @param {number} milliseconds */
export const duration = (milliseconds) => (milliseconds >= 1000 ? `${oneDigit.format(milliseconds / 1000)} s` : `${whole.format(milliseconds)} ms`);

/** @param {number} bytes */
export function bytes(bytes) {
  return bytes >= 1e6 ? `${oneDigit.format(bytes / 1e6)} MB` : `${whole.format(bytes / 1e3)} kB`;
}

/** @param {number} time milliseconds since 1970 */
export const dateTime = (time) => new Date(time).toLocaleString('en-GB', { day: 'numeric', month: 'short', year: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' });
