// What stands where there is nothing to show: while it is fetched, where there is none, where it failed, where the key does not suffice.

import { keepKey } from './session.js';
import { h } from './dom.js';
import { icon } from './icons.js';
import { store } from './state.js';
import { strings } from './strings.js';

/** @typedef {import('./api.js').ApiProblem} ApiProblem */
/** @typedef {import('./dom.js').Child} Child */

/**
 * @param {import('./icons.js').IconName} picture
 * @param {string} title
 * @param {string | null} text
 * @param {...Child} more buttons and the like
 */
export function emptyState(picture, title, text, ...more) {
  return h('div', { class: 'state' }, icon(picture), h('h2', {}, title), text !== null && h('p', {}, text), ...more);
}

/** @param {string} text */
export function loadingState(text) {
  return h('div', { class: 'state', role: 'status' }, h('span', { class: 'spinner' }), h('p', {}, text));
}

/**
 * Says what went wrong and what can be done: a key, another role, patience, or the same again.
 *
 * @param {ApiProblem} problem
 * @param {(() => void) | null} [retry]
 */
export function errorState(problem, retry = null) {
  if (problem.needsKey) {
    return noPermissionState(strings.permission.title, problem.message, retry);
  }
  if (problem.needsRole) {
    return noPermissionState(strings.permission.roleTitle, problem.message, retry);
  }
  const title = problem.isConnection ? strings.connection.title : problem.isBusy ? strings.problem.busy : strings.problem.title;
  return h('div', { class: 'state is-error', role: 'alert' },
    icon(problem.isConnection ? 'offline' : 'warning'), h('h2', {}, title), h('p', {}, problem.message),
    problem.requestId && h('p', { class: 'note' }, strings.problem.request(problem.requestId)),
    retry && h('button', { type: 'button', onclick: retry }, icon('retry'), strings.problem.retry));
}

/**
 * @param {string} title
 * @param {string} text
 * @param {(() => void) | null} [then] what is tried when a key was entered
 */
export function noPermissionState(title, text, then = null) {
  return h('div', { class: 'state is-error', role: 'alert' }, icon('lock'), h('h2', {}, title), h('p', {}, text), keyForm(then));
}

/**
 * A field for the caller's key.
 *
 * @param {(() => void) | null} [then]
 */
export function keyForm(then = null) {
  const field = h('input', { type: 'password', name: 'key', autocomplete: 'off', spellcheck: 'false', placeholder: 'gfx_…', required: true, 'aria-label': strings.permission.key });
  return h('form', {
    class: 'key-form',
    onsubmit: (/** @type {Event} */ event) => {
      event.preventDefault();
      keepKey(field.value.trim());
      store.set({ hasKey: true });
      then?.();
    },
  }, field, h('button', { class: 'primary' }, strings.permission.use), h('p', { class: 'note' }, strings.permission.kept));
}
