// Fills a gallery: a file that is dropped, or a folder of the server. What goes in, how fast, and what is refused.

import { galleryPath, json } from '../api.js';
import { allows } from '../caller.js';
import { attempt, deedButton, problemLine } from '../dialogs.js';
import { fill, h } from '../dom.js';
import { bytes } from '../format.js';
import { icon } from '../icons.js';
import { strings } from '../strings.js';
import { upload } from '../upload.js';

/** @typedef {import('../state.js').Job} Job */

const ENDINGS = '.zip,.tar,.gz,.tgz,.mbtiles,.gpkg,.tif,.tiff,.sqlite';

/**
 * @param {() => string} gallery its name, now
 * @param {(job: Job) => void} told of the job that imports
 */
export function importForm(gallery, told) {
  const text = strings.imports;
  const field = h('input', { type: 'file', accept: ENDINGS, class: 'hidden-name', tabindex: '-1', 'aria-label': text.file, onchange: () => {
    const file = field.files?.[0];
    field.value = '';
    if (file) {
      void send(file);
    }
  } });
  const pick = h('button', { type: 'button', class: 'primary', onclick: () => field.click() }, icon('drop'), text.pick);
  const problem = problemLine();
  const bar = h('progress', { 'aria-label': text.sending });
  const sent = h('span', { class: 'number note', role: 'status' });
  let abort = new AbortController();
  const sending = h('div', { class: 'row', hidden: true }, bar, sent, h('button', { type: 'button', class: 'quiet', onclick: () => abort.abort() }, strings.cancel));
  const source = h('input', { name: 'source', required: true, placeholder: 'town', autocomplete: 'off', spellcheck: 'false' });
  const zoom = number('zoom', text.zoom, text.zoomHelp, { min: 0, max: 25, step: 1 });
  const ground = number('groundMeters', text.ground, text.groundHelp, { min: 1, step: 'any' });
  const overlap = number('overlap', text.overlap, text.overlapHelp, { min: 0, max: 0.9, step: 'any' });
  const options = () => ({ zoom: valueOf(zoom.field), groundMeters: valueOf(ground.field), overlap: valueOf(overlap.field) });
  const begin = deedButton({
    label: text.begin,
    deed: async () => {
      if (!source.form?.reportValidity()) {
        return;
      }
      told(await json(`${galleryPath(gallery())}/imports`, { method: 'POST', json: { source: source.value.trim(), ...options() } }));
      source.value = '';
    },
  });

  // So that Enter in a field presses it.
  begin.button.type = 'submit';

  /** @param {File} file */
  async function send(file) {
    if (!allows('gallery') || !sending.hidden) {
      return;
    }
    problem.say(null);
    abort = new AbortController();
    sending.hidden = false;
    pick.disabled = true;
    bar.max = Math.max(1, file.size);
    const began = performance.now();
    const show = (/** @type {number} */ done) => {
      bar.value = done;
      fill(sent, text.sent(file.name, bytes(done), bytes(file.size), bytes(done / Math.max(0.001, (performance.now() - began) / 1000))));
    };
    show(0);
    await attempt(async () => told(await upload(`${galleryPath(gallery())}/imports`, file, { query: { file: file.name, ...options() }, told: show, signal: abort.signal })), problem.say);
    sending.hidden = true;
    pick.disabled = !allows('gallery');
  }

  const fields = h('fieldset', { class: 'stack import-fields' },
    h('div', { class: 'drop' }, icon('drop'), h('p', {}, text.drop, ' ', pick, field), h('p', { class: 'note' }, text.kinds)),
    sending, problem.element,
    h('form', { class: 'stack', onsubmit: (/** @type {Event} */ event) => event.preventDefault() },
      h('label', {}, text.source, source, h('span', { class: 'note' }, text.sourceHelp)),
      h('details', {}, h('summary', {}, text.options), h('div', { class: 'fields three' }, zoom.element, ground.element, overlap.element)),
      h('div', { class: 'row' }, begin.button), begin.problem));
  return {
    element: h('section', { class: 'panel stack' }, h('h2', {}, text.title), fields),
    /** Dropped files, of which the first is taken. @param {File[]} files */
    take: (files) => void send(files[0]),
    /** @param {boolean} isAllowed */
    allow(isAllowed) { fields.disabled = !isAllowed; },
  };
}

/**
 * @param {string} name
 * @param {string} label
 * @param {string} help
 * @param {Record<string, string | number>} bounds
 */
function number(name, label, help, bounds) {
  const field = h('input', { type: 'number', name, inputmode: 'decimal', ...bounds });
  return { field, element: h('label', {}, label, field, h('span', { class: 'note' }, help)) };
}

/** @param {HTMLInputElement} field */
const valueOf = (field) => (field.value === '' ? undefined : field.valueAsNumber);
