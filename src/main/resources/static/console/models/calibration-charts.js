// How sure the service is of a fix, by what speaks for it, as the service itself says.

import { lineChart } from '../chart.js';
import { share, short } from '../format.js';
import { strings } from '../strings.js';

/** @typedef {import('../state.js').ConfidenceCurve} ConfidenceCurve */

const CLASSES = ['line-1', 'line-2', 'line-4'];

/**
 * @param {readonly ConfidenceCurve[]} curves
 * @returns {ReturnType<typeof lineChart>[]} one for retrieved fixes, one for verified ones
 */
export function calibrationCharts(curves) {
  const text = strings.models;
  return [
    chart(curves.filter((curve) => curve.method === 'retrieved'), text.retrieved, text.score, ({ agreement }) => text.agreement(short(agreement))),
    chart(curves.filter((curve) => curve.method === 'verified'), text.verified, text.inliers, ({ ratio, spread }) => text.matched(share(ratio), short(spread))),
  ];
}

/**
 * @param {readonly ConfidenceCurve[]} curves
 * @param {string} title
 * @param {string} across
 * @param {(given: ConfidenceCurve['given']) => string} name
 */
function chart(curves, title, across, name) {
  const drawn = lineChart({
    title, across, format: share, formatAcross: short, range: [0, 1], mark: { value: curves[0].threshold, name: strings.models.accepted },
    series: curves.map((curve, at) => ({ name: name(curve.given), className: CLASSES[at] })),
  });
  drawn.show(curves.map((curve) => curve.points.map(({ value, confidence }) => /** @type {const} */ ([value, confidence]))));
  return drawn;
}
