// Follows a job until it ends.

import { asProblem, isAborted } from './api.js';
import { eventStream } from './event-stream.js';

/** @typedef {import('./state.js').Job} Job */
/** @typedef {import('./state.js').Metric} Metric */

const AGAIN = 2000;

/** @param {Pick<Job, 'state'>} job */
export const isUnderWay = ({ state }) => state === 'QUEUED' || state === 'RUNNING';

/** @param {string} id */
export const jobPath = (id) => `api/v1/jobs/${encodeURIComponent(id)}`;

/**
 * Comes back after a connection that was lost.
 *
 * @param {string} id
 * @param {object} told
 * @param {(job: Job) => void} told.job its state now, and each change
 * @param {(metric: Metric) => void} [told.metric] what a training has measured, in the order of its steps
 * @param {(problem: import('./api.js').ApiProblem) => void} told.failed it cannot be followed
 * @returns {() => void} ends it
 */
export function watchJob(id, told) {
  const abort = new AbortController();
  void follow(id, told, abort.signal);
  return () => abort.abort();
}

/**
 * @param {string} id
 * @param {Parameters<typeof watchJob>[1]} told
 * @param {AbortSignal} signal
 */
async function follow(id, told, signal) {
  let last = '-1';
  let isDone = false;
  while (!isDone && !signal.aborted) {
    try {
      for await (const event of eventStream(`${jobPath(id)}/events`, { signal, headers: { 'Last-Event-ID': last } })) {
        const data = JSON.parse(event.data);
        if (event.name === 'metric') {
          last = event.id;
          told.metric?.(data);
        } else if (event.name === 'job') {
          told.job(data);
          isDone = !isUnderWay(data);
        }
      }
    } catch (error) {
      if (isAborted(error) || signal.aborted) {
        return;
      }
      const problem = asProblem(error);
      if (!problem.isConnection && !problem.isBusy) {
        told.failed(problem);
        return;
      }
    }
    if (!isDone) {
      await new Promise((resolve) => setTimeout(resolve, AGAIN));
    }
  }
}
