// How sure the service is of a fix, by what speaks for it. The numbers are the model's own.

import { lineChart } from '../chart.js';
import { share, short } from '../format.js';
import { strings } from '../strings.js';

/** @typedef {import('../state.js').Model} Model */
/** @typedef {import('../chart.js').Point} Point */

const SCORES = Array.from({ length: 81 }, (_, at) => 0.2 + at / 100);
const INLIERS = Array.from({ length: 97 }, (_, at) => 4 + at);
/** What a photo that is found looks like: inliers on the next best place, share of matches that agree, their spread, score. */
const USUAL = { runnerUp: 5, ratio: 0.5, spread: 0.5, score: 0.65 };

/** @param {number} value */
const logistic = (value) => 1 / (1 + Math.exp(-value));

/**
 * @param {Model} model
 * @returns {ReturnType<typeof lineChart>[]} none where the model has the default calibration
 */
export function calibrationCharts({ calibration }) {
  if (!calibration) {
    return [];
  }
  const text = strings.models;
  const retrieved = lineChart({
    title: text.retrieved, across: text.score, format: share, formatAcross: short, range: [0, 1], mark: { value: number(calibration.threshold), name: text.accepted },
    series: [{ name: text.agreement(short(1)), className: 'line-1' }, { name: text.agreement(short(0.6)), className: 'line-2' }, { name: text.agreement(short(0.2)), className: 'line-4' }],
  });
  // FixEstimator: bias + scoreWeight·best + marginWeight·margin + agreementWeight·agreement; the lead over other places is left at 0.
  retrieved.show([1, 0.6, 0.2].map((agreement) => SCORES.map((score) => /** @type {Point} */ ([score, logistic(
    number(calibration.bias) + number(calibration.scoreWeight) * score + number(calibration.agreementWeight) * agreement)]))));
  const trust = /** @type {Record<string, unknown> | undefined} */ (calibration.verification);
  if (!trust || !Array.isArray(trust.weights)) {
    return [retrieved];
  }
  const trials = number(trust.trials);
  const most = Math.max(number(trust.threshold), Math.min(0.999, trials === 0 ? 1 : (trials + 1) / (trials + 2)));
  const weights = trust.weights.map(number);
  const verified = lineChart({
    title: text.verified, across: text.inliers, format: share, formatAcross: short, range: [0, 1], mark: { value: number(trust.threshold), name: text.accepted },
    series: [{ name: text.usual, className: 'line-1' }, { name: text.scattered, className: 'line-4' }],
  });
  // What so many trials can bear out, as Trust says; and its terms: ln inliers, ln((inliers + 1) / (runner-up + 1)), √ratio, min(spread, 0.7), score.
  verified.show([USUAL, { ...USUAL, ratio: 0.2, spread: 0.2 }].map((one) => INLIERS.map((inliers) => /** @type {Point} */ ([inliers, Math.min(most, logistic(
    [Math.log(inliers), Math.log((inliers + 1) / (one.runnerUp + 1)), Math.sqrt(one.ratio), one.spread, one.score].reduce((sum, term, at) => sum + weights[at] * term, number(trust.bias))))]))));
  return [retrieved, verified];
}

/** @param {unknown} value */
const number = (value) => (typeof value === 'number' ? value : 0);
