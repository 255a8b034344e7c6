// Jobs: what the service works on, and what it has worked on.

import { asProblem, isAborted, json } from '../api.js';
import { allows, whenCallerIsKnown } from '../caller.js';
import { fill, h } from '../dom.js';
import { dateTime, percent } from '../format.js';
import { isUnderWay } from '../job-watch.js';
import { jobKind, jobLink, jobSubject, stateTag } from '../jobs/job-words.js';
import { jobView } from '../jobs/job-view.js';
import { askForEvaluation, askForTraining } from '../jobs/start-dialogs.js';
import { shortcuts } from '../shortcuts.js';
import { emptyState, errorState, loadingState } from '../states.js';
import { strings } from '../strings.js';

/** @typedef {import('../state.js').Job} Job */

/** Milliseconds between two looks at the list, while something goes on and while nothing does. */
const SOON = 3000;
const LATER = 15000;
const MOST = 200;

/** @param {HTMLElement} main */
export function open(main) {
  const text = strings.jobs;
  const kind = h('select', { 'aria-label': text.kind, onchange: () => void load() }, h('option', { value: '' }, text.allKinds), ...Object.entries(text.kinds).map(([value, name]) => h('option', { value }, name)));
  const state = h('select', { 'aria-label': text.state, onchange: () => void load() }, h('option', { value: '' }, text.allStates), ...Object.entries(text.states).map(([value, name]) => h('option', { value: value.toLowerCase() }, name)));
  const train = h('button', { type: 'button', onclick: askForTraining }, text.train);
  const evaluate = h('button', { type: 'button', onclick: () => void askForEvaluation().catch(() => {}) }, text.evaluate);
  const list = h('ul', { class: 'choice-list' });
  const side = h('aside', { class: 'side', 'aria-label': text.list }, h('h1', {}, strings.pages.jobs), h('div', { class: 'row filters' }, kind, state), list, h('div', { class: 'row foot' }, train, evaluate));
  const stage = h('div', { class: 'stage scrolls' });
  main.append(side, stage);
  /** @type {Job[] | null} */
  let jobs = null;
  /** @type {ReturnType<typeof jobView> | null} */
  let view = null;
  /** Of the job that is looked at. @type {string | null} */
  let shown = null;
  let timer = 0;
  let abort = new AbortController();

  async function load() {
    window.clearTimeout(timer);
    abort.abort();
    abort = new AbortController();
    try {
      /** @type {Job[]} */
      const found = await json('api/v1/jobs', { query: { kind: kind.value, state: state.value, limit: MOST }, signal: abort.signal });
      const isFirst = jobs === null;
      jobs = found;
      showList();
      if (isFirst || view === null) {
        showChosen();
      }
    } catch (error) {
      if (isAborted(error)) {
        return;
      }
      const problem = asProblem(error);
      if (jobs === null || !problem.isConnection) {
        jobs = null;
        closeView();
        fill(list);
        fill(stage, errorState(problem, () => void load()));
      }
      if (!problem.isConnection && !problem.isBusy) {
        return;
      }
    }
    timer = window.setTimeout(() => void load(), jobs?.some(isUnderWay) && !document.hidden ? SOON : LATER);
  }

  function showList() {
    const focused = document.activeElement?.getAttribute('href');
    const id = chosenId() ?? shown;
    fill(list, ...(jobs ?? []).map((job) => h('li', {}, h('a', { class: 'choice', href: jobLink(job.id), 'aria-current': job.id === id ? 'true' : null },
      h('b', {}, jobKind(job)), stateTag(job), h('span', { class: 'choice-name' }, jobSubject(job)),
      h('span', { class: 'note number' }, isUnderWay(job) && job.progress.total ? percent(job.progress.done / job.progress.total) : dateTime(Date.parse(job.created)))))),
    jobs?.length === 0 && h('li', { class: 'note' }, kind.value || state.value ? text.noneSuch : text.none));
    if (focused) {
      [...list.querySelectorAll('a')].find((link) => link.getAttribute('href') === focused)?.focus();
    }
    train.disabled = evaluate.disabled = !allows('admin');
  }

  /** The job that the address names; on a wide screen else the newest. */
  function chosenId() {
    return location.hash.split('/')[2] || null;
  }

  function showChosen() {
    const id = chosenId() ?? (matchMedia('(max-width: 900px)').matches ? null : jobs?.[0]?.id ?? null);
    main.classList.toggle('has-choice', chosenId() !== null);
    closeView();
    shown = id;
    if (id === null) {
      fill(stage, jobs === null ? loadingState(strings.loading) : jobs.length === 0 && emptyState('jobs', text.none, text.noneText));
      return;
    }
    let last = '';
    view = jobView(id, (job) => {
      if (job.state !== last) {
        last = job.state;
        void load();
      }
    });
    fill(stage, view.element);
    showList();
  }

  function closeView() {
    view?.remove();
    view = null;
  }

  const onHash = () => {
    if (location.hash.startsWith('#/jobs')) {
      showList();
      showChosen();
    }
  };
  window.addEventListener('hashchange', onHash);
  fill(stage, loadingState(strings.loading));
  const watching = [
    whenCallerIsKnown(() => {
      jobs = null;
      void load();
    }),
    shortcuts({ t: () => allows('admin') && askForTraining() }),
  ];
  return () => {
    watching.forEach((end) => end());
    window.removeEventListener('hashchange', onHash);
    window.clearTimeout(timer);
    abort.abort();
    closeView();
  };
}
