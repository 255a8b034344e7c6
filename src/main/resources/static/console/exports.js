// Answers in the forms that other programs read.

import { address } from './api.js';
import { locateQuery } from './photos.js';

/** @typedef {import('./state.js').Photo} Photo */
/** @typedef {import('./state.js').PositionFix} PositionFix */

/** @param {Photo} photo */
const acceptedFix = (photo) => (photo.answer?.fix?.accepted ? photo.answer.fix : null);

/** @param {Photo} photo */
const time = (photo) => new Date(photo.time).toISOString();

/**
 * RFC 7946. Each feature has a role, as in the service's own GeoJSON: `fix`, `footprint` or `camera`.
 *
 * @param {readonly Photo[]} photos
 */
export function geoJson(photos) {
  return JSON.stringify({ type: 'FeatureCollection', features: photos.flatMap(features) }, null, 2);
}

/** @param {Photo} photo */
function features(photo) {
  const fix = acceptedFix(photo);
  if (fix === null) {
    return [];
  }
  const named = { photo: photo.file.name, time: time(photo), gallery: photo.gallery };
  const point = (/** @type {{ latitude: number, longitude: number }} */ at) => ({ type: 'Point', coordinates: [at.longitude, at.latitude] });
  /** @type {object[]} */
  const found = [feature(point(fix), { role: 'fix', ...named, radiusMeters: fix.radiusMeters, confidence: fix.confidence, method: fix.method, headingDegrees: fix.headingDegrees })];
  if (fix.footprint) {
    // Its corners run clockwise, the RFC's rings the other way.
    const ring = [fix.footprint[0], ...[...fix.footprint].reverse()];
    found.push(feature({ type: 'Polygon', coordinates: [ring] }, { role: 'footprint', ...named }));
  }
  if (fix.camera) {
    const { latitude, longitude, ...rest } = fix.camera;
    found.push(feature(point({ latitude, longitude }), { role: 'camera', ...named, ...rest }));
  }
  return found;
}

/**
 * @param {object} geometry
 * @param {object} properties
 */
const feature = (geometry, properties) => ({ type: 'Feature', geometry, properties });

/**
 * KML 2.2.
 *
 * @param {readonly Photo[]} photos
 */
export function kml(photos) {
  const placemarks = photos.flatMap((photo) => {
    const fix = acceptedFix(photo);
    return fix === null ? [] : [placemark(photo, fix)];
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n<name>Geofix</name>\n${placemarks.join('')}</Document>\n</kml>\n`;
}

/**
 * @param {Photo} photo
 * @param {PositionFix} fix
 */
function placemark(photo, fix) {
  const name = xml(photo.file.name);
  const footprint = fix.footprint
    ? `<Placemark><name>${name}: ground</name><Polygon><outerBoundaryIs><LinearRing><coordinates>${[...fix.footprint, fix.footprint[0]].map(([x, y]) => `${x},${y}`).join(' ')}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>\n`
    : '';
  return `<Placemark><name>${name}</name><description>${xml(`radius ${fix.radiusMeters.toFixed(1)} m, confidence ${fix.confidence.toFixed(3)}, ${fix.method}`)}</description><TimeStamp><when>${time(photo)}</when></TimeStamp><Point><coordinates>${fix.longitude},${fix.latitude}</coordinates></Point></Placemark>\n${footprint}`;
}

/** @param {string} text */
const xml = (text) => text.replace(/[<>&"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

/**
 * RFC 4180, one line a photo, also of those that were not found.
 *
 * @param {readonly Photo[]} photos
 */
export function csv(photos) {
  const head = ['photo', 'time', 'state', 'latitude', 'longitude', 'radiusMeters', 'confidence', 'method', 'headingDegrees', 'heightMeters', 'gallery'];
  const lines = photos.map((photo) => {
    const fix = acceptedFix(photo);
    return [photo.file.name, time(photo), photo.answer ? (fix ? 'found' : 'nowhere') : photo.state, fix?.latitude, fix?.longitude, fix?.radiusMeters,
      photo.answer?.fix?.confidence, fix?.method, fix?.headingDegrees, fix?.camera?.heightMeters, photo.gallery];
  });
  return [head, ...lines].map((line) => line.map(cell).join(',')).join('\r\n') + '\r\n';
}

/** @param {string | number | null | undefined} value */
function cell(value) {
  if (typeof value === 'number') {
    return String(value);
  }
  // A leading sign would be taken for a formula by spreadsheets.
  const text = (value ?? '').replace(/^[=+\-@\t\r]/, "'$&");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * The command that asks the same.
 *
 * @param {Photo} photo
 * @param {boolean} hasKey
 */
export function curl(photo, hasKey) {
  const header = hasKey ? ' -H "Authorization: Bearer $GEOFIX_KEY"' : '';
  return `curl -s${header} -F ${quoted(`image=@${photo.file.name}`)} \\\n  ${quoted(address('api/v1/locate', locateQuery(photo)).href)}`;
}

/** @param {string} text */
const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;
