// One job: how far it is, what it measures, what it has made.

import { call, isAborted, json } from '../api.js';
import { allows } from '../caller.js';
import { deedButton } from '../dialogs.js';
import { fill, h } from '../dom.js';
import { bytes, dateTime, span } from '../format.js';
import { download } from '../files.js';
import { show as showPicture } from '../gallery-layer.js';
import { icon } from '../icons.js';
import { isUnderWay, jobPath, watchJob } from '../job-watch.js';
import { markdown } from '../markdown.js';
import { pageLink } from '../pages.js';
import { errorState, loadingState } from '../states.js';
import { strings } from '../strings.js';
import { curves } from './curves.js';
import { jobKind, jobLink, jobProgress, jobSubject, stateTag } from './job-words.js';

/** @typedef {import('../state.js').Job} Job */
/** @typedef {import('geofix-api').components['schemas']['JobResult']} JobResult */

/** Milliseconds between two looks at a log that is open. */
const LOG_EVERY = 2000;

/**
 * @param {string} id
 * @param {(job: Job) => void} told of each change
 */
export function jobView(id, told) {
  const text = strings.jobs;
  const abort = new AbortController();
  const { signal } = abort;
  const head = h('header', { class: 'stack' });
  const progress = jobProgress();
  const cancel = deedButton({ label: text.cancel, picture: 'cross', deed: async () => { await call(`${jobPath(id)}/cancel`, { method: 'POST' }); } });
  const resume = deedButton({
    label: text.resume, picture: 'retry', look: 'primary',
    deed: async () => {
      /** @type {Job} */
      const job = await json('api/v1/admin/training-jobs', { method: 'POST', json: { resume: id } });
      location.hash = jobLink(job.id);
    },
  });
  const drawn = curves();
  const report = h('section', { class: 'panel stack report', hidden: true });
  const files = h('ul', { class: 'file-list' });
  const filesPanel = h('section', { class: 'panel stack', hidden: true }, h('h2', {}, text.files), files);
  const log = h('pre', { class: 'code log', tabindex: '0', 'aria-label': text.log });
  const logPanel = h('details', { class: 'panel', ontoggle: () => void readLog() }, h('summary', {}, text.log), log);
  const parameters = h('pre', { class: 'code', tabindex: '0', 'aria-label': text.parameters });
  const body = h('div', { class: 'detail', hidden: true }, head, h('section', { class: 'panel stack' }, progress.element, h('div', { class: 'row' }, cancel.button, resume.button), cancel.problem, resume.problem),
    drawn.element, report, filesPanel, logPanel, h('details', { class: 'panel' }, h('summary', {}, text.parameters), parameters));
  const waiting = h('div', { class: 'fill-state' }, loadingState(strings.loading));
  const element = h('div', { class: 'job-view' }, waiting, body);
  let seen = '';
  let logTimer = 0;

  /** @param {Job} job */
  function show(job) {
    waiting.hidden = true;
    body.hidden = false;
    const began = Date.parse(job.started ?? job.created);
    fill(head,
      h('a', { class: 'back', href: pageLink('jobs') }, icon('previous'), text.all),
      h('h2', { class: 'view-title' }, jobKind(job), ' ', h('span', { class: 'note' }, jobSubject(job)), ' ', stateTag(job)),
      h('p', { class: 'note number' }, job.started == null ? text.created(dateTime(Date.parse(job.created))) : text.started(dateTime(began)),
        job.ended != null && job.started != null && ` · ${text.took(span((Date.parse(job.ended) - began) / 1000))}`));
    progress.show(job);
    fill(parameters, JSON.stringify(job.parameters, null, 2));
    cancel.button.hidden = !isUnderWay(job);
    cancel.button.disabled = !allows('gallery');
    resume.button.hidden = job.kind !== 'training' || (job.state !== 'CANCELLED' && job.state !== 'FAILED');
    resume.button.disabled = !allows('admin');
    // A phase that ends has made files.
    const stage = `${job.state} ${job.message.replace(/[\d.,]+/g, '')}`;
    if (stage !== seen) {
      seen = stage;
      void listFiles();
      void readLog();
    }
    told(job);
  }

  async function listFiles() {
    try {
      /** @type {JobResult[]} */
      const found = await json(`${jobPath(id)}/files`, { signal });
      filesPanel.hidden = found.length === 0;
      fill(files, ...found.map((file) => h('li', {}, h('button', { type: 'button', class: 'quiet', onclick: () => void save(file) }, icon('download'), file.name), h('span', { class: 'note number' }, bytes(file.bytes)))));
      if (found.some((file) => file.name === 'report.md')) {
        const written = await (await call(`${jobPath(id)}/files/report.md`, { signal })).text();
        report.hidden = false;
        fill(report, ...markdown(written, (name, alt) => figure(name, alt)));
        const missing = found.filter((file) => /\.(png|svg|jpg)$/.test(file.name) && !written.includes(`(${file.name})`));
        report.append(...missing.map((file) => figure(file.name, file.name)));
      }
    } catch (error) {
      if (!isAborted(error)) {
        filesPanel.hidden = true;
      }
    }
  }

  /** @param {JobResult} file */
  async function save(file) {
    const response = await call(`${jobPath(id)}/files/${encodeURIComponent(file.name)}`, { signal });
    download(file.name, response.headers.get('Content-Type') ?? 'application/octet-stream', await response.blob());
  }

  /**
   * A picture among the job's files, fetched with the caller's key.
   *
   * @param {string} name
   * @param {string} alt
   */
  function figure(name, alt) {
    const image = h('img', { alt, class: 'report-figure' });
    void call(`${jobPath(id)}/files/${encodeURIComponent(name)}`, { signal }).then((response) => response.blob()).then((blob) => showPicture(image, blob)).catch(() => {
      image.replaceWith(h('span', { class: 'note' }, name));
    });
    return image;
  }

  async function readLog() {
    window.clearTimeout(logTimer);
    if (!logPanel.open || signal.aborted) {
      return;
    }
    try {
      const written = await (await call(`${jobPath(id)}/log`, { signal })).text();
      const isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 30;
      fill(log, written === '' ? text.logEmpty : written);
      if (isAtEnd) {
        log.scrollTop = log.scrollHeight;
      }
    } catch (error) {
      if (isAborted(error)) {
        return;
      }
    }
    if (seen.startsWith('RUNNING') || seen.startsWith('QUEUED')) {
      logTimer = window.setTimeout(() => void readLog(), LOG_EVERY);
    }
  }

  const end = watchJob(id, {
    job: show,
    metric: drawn.add,
    failed: (problem) => {
      waiting.hidden = false;
      body.hidden = true;
      fill(waiting, errorState(problem));
    },
  });
  return {
    element,
    remove() {
      end();
      abort.abort();
      window.clearTimeout(logTimer);
      drawn.remove();
    },
  };
}
