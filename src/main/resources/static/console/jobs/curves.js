// What a training measures while it goes on.

import { lineChart } from '../chart.js';
import { h } from '../dom.js';
import { count, share, short } from '../format.js';
import { strings } from '../strings.js';

/** @typedef {import('../state.js').Metric} Metric */
/** @typedef {import('../chart.js').Point} Point */

/** More than a screen has columns are of no use. */
const MOST = 1200;
/** How much of a smoothed line is what was before: a batch is a small sample. */
const MEMORY = 0.9;

export function curves() {
  const text = strings.jobs.curves;
  const loss = lineChart({
    title: text.loss, across: text.step, format: short, formatAcross: count,
    series: [{ name: text.each, className: 'line-1', isFaint: true }, { name: text.lossSmooth, className: 'line-1' }],
  });
  const recall = lineChart({
    title: text.recall, across: text.step, format: share, formatAcross: count, range: [0, 1],
    series: [{ name: text.each, className: 'line-2', isFaint: true }, { name: text.batch, className: 'line-2' }, { name: text.validation, className: 'line-3' }, { name: text.ap, className: 'line-4' }],
  });
  const element = h('section', { class: 'panel charts', hidden: true }, loss.element, recall.element);
  /** @type {Metric[]} */
  let metrics = [];
  let frame = 0;

  function draw() {
    frame = 0;
    element.hidden = false;
    const losses = metrics.map((one) => /** @type {Point} */ ([one.step, one.loss]));
    const batches = metrics.map((one) => /** @type {Point} */ ([one.step, one.accuracy]));
    const now = (/** @type {'validationRecallAt1' | 'validationAp'} */ name) => metrics.flatMap((one) => (typeof one[name] === 'number' ? [/** @type {Point} */ ([one.step, one[name]])] : []));
    loss.show([losses, smooth(losses)]);
    recall.show([batches, smooth(batches), now('validationRecallAt1'), now('validationAp')]);
  }

  return {
    element,
    /** @param {Metric} metric */
    add(metric) {
      metrics.push(metric);
      if (metrics.length > MOST) {
        metrics = metrics.filter((one, at) => at % 2 === 0 || at === metrics.length - 1 || one.validationRecallAt1 !== undefined);
      }
      frame ||= requestAnimationFrame(draw);
    },
    remove() {
      cancelAnimationFrame(frame);
      loss.remove();
      recall.remove();
    },
  };
}

/**
 * A mean that forgets.
 *
 * @param {readonly Point[]} points
 * @returns {Point[]}
 */
export function smooth(points) {
  let sum = 0;
  let weight = 0;
  return points.map(([x, y]) => {
    sum = MEMORY * sum + y;
    weight = MEMORY * weight + 1;
    return [x, sum / weight];
  });
}
