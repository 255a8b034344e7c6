// The photos that were dropped, and the line in which they wait for their answers.

import { asProblem, isAborted, json } from './api.js';
import { isPicture, timeTaken } from './photo-file.js';
import { store } from './state.js';

/** @typedef {import('./state.js').Photo} Photo */
/** @typedef {import('./state.js').Options} Options */
/** @typedef {import('./state.js').LocateAnswer} LocateAnswer */

/** So many at once: the service works on a few, and other callers want their turn. */
const SIDE_BY_SIDE = 2;
/** Seconds, where a busy service does not say when to come again. */
const USUAL_WAIT = 2;

/** What is said of one photo is not known of the next. */
const ofOnePhoto = { heading: null, altitude: null, pitch: null, candidates: null };

let numbers = 0;
let line = new AbortController();
let asking = 0;

/**
 * Adds pictures, and asks for each.
 *
 * @param {Iterable<File>} files
 * @returns {Promise<string[]>} names of those that are no pictures
 */
export async function addPhotos(files) {
  const all = [...files];
  /** @type {Photo[]} */
  const added = await Promise.all(all.filter(isPicture).map(async (file) => {
    const time = await timeTaken(file);
    const { gallery, options } = store.get();
    return { id: `photo-${++numbers}`, file, time: time ?? file.lastModified, isTimeOfFile: time === null, state: 'waiting', gallery, options: { ...options, ...ofOnePhoto }, answer: null, problem: null, remark: null };
  }));
  if (added.length > 0) {
    // What was said of the photo before is not said of these.
    const { options } = store.get();
    store.set({ options: { ...options, ...ofOnePhoto } });
    store.set({ photos: [...store.get().photos, ...added], selected: added[0].id });
    goOn();
  }
  return all.filter((file) => !isPicture(file)).map((file) => file.name);
}

/** @param {string} id */
export function removePhoto(id) {
  const { photos, selected } = store.get();
  store.set({ photos: photos.filter((photo) => photo.id !== id), selected: selected === id ? null : selected });
}

export function removeAllPhotos() {
  stop();
  store.set({ photos: [], selected: null });
}

/**
 * Asks again, with what is said now.
 *
 * @param {string} id
 */
export function locateAgain(id) {
  const { gallery, options } = store.get();
  change(id, { state: 'waiting', gallery, options, answer: null, problem: null, remark: null });
  goOn();
}

/** Asks for those that wait. */
export function goOn() {
  if (line.signal.aborted) {
    line = new AbortController();
  }
  while (asking < SIDE_BY_SIDE) {
    const next = store.get().photos.find((photo) => photo.state === 'waiting');
    if (next === undefined) {
      return;
    }
    asking++;
    void ask(next, line.signal).finally(() => {
      asking--;
      if (!line.signal.aborted) {
        goOn();
      }
    });
  }
}

/** Those that have no answer yet wait until {@link goOn}. */
export function stop() {
  line.abort();
}

/** Photos in the order in which they were taken. */
export function byTime() {
  return [...store.get().photos].sort((one, other) => one.time - other.time || one.file.name.localeCompare(other.file.name));
}

/** @returns {Photo | null} */
export function selectedPhoto() {
  const { photos, selected } = store.get();
  return photos.find((photo) => photo.id === selected) ?? null;
}

/**
 * @param {Photo} photo
 * @param {AbortSignal} signal
 */
async function ask(photo, signal) {
  change(photo.id, { state: 'asked' });
  try {
    const answer = await patiently(() => locate(photo, signal), (remark) => change(photo.id, { remark }), signal);
    change(photo.id, { state: 'answered', answer, remark: null });
  } catch (error) {
    change(photo.id, isAborted(error) ? { state: 'waiting' } : { state: 'failed', problem: asProblem(error) });
  }
}

/**
 * Asks once more for what the answer rests on, which answers of many photos are too many to be kept with.
 *
 * @param {Photo} photo
 * @param {AbortSignal} signal
 */
export async function explain(photo, signal) {
  change(photo.id, { answer: await patiently(() => locate(photo, signal, true), () => {}, signal) });
}

/**
 * @param {Photo} photo
 * @param {AbortSignal} signal
 * @param {boolean} [isExplained] what the answer rests on comes too; unless said otherwise, for the photo that is looked at
 * @returns {Promise<LocateAnswer>}
 */
function locate(photo, signal, isExplained = store.get().selected === photo.id) {
  const body = new FormData();
  body.append('image', photo.file, photo.file.name);
  return json('api/v1/locate', { method: 'POST', query: { ...locateQuery(photo), explain: isExplained }, body, signal });
}

/**
 * @param {Photo} photo
 * @returns {import('./api.js').Query}
 */
export function locateQuery({ gallery, options }) {
  return { gallery, ...options, bbox: options.bbox && options.bbox.map((edge) => edge.toFixed(6)).join(',') };
}

/**
 * Tries again while the service is busy.
 *
 * @template T
 * @param {() => Promise<T>} call
 * @param {(reason: string) => void} waiting
 * @param {AbortSignal} signal
 * @returns {Promise<T>}
 */
async function patiently(call, waiting, signal) {
  for (let left = 30; ; left--) {
    try {
      return await call();
    } catch (error) {
      const problem = asProblem(error);
      if (!problem.isBusy || left === 0 || signal.aborted) {
        throw error;
      }
      waiting(problem.message);
      await new Promise((resolve) => setTimeout(resolve, 1000 * (problem.retryAfter ?? USUAL_WAIT)));
      signal.throwIfAborted();
    }
  }
}

/**
 * @param {string} id
 * @param {Partial<Photo>} change
 */
function change(id, change) {
  store.set({ photos: store.get().photos.map((photo) => (photo.id === id ? { ...photo, ...change } : photo)) });
}
