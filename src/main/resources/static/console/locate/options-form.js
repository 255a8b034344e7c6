// What is said by hand: of the photo, and where to look.

import { fill, h } from '../dom.js';
import { degrees } from '../format.js';
import { icon } from '../icons.js';
import { noOptions, store } from '../state.js';
import { strings } from '../strings.js';

/** @typedef {import('../state.js').Options} Options */

/** @type {readonly { name: 'altitude' | 'focal' | 'pitch', label: string, help: string, min: number, max: number }[]} */
const numbers = [
  { name: 'altitude', label: strings.options.altitude, help: strings.options.altitudeHelp, min: 1, max: 20000 },
  { name: 'focal', label: strings.options.focal, help: strings.options.focalHelp, min: 1, max: 10000 },
  { name: 'pitch', label: strings.options.pitch, help: strings.options.pitchHelp, min: -90, max: 90 },
];

/**
 * @param {object} deeds
 * @param {() => void} deeds.locate
 * @param {() => void} deeds.drawArea begins or ends drawing
 * @param {() => void} deeds.areaOfView
 */
export function optionsForm({ locate, drawArea, areaOfView }) {
  const heading = headingField();
  const preview = h('p', { class: 'note', role: 'status' });
  const fields = numbers.map(({ name, label, help, min, max }) => {
    const field = h('input', { type: 'number', name, min, max, step: 'any', inputmode: 'decimal', oninput: () => change({ [name]: number(field) }) });
    return { name, field, row: h('label', {}, h('span', {}, label), field, h('span', { class: 'note' }, help)) };
  });
  const area = h('div', { class: 'row' });
  const attributes = attributeFields();
  const apply = h('button', { class: 'primary', type: 'submit' }, icon('locate'), strings.actions.again);
  const element = h('form', {
    class: 'options', novalidate: true,
    onsubmit: (/** @type {Event} */ event) => {
      event.preventDefault();
      locate();
    },
  },
  h('details', { class: 'known' }, h('summary', {}, strings.options.title),
    h('div', { class: 'fields' }, h('p', { class: 'note wide' }, strings.options.note), heading.element, ...fields.map(({ row }) => row), h('div', { class: 'wide' }, preview))),
  h('details', { class: 'where' }, h('summary', {}, strings.options.filters), h('div', { class: 'stack' }, area, attributes.element)),
  apply);
  const known = /** @type {HTMLDetailsElement} */ (element.querySelector('.known'));

  const watching = [
    store.watch((state) => state.options, (options) => {
      heading.show(options.heading);
      for (const { name, field } of fields) {
        if (number(field) !== options[name]) {
          field.value = options[name] === null ? '' : String(options[name]);
        }
      }
      showArea(false);
      attributes.show();
    }),
    store.watch((state) => state.coverage, () => attributes.show()),
  ];

  /** @param {boolean} isDrawing */
  function showArea(isDrawing) {
    const { bbox } = store.get().options;
    fill(area,
      h('span', { class: 'grow' }, bbox === null ? strings.options.wholeGallery : bbox.map((edge) => edge.toFixed(4)).join(', ')),
      h('button', { type: 'button', 'aria-pressed': String(isDrawing), onclick: drawArea }, icon('area'), isDrawing ? strings.options.areaStop : strings.options.area),
      h('button', { type: 'button', onclick: areaOfView }, icon('fit'), strings.options.areaOfView),
      bbox !== null && h('button', { type: 'button', onclick: () => change({ bbox: null }) }, icon('cross'), strings.options.areaClear),
      isDrawing && h('p', { class: 'note' }, strings.options.areaHint));
  }

  return {
    element,
    showArea,
    /** @param {boolean} hasPhoto */
    allow(hasPhoto) {
      apply.disabled = !hasPhoto;
    },
    /** @param {string} text */
    previewText(text) {
      fill(preview, text);
    },
    /** @param {'heading' | 'altitude'} name */
    say(name) {
      known.open = true;
      const field = /** @type {HTMLInputElement | null} */ (element.querySelector(`[name="${name}"]`));
      field?.focus();
      field?.scrollIntoView({ block: 'center' });
    },
    remove: () => watching.forEach((end) => end()),
  };
}

function headingField() {
  const range = h('input', { type: 'range', min: 0, max: 359, step: 1, 'aria-label': strings.options.heading, oninput: () => change({ heading: Number(range.value) }) });
  const field = h('input', { type: 'number', name: 'heading', min: -360, max: 360, step: 'any', inputmode: 'decimal', 'aria-label': strings.options.heading, oninput: () => change({ heading: number(field) }) });
  const clear = h('button', { type: 'button', class: 'quiet', onclick: () => change({ heading: null }) }, strings.options.clear);
  const shown = h('span', { class: 'number' });
  return {
    element: h('div', { class: 'wide heading-field' }, h('span', {}, strings.options.heading, ' ', shown), h('div', { class: 'row' }, range, field, clear), h('span', { class: 'note' }, strings.options.headingHelp)),
    /** @param {number | null} heading */
    show(heading) {
      clear.disabled = heading === null;
      range.value = String(((heading ?? 0) % 360 + 360) % 360);
      fill(shown, heading === null ? null : degrees(heading));
      if (number(field) !== heading) {
        field.value = heading === null ? '' : String(heading);
      }
    },
  };
}

function attributeFields() {
  const chosen = h('ul', { class: 'row chips' });
  const names = h('datalist', { id: 'attribute-names' });
  const values = h('datalist', { id: 'attribute-values' });
  const name = h('input', { list: 'attribute-names', placeholder: strings.options.attributeName, 'aria-label': strings.options.attributeName, autocomplete: 'off', oninput: () => showValues() });
  const value = h('input', { list: 'attribute-values', placeholder: strings.options.attributeValue, 'aria-label': strings.options.attributeValue, autocomplete: 'off' });
  const add = () => {
    if (name.value.trim() !== '' && value.value !== '') {
      const text = `${name.value.trim().replace(/[\\=]/g, '\\$&')}=${value.value}`;
      change({ attribute: [...new Set([...store.get().options.attribute, text])] });
      name.value = '';
      value.value = '';
    }
  };
  const known = () => {
    const { coverage } = store.get();
    return coverage.state === 'ready' ? coverage.value.attributes : {};
  };
  const showValues = () => fill(values, ...(known()[name.value.trim()] ?? []).map((one) => h('option', { value: one })));
  return {
    element: h('div', { class: 'stack' }, h('h3', {}, strings.options.attributes), chosen,
      h('div', { class: 'row attribute-row' }, name, h('span', { 'aria-hidden': 'true' }, '='), value, h('button', { type: 'button', onclick: add, 'aria-label': strings.options.attributeAdd }, strings.options.add)), names, values),
    show() {
      fill(names, ...Object.keys(known()).map((one) => h('option', { value: one })));
      showValues();
      const all = store.get().options.attribute;
      chosen.hidden = all.length === 0;
      fill(chosen, ...all.map((text) => h('li', {}, h('button', {
        type: 'button', 'aria-label': strings.options.attributeRemove(text),
        onclick: () => change({ attribute: store.get().options.attribute.filter((one) => one !== text) }),
      }, text, icon('cross')))));
    },
  };
}

/** @param {Partial<Options>} some */
function change(some) {
  store.set({ options: { ...store.get().options, ...some } });
}

/** Nothing is said of photos, and the whole gallery is searched. */
export function lookWider() {
  change({ bbox: noOptions.bbox, attribute: noOptions.attribute });
}

/** @param {HTMLInputElement} field */
const number = (field) => (field.value.trim() === '' || !Number.isFinite(field.valueAsNumber) ? null : field.valueAsNumber);
