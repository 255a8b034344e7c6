// Dialogs that ask something, and buttons whose deed takes time.

import { asProblem, isAborted } from './api.js';
import { fill, h } from './dom.js';
import { icon } from './icons.js';
import { strings } from './strings.js';

/** @typedef {import('./dom.js').Child} Child */

/**
 * A button that is pressed once at a time, and says beside it what went wrong.
 *
 * @param {object} what
 * @param {string} what.label
 * @param {import('./icons.js').IconName} [what.picture]
 * @param {string} [what.look] its class
 * @param {() => Promise<void> | void} what.deed
 */
export function deedButton({ label, picture, look = '', deed }) {
  const problem = problemLine();
  const button = h('button', {
    type: 'button', class: look,
    onclick: async () => {
      button.disabled = true;
      problem.say(null);
      await attempt(deed, problem.say);
      button.disabled = false;
    },
  }, picture && icon(picture), label);
  return { button, problem: problem.element };
}

/** A line that says what went wrong, or nothing. */
export function problemLine() {
  const element = h('p', { class: 'refused', role: 'alert' });
  return { element, say: (/** @type {string | null} */ text) => fill(element, text) };
}

/**
 * @param {() => Promise<void> | void} deed
 * @param {(problem: string) => void} say
 * @returns {Promise<boolean>} whether it went well
 */
export async function attempt(deed, say) {
  try {
    await deed();
    return true;
  } catch (error) {
    if (!isAborted(error)) {
      say(asProblem(error).message);
    }
    return false;
  }
}

/**
 * Opens a form in a dialog, which stays open until its deed has gone well.
 *
 * @param {object} what
 * @param {string} what.title
 * @param {Child[]} what.content
 * @param {string} what.verb on the button
 * @param {boolean} [what.isDanger]
 * @param {() => Promise<void>} what.deed
 * @param {() => boolean} [what.isReady] whether the button can be pressed; asked at each input
 */
export function formDialog({ title, content, verb, isDanger = false, deed, isReady = () => true }) {
  const problem = problemLine();
  const submit = h('button', { class: isDanger ? 'danger' : 'primary', disabled: !isReady() }, verb);
  const dialog = h('dialog', { 'aria-label': title, onclose: () => dialog.remove() },
    h('form', {
      class: 'dialog-form',
      oninput: () => { submit.disabled = !isReady(); },
      onsubmit: async (/** @type {Event} */ event) => {
        event.preventDefault();
        submit.disabled = true;
        problem.say(null);
        if (await attempt(deed, problem.say)) {
          dialog.close();
        }
        submit.disabled = !isReady();
      },
    }, h('h2', {}, title), ...content, problem.element,
    h('div', { class: 'row end' }, h('button', { type: 'button', onclick: () => dialog.close() }, strings.cancel), submit)));
  document.body.append(dialog);
  dialog.showModal();
}
