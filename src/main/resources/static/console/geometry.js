// Between the photo's pixels and the ground. The ground is taken for a plane: on the web-mercator map the photo is then a projective picture of it,
// which the four corners of the footprint determine.

/** @typedef {readonly [number, number]} Xy */
/** @typedef {readonly number[]} Matrix nine numbers, row by row */

const RADIUS = 6378137;

/** @param {number} degrees */
export const radians = (degrees) => (degrees * Math.PI) / 180;

/**
 * Spherical mercator, in metres at the equator; y grows to the south, as pixels do.
 *
 * @param {number} longitude
 * @param {number} latitude
 * @returns {Xy}
 */
export function mercator(longitude, latitude) {
  return [RADIUS * radians(longitude), -RADIUS * Math.log(Math.tan(Math.PI / 4 + radians(latitude) / 2))];
}

/**
 * @param {Xy} point
 * @returns {{ latitude: number, longitude: number }}
 */
export function ground([x, y]) {
  return { longitude: (x / RADIUS) * (180 / Math.PI), latitude: Math.atan(Math.sinh(-y / RADIUS)) * (180 / Math.PI) };
}

/**
 * Great-circle distance in metres (haversine, mean radius).
 *
 * @param {{ latitude: number, longitude: number }} one
 * @param {{ latitude: number, longitude: number }} other
 */
export function distance(one, other) {
  const half = (/** @type {number} */ angle) => Math.sin(radians(angle) / 2) ** 2;
  const a = half(other.latitude - one.latitude)
    + Math.cos(radians(one.latitude)) * Math.cos(radians(other.latitude)) * half(other.longitude - one.longitude);
  return 2 * 6371008.8 * Math.asin(Math.sqrt(a));
}

/**
 * The place so many metres away, over distances at which the earth is flat.
 *
 * @param {{ latitude: number, longitude: number }} from
 * @param {number} north
 * @param {number} east
 */
export function offset(from, north, east) {
  const meters = 111195;
  return { latitude: from.latitude + north / meters, longitude: from.longitude + east / (meters * Math.cos(radians(from.latitude))) };
}

/**
 * The projective map that takes the corners of a width × height picture (upper left, then clockwise) to four points.
 * Heckbert, Fundamentals of Texture Mapping and Image Warping, 1989, section 2.2.3.
 *
 * @param {number} width
 * @param {number} height
 * @param {readonly Xy[]} corners
 * @returns {Matrix}
 */
export function fromRectangle(width, height, corners) {
  const [[x0, y0], [x1, y1], [x2, y2], [x3, y3]] = corners;
  const dx1 = x1 - x2;
  const dx2 = x3 - x2;
  const dx3 = x0 - x1 + x2 - x3;
  const dy1 = y1 - y2;
  const dy2 = y3 - y2;
  const dy3 = y0 - y1 + y2 - y3;
  const det = dx1 * dy2 - dx2 * dy1;
  const g = (dx3 * dy2 - dx2 * dy3) / det;
  const i = (dx1 * dy3 - dx3 * dy1) / det;
  return [
    (x1 - x0 + g * x1) / width, (x3 - x0 + i * x3) / height, x0,
    (y1 - y0 + g * y1) / width, (y3 - y0 + i * y3) / height, y0,
    g / width, i / height, 1,
  ];
}

/**
 * @param {Matrix} m
 * @param {Xy} point
 * @returns {Xy | null} null for a point at or beyond the horizon
 */
export function apply(m, [x, y]) {
  const w = m[6] * x + m[7] * y + m[8];
  return w > 1e-9 ? [(m[0] * x + m[1] * y + m[2]) / w, (m[3] * x + m[4] * y + m[5]) / w] : null;
}

/**
 * @param {Matrix} m
 * @returns {Matrix} scaled such that points in front of the picture stay there
 */
export function inverse(m) {
  const [a, b, c, d, e, f, g, h, i] = m;
  const det = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  return [e * i - f * h, c * h - b * i, b * f - c * e, f * g - d * i, a * i - c * g, c * d - a * f, d * h - e * g, b * g - a * h, a * e - b * d].map((value) => value / det);
}

/**
 * The plane of an answer: photo pixels to coordinates and back. Null where the answer does not say what ground the photo shows.
 *
 * @param {import('./state.js').LocateAnswer | null} answer
 */
export function groundPlane(answer) {
  const footprint = answer?.fix?.footprint;
  if (!answer || !footprint || footprint.length !== 4) {
    return null;
  }
  const { width, height } = answer.photo;
  const corners = footprint.map(([longitude, latitude]) => mercator(longitude, latitude));
  // Relative to the first corner: otherwise digits are lost.
  const origin = corners[0];
  const toMap = fromRectangle(width, height, corners.map(([x, y]) => /** @type {Xy} */ ([x - origin[0], y - origin[1]])));
  const toPhoto = inverse(toMap);
  return {
    /**
     * @param {Xy} pixel
     * @returns {{ latitude: number, longitude: number } | null}
     */
    place(pixel) {
      const point = apply(toMap, pixel);
      return point && ground([point[0] + origin[0], point[1] + origin[1]]);
    },
    /**
     * @param {{ latitude: number, longitude: number }} place
     * @returns {Xy | null} null where the photo does not show it
     */
    pixel(place) {
      const [x, y] = mercator(place.longitude, place.latitude);
      const pixel = apply(toPhoto, [x - origin[0], y - origin[1]]);
      return pixel && pixel[0] >= 0 && pixel[1] >= 0 && pixel[0] <= width && pixel[1] <= height ? pixel : null;
    },
  };
}

/** @typedef {NonNullable<ReturnType<typeof groundPlane>>} GroundPlane */
