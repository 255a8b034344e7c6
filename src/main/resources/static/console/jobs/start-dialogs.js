// Starts a training or an evaluation with what they cannot do without.

import { json } from '../api.js';
import { formDialog } from '../dialogs.js';
import { h } from '../dom.js';
import { strings } from '../strings.js';
import { jobLink } from './job-words.js';

/** @typedef {import('../state.js').Job} Job */
/** @typedef {import('../state.js').Model} Model */

export function askForTraining() {
  const text = strings.jobs.start;
  const dataset = field('dataset', { required: true, placeholder: 'town' });
  const name = field('name', { placeholder: text.nameNone });
  const recipe = h('select', { name: 'recipe' }, h('option', { value: 'strong' }, text.strong), h('option', { value: 'paper' }, text.paper));
  const settings = h('textarea', { name: 'settings', rows: 4, class: 'mono', spellcheck: 'false', placeholder: 'epochs=3\nbatch=3' });
  formDialog({
    title: text.training, verb: text.begin, isReady: () => dataset.value.trim() !== '',
    content: [h('label', {}, text.dataset, dataset, h('span', { class: 'note' }, text.datasetHelp)), h('label', {}, text.name, name),
      h('label', {}, text.recipe, recipe), h('label', {}, text.settings, settings, h('span', { class: 'note' }, text.settingsHelp))],
    deed: () => submit('training-jobs', { dataset: dataset.value.trim(), name: name.value.trim() || undefined, recipe: recipe.value, settings: readSettings(settings.value) }),
  });
}

/** @param {string} [chosen] model */
export async function askForEvaluation(chosen) {
  const text = strings.jobs.start;
  /** @type {Model[]} */
  const models = await json('api/v1/models');
  const model = h('select', { name: 'model' }, ...models.map((one) => h('option', { value: one.version, selected: one.version === chosen || (chosen === undefined && one.active) }, one.version)));
  const dataset = field('dataset', { required: true, placeholder: 'town' });
  const protocol = h('select', { name: 'protocol' }, h('option', { value: 'full' }, text.full), h('option', { value: 'junk' }, text.junk));
  formDialog({
    title: text.evaluation, verb: text.begin, isReady: () => dataset.value.trim() !== '',
    content: [h('label', {}, text.model, model), h('label', {}, text.dataset, dataset, h('span', { class: 'note' }, text.datasetHelp)), h('label', {}, text.protocol, protocol)],
    deed: () => submit('evaluation-jobs', { model: model.value, dataset: dataset.value.trim(), protocol: protocol.value }),
  });
}

/**
 * @param {string} path
 * @param {object} body
 */
async function submit(path, body) {
  /** @type {Job} */
  const job = await json(`api/v1/admin/${path}`, { method: 'POST', json: body });
  location.hash = jobLink(job.id);
}

/**
 * @param {string} name
 * @param {Record<string, string | boolean>} more
 */
const field = (name, more) => h('input', { name, autocomplete: 'off', spellcheck: 'false', ...more });

/**
 * Lines of `name=value`; a value is JSON, or a text where it is none.
 *
 * @param {string} text
 * @returns {Record<string, unknown>}
 */
export function readSettings(text) {
  return Object.fromEntries(text.split('\n').filter((line) => line.trim() !== '').map((line) => {
    const at = line.indexOf('=');
    if (at === -1) {
      throw new Error(strings.jobs.start.noSetting(line.trim()));
    }
    const value = line.slice(at + 1).trim();
    try {
      return [line.slice(0, at).trim(), JSON.parse(value)];
    } catch {
      return [line.slice(0, at).trim(), value];
    }
  }));
}
