// What came of a photo, in words: the fix, or that there is none and what to try.

import { errorState, loadingState } from '../states.js';
import { fill, h } from '../dom.js';
import { coordinate, count, degrees, duration, meters, percent } from '../format.js';
import { icon } from '../icons.js';
import { strings } from '../strings.js';

/** @typedef {import('../state.js').Photo} Photo */
/** @typedef {import('../state.js').LocateAnswer} LocateAnswer */
/** @typedef {import('../state.js').PositionFix} PositionFix */

/**
 * What the card's buttons do.
 *
 * @typedef {object} Deeds
 * @property {() => void} again
 * @property {() => void} copy
 * @property {() => void} geojson
 * @property {() => void} kml
 * @property {() => void} curl
 * @property {(field: 'heading' | 'altitude') => void} say opens the field for it
 * @property {(gallery: string) => void} lookIn
 * @property {() => void} lookWider
 * @property {() => void} compareMore
 * @property {() => void} toggleGuess
 */

/**
 * @param {Deeds} deeds
 */
export function answerCard(deeds) {
  const element = h('section', { class: 'answer', 'aria-label': strings.answer.label, 'aria-live': 'polite' });
  return {
    element,
    /**
     * @param {Photo} photo
     * @param {readonly string[]} galleries names of all
     * @param {boolean} isGuessShown
     */
    show(photo, galleries, isGuessShown) {
      const { answer, problem } = photo;
      if (problem !== null) {
        fill(element, errorState(problem, deeds.again));
      } else if (answer === null) {
        fill(element, loadingState(photo.remark ?? (photo.state === 'waiting' ? strings.waiting : strings.asking)));
      } else if (answer.fix?.accepted) {
        found(element, answer, answer.fix, deeds);
      } else {
        nowhere(element, photo, answer, galleries, isGuessShown, deeds);
      }
    },
  };
}

/**
 * @param {HTMLElement} element
 * @param {LocateAnswer} answer
 * @param {PositionFix} fix
 * @param {Deeds} deeds
 */
function found(element, answer, fix, deeds) {
  const isVerified = fix.method === 'verified';
  const { inliers, matches } = answer.verification;
  fill(element,
    h('header', { class: `verdict ${isVerified ? 'is-verified' : 'is-retrieved'}` },
      icon('check'), h('h2', {}, isVerified ? strings.answer.verified : strings.answer.retrieved),
      h('p', {}, isVerified ? strings.answer.verifiedText(count(inliers ?? 0), count(matches ?? 0)) : strings.answer.retrievedText)),
    h('p', { class: 'place number' }, h('span', {}, coordinate(fix.latitude)), ', ', h('span', {}, coordinate(fix.longitude)),
      h('button', { type: 'button', class: 'quiet square', 'aria-label': strings.actions.copy, title: strings.actions.copy, onclick: deeds.copy }, icon('copy'))),
    facts(answer, fix),
    hints(answer),
    h('div', { class: 'row' },
      h('button', { type: 'button', onclick: deeds.geojson }, icon('download'), strings.actions.geojson),
      h('button', { type: 'button', onclick: deeds.kml }, icon('download'), strings.actions.kml),
      h('button', { type: 'button', onclick: deeds.curl }, icon('terminal'), strings.actions.curl)));
}

/**
 * @param {LocateAnswer} answer
 * @param {PositionFix} fix
 */
function facts(answer, fix) {
  const scale = fix.groundSampleDistanceMeters;
  const { embedMs, decodeMs, searchMs, verifyMs } = answer.timings;
  return h('dl', { class: 'facts number' },
    ...fact(strings.answer.radius, `± ${meters(fix.radiusMeters)}`),
    ...fact(strings.answer.confidence, percent(fix.confidence)),
    ...fact(strings.answer.heading, fix.headingDegrees == null ? null : degrees(fix.headingDegrees)),
    ...fact(strings.answer.scale, scale == null ? null : meters(scale)),
    ...fact(strings.answer.ground, scale == null ? null : `${meters(scale * answer.photo.width)} × ${meters(scale * answer.photo.height)}`),
    ...fact(strings.answer.camera, fix.camera ? strings.answer.cameraText(meters(fix.camera.heightMeters), degrees(fix.camera.pitchDegrees)) : null),
    ...fact(strings.answer.time, duration(decodeMs + embedMs + searchMs + verifyMs)),
    ...fact(strings.answer.model, answer.model));
}

/**
 * @param {string} name
 * @param {string | null} value
 */
const fact = (name, value) => (value === null ? [] : [h('dt', {}, name), h('dd', {}, value)]);

/** @param {LocateAnswer} answer */
function hints({ photo }) {
  if (photo.hints.length + photo.ignored.length === 0) {
    return null;
  }
  return h('details', {}, h('summary', {}, strings.answer.hints),
    h('ul', { class: 'hints note' },
      ...photo.hints.map((hint) => h('li', {}, `${hint.name}: ${hint.value.toFixed(1)} ${hint.unit}, ${strings.answer.source(hint.source)}`)),
      ...photo.ignored.map((remark) => h('li', {}, `${strings.answer.ignored}: ${remark.name}, ${strings.answer.source(remark.source)}. ${remark.reason}`))));
}

/**
 * @param {HTMLElement} element
 * @param {Photo} photo
 * @param {LocateAnswer} answer
 * @param {readonly string[]} galleries
 * @param {boolean} isGuessShown
 * @param {Deeds} deeds
 */
function nowhere(element, photo, answer, galleries, isGuessShown, deeds) {
  const { options } = photo;
  const isFiltered = options.bbox !== null || options.attribute.length > 0;
  /** @type {HTMLElement[]} */
  const advice = [];
  const advise = (/** @type {string} */ text, /** @type {(() => void) | null} */ act) => advice.push(h('li', {}, act === null ? text : h('button', { type: 'button', onclick: act }, text)));
  if (isFiltered) {
    advise(strings.advice.wider, deeds.lookWider);
  }
  const isNamed = (/** @type {string} */ hint) => answer.photo.hints.some((one) => one.name === hint);
  if (answer.fix && !isNamed('heading')) {
    advise(strings.advice.heading, () => deeds.say('heading'));
  }
  if (answer.fix && !isNamed('altitude')) {
    advise(strings.advice.altitude, () => deeds.say('altitude'));
  }
  if (answer.fix && answer.verification.state !== 'out-of-time' && (options.candidates ?? 0) < 200) {
    advise(strings.advice.candidates, deeds.compareMore);
  }
  galleries.filter((name) => name !== answer.gallery).slice(0, 3).forEach((name) => advise(strings.advice.gallery(name), () => deeds.lookIn(name)));
  if (galleries.length < 2) {
    advise(strings.advice.galleryNone, null);
  }
  fill(element,
    h('header', { class: 'verdict is-refused' }, icon('cross'),
      h('h2', {}, answer.fix ? strings.answer.nowhere : strings.answer.noTiles),
      h('p', {}, answer.fix ? strings.answer.nowhereText : strings.answer.noTilesText)),
    answer.verification.remark && h('p', {}, answer.verification.remark),
    h('h3', {}, strings.advice.label),
    h('ul', { class: 'advice' }, ...advice),
    hints(answer),
    h('div', { class: 'row' },
      answer.fix && h('button', { type: 'button', 'aria-pressed': String(isGuessShown), onclick: deeds.toggleGuess }, isGuessShown ? strings.answer.hideGuess : strings.answer.guess),
      h('button', { type: 'button', onclick: deeds.curl }, icon('terminal'), strings.actions.curl)),
    isGuessShown && h('p', { class: 'note' }, strings.answer.guessNote));
}
