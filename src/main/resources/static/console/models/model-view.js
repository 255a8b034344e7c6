// One model: what it is, what it was measured at, what its scores are worth.

import { asProblem, isAborted, json } from '../api.js';
import { allows } from '../caller.js';
import { formDialog } from '../dialogs.js';
import { fill, h } from '../dom.js';
import { count, short } from '../format.js';
import { icon } from '../icons.js';
import { askForEvaluation } from '../jobs/start-dialogs.js';
import { errorState, loadingState } from '../states.js';
import { strings } from '../strings.js';
import { calibrationCharts } from './calibration-charts.js';

/** @typedef {import('../state.js').Model} Model */

/**
 * @param {Model} model
 * @param {() => void} changed told when it was activated
 */
export function modelView(model, changed) {
  const text = strings.models;
  /** @type {ReturnType<typeof calibrationCharts>} */
  let charts = [];
  const abort = new AbortController();
  const confidence = h('div', { class: 'charts' }, loadingState(strings.loading));
  const { architecture } = model;
  const [rows, rest] = split(model.metrics);
  const columns = [...new Set(rows.flatMap(([, figures]) => Object.keys(figures)))];
  const element = h('div', { class: 'detail' },
    h('header', { class: 'stack' },
      h('div', { class: 'row' }, h('h2', { class: 'view-title' }, model.version), model.active && h('span', { class: 'tag is-found' }, text.active), h('span', { class: 'grow' }),
        h('button', { type: 'button', disabled: !allows('admin'), onclick: () => void askForEvaluation(model.version).catch(() => {}) }, text.measure),
        !model.active && h('button', { type: 'button', class: 'primary', disabled: !allows('admin'), onclick: () => askToActivate(model.version, changed) }, icon('check'), text.activate)),
      !allows('admin') && h('p', { class: 'note' }, strings.caller.needs('admin', text.changing)),
      h('dl', { class: 'facts wide-facts' },
        ...fact(text.backbone, architecture.backbone), ...fact(text.attention, architecture.attention), ...fact(text.input, text.pixels(count(model.inputSize))),
        ...fact(text.descriptor, text.dimension(count(model.dimension), count(model.parts), count(model.partDimension))))),
    h('section', { class: 'panel stack' }, h('h2', {}, text.figures),
      rows.length === 0 ? h('p', { class: 'note' }, text.noFigures)
        : h('div', { class: 'table-scroll', tabindex: '0', role: 'region', 'aria-label': text.figures }, h('table', { class: 'data-table' },
          h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, text.measuredOn), ...columns.map((name) => h('th', { scope: 'col', class: 'number' }, label(name))))),
          h('tbody', {}, ...rows.map(([name, figures]) => h('tr', {}, h('th', { scope: 'row' }, name), ...columns.map((column) => h('td', { class: 'number' }, cell(column, figures[column]))))))))),
    h('section', { class: 'panel stack' }, h('h2', {}, text.calibration), h('p', { class: 'note' }, text.calibrationHelp), !model.calibration && h('p', { class: 'note' }, text.noCalibration), confidence,
      ...rest.map(([name, figures]) => figureList(name, figures))),
    h('section', { class: 'panel stack' }, h('h2', {}, text.provenance), nested(model.provenance)));

  async function drawConfidence() {
    try {
      charts = calibrationCharts(await json(`api/v1/models/${encodeURIComponent(model.version)}/confidence`, { signal: abort.signal }));
      fill(confidence, ...charts.map((chart) => chart.element));
    } catch (error) {
      if (!isAborted(error)) {
        fill(confidence, errorState(asProblem(error), () => void drawConfidence()));
      }
    }
  }

  void drawConfidence();
  return {
    element,
    remove: () => {
      abort.abort();
      charts.forEach((chart) => chart.remove());
    },
  };
}

/**
 * Figures of sets, which have a table, and all others.
 *
 * @param {Record<string, unknown>} metrics
 * @returns {[[string, Record<string, unknown>][], [string, Record<string, unknown>][]]}
 */
function split(metrics) {
  /** @type {[string, Record<string, unknown>][]} */
  const all = Object.entries(metrics).flatMap(([name, value]) => (isObject(value) ? [/** @type {[string, Record<string, unknown>]} */ ([name, value])] : []));
  return [all.filter(([, figures]) => 'recallAt1' in figures), all.filter(([, figures]) => !('recallAt1' in figures))];
}

/**
 * @param {string} name
 * @param {Record<string, unknown>} figures
 * @returns {HTMLElement}
 */
function figureList(name, figures) {
  const own = Object.entries(figures).filter(([, value]) => !isObject(value));
  const inner = Object.entries(figures).filter(([, value]) => isObject(value));
  return h('div', { class: 'stack' }, h('h3', {}, label(name)), h('dl', { class: 'facts wide-facts' }, ...own.flatMap(([one, value]) => fact(label(one), cell(one, value)))),
    ...inner.map(([one, value]) => figureList(one, /** @type {Record<string, unknown>} */ (value))));
}

/**
 * @param {unknown} value
 * @returns {Node}
 */
function nested(value) {
  if (Array.isArray(value)) {
    return h('ul', { class: 'bullets' }, ...value.map((one) => h('li', {}, nested(one))));
  }
  if (isObject(value)) {
    const entries = Object.entries(value);
    return entries.length === 0 ? h('p', { class: 'note' }, strings.models.noProvenance)
      : h('dl', { class: 'nested' }, ...entries.flatMap(([name, one]) => [h('dt', {}, label(name)), h('dd', {}, nested(one))]));
  }
  return document.createTextNode(typeof value === 'number' ? short(value) : String(value));
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** `medianErrorMeters` as words. @param {string} name */
function label(name) {
  const known = /** @type {Record<string, string>} */ (strings.models.names)[name];
  const words = name.replace(/Meters$/, '').replace(/([a-z])([A-Z0-9])/g, '$1 $2');
  return known ?? words.charAt(0).toUpperCase() + words.slice(1).toLowerCase();
}

/** Shares are written as such. */
const shares = /^(recall|ap$|right|accepted$|precision|strangersRejected|radiusCovers|calibrationError)/;

/**
 * @param {string} name
 * @param {unknown} value
 */
function cell(name, value) {
  if (typeof value !== 'number') {
    return value == null ? '' : String(value);
  }
  return shares.test(name) && value <= 1 ? `${(100 * value).toFixed(1)} %` : /Meters$/.test(name) ? `${short(value)} m` : short(value);
}

/**
 * @param {string} name
 * @param {string} value
 */
const fact = (name, value) => [h('dt', {}, name), h('dd', { class: 'number' }, value)];

/**
 * @param {string} version
 * @param {() => void} changed
 */
function askToActivate(version, changed) {
  const text = strings.models;
  formDialog({
    title: text.activateTitle(version), verb: text.activate, content: [h('p', {}, text.activateText)],
    deed: async () => {
      await json(`api/v1/models/${encodeURIComponent(version)}/activate`, { method: 'POST' });
      changed();
    },
  });
}
