// What the page knows, and its shape.

import { key } from './session.js';
import { createStore } from './store.js';

/** @typedef {import('geofix-api').components['schemas']} Schemas */
/** @typedef {Schemas['Gallery']} Gallery */
/** @typedef {Schemas['LocateAnswer']} LocateAnswer */
/** @typedef {Schemas['Match']} Match */
/** @typedef {Schemas['PositionFix']} PositionFix */
/** @typedef {Schemas['Coverage']} Coverage */
/** @typedef {Schemas['Caller']} Caller */
/** @typedef {Schemas['Job']} Job */
/** @typedef {Schemas['Model']} Model */
/** @typedef {Schemas['Curve']} ConfidenceCurve */
/** @typedef {import('./api.js').ApiProblem} ApiProblem */

/**
 * What is fetched: not yet, or what came, or why nothing came.
 *
 * @template T
 * @typedef {{ state: 'loading' } | { state: 'ready', value: T } | { state: 'failed', problem: ApiProblem }} Fetched
 */

/**
 * What a step of a training measured; names as in `metrics.jsonl`.
 *
 * @typedef {{ step: number, steps: number, loss: number, accuracy: number, validationRecallAt1?: number, validationAp?: number }} Metric
 */

/**
 * What is said about photos, and where they are looked for; names as the API's parameters.
 *
 * @typedef {object} Options
 * @property {number | null} heading
 * @property {number | null} altitude
 * @property {number | null} focal
 * @property {number | null} pitch
 * @property {number | null} candidates
 * @property {readonly [number, number, number, number] | null} bbox west, south, east, north
 * @property {readonly string[]} attribute `name=value`, all must hold
 */

/**
 * A photo that was dropped.
 *
 * @typedef {object} Photo
 * @property {string} id
 * @property {File} file
 * @property {number} time when it was taken, milliseconds since 1970; of the file where the photo does not say
 * @property {boolean} isTimeOfFile whether the photo does not say
 * @property {'waiting' | 'asked' | 'answered' | 'failed'} state
 * @property {string} gallery that it was looked for in
 * @property {Options} options that it was asked with
 * @property {LocateAnswer | null} answer
 * @property {ApiProblem | null} problem
 * @property {string | null} remark why the service lets it wait
 */

/**
 * @typedef {object} State
 * @property {string} page
 * @property {boolean} isConnected
 * @property {boolean} hasKey
 * @property {'system' | 'light' | 'dark'} theme
 * @property {Fetched<Caller>} caller who asks
 * @property {Fetched<Gallery[]>} galleries
 * @property {string} gallery name of the chosen one
 * @property {Fetched<Coverage>} coverage of the chosen one
 * @property {Options} options
 * @property {readonly Photo[]} photos in the order in which they came
 * @property {string | null} selected id of the photo that is looked at
 */

/** @type {Options} */
export const noOptions = Object.freeze({ heading: null, altitude: null, focal: null, pitch: null, candidates: null, bbox: null, attribute: Object.freeze([]) });

/** @type {State} */
const initial = {
  page: '',
  isConnected: true,
  hasKey: key() !== null,
  theme: 'system',
  caller: { state: 'loading' },
  galleries: { state: 'loading' },
  gallery: 'default',
  coverage: { state: 'loading' },
  options: noOptions,
  photos: [],
  selected: null,
};

export const store = createStore(initial);
