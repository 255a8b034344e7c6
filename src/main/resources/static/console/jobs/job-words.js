// What a job is called, and how far it is.

import { fill, h } from '../dom.js';
import { count, rate, span } from '../format.js';
import { isUnderWay } from '../job-watch.js';
import { pageLink } from '../pages.js';
import { strings } from '../strings.js';

/** @typedef {import('../state.js').Job} Job */

/** @param {Job} job */
export const jobKind = ({ kind }) => strings.jobs.kinds[/** @type {keyof typeof strings.jobs.kinds} */ (kind)] ?? kind;

/**
 * What it works on: a gallery, a model, a data set.
 *
 * @param {Job} job
 */
export function jobSubject({ parameters }) {
  const names = [parameters.gallery, parameters.name ?? parameters.model, parameters.dataset];
  // A data set is a folder of the server; its last name tells it.
  return names.flatMap((name) => (typeof name === 'string' ? [name.replace(/^.*[\\/]/, '')] : [])).join(' · ');
}

/** @param {Job} job */
export const stateTag = ({ state }) => h('span', { class: `tag is-${state.toLowerCase()}` }, strings.jobs.states[state]);

/** @param {string} id */
export const jobLink = (id) => `${pageLink('jobs')}/${id}`;

/** Bar, rate, message and what was refused. */
export function jobProgress() {
  const bar = h('progress', { 'aria-label': strings.jobs.progress });
  const numbers = h('p', { class: 'number note' });
  const message = h('p', { class: 'job-message' });
  const refused = h('details', { class: 'job-refused', hidden: true });
  let shown = -1;
  return {
    element: h('div', { class: 'job-progress' }, bar, numbers, message, refused),
    /** @param {Job} job */
    show(job) {
      const { done, total, itemsPerSecond, secondsLeft } = job.progress;
      bar.hidden = !isUnderWay(job);
      if (total != null && total > 0) {
        bar.max = total;
        bar.value = done;
      } else {
        bar.removeAttribute('value');
      }
      fill(numbers, [
        total != null ? strings.jobs.of(count(done), count(total)) : done > 0 ? count(done) : null,
        itemsPerSecond != null ? strings.jobs.rate(rate(itemsPerSecond)) : null,
        secondsLeft != null ? strings.jobs.left(span(secondsLeft)) : null,
      ].filter((part) => part !== null).join(' · '));
      fill(message, job.message);
      if (job.refused.count !== shown) {
        shown = job.refused.count;
        refused.hidden = shown === 0;
        const { first } = job.refused;
        fill(refused, h('summary', {}, strings.jobs.refused(count(shown))),
          h('ul', { class: 'refused-list' }, ...first.map(({ item, reason }) => h('li', {}, h('b', {}, item), ' ', reason))),
          shown > first.length && h('p', { class: 'note' }, strings.jobs.refusedMore));
      }
    },
  };
}
