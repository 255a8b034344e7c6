// Calls of the service. Addresses are relative to the page, so that a proxy may put the service below any path.

import { key } from './session.js';
import { strings } from './strings.js';

/**
 * What the service says when something cannot be done (RFC 9457).
 */
export class ApiProblem extends Error {
  /**
   * @param {number} status 0 where the service could not be reached
   * @param {string} detail says what to do
   * @param {string | null} requestId
   * @param {number | null} retryAfter seconds
   */
  constructor(status, detail, requestId = null, retryAfter = null) {
    super(detail);
    this.status = status;
    this.requestId = requestId;
    this.retryAfter = retryAfter;
  }

  /** Nobody is there. */
  get isConnection() {
    return this.status === 0;
  }

  /** A key is missing, or was not accepted. */
  get needsKey() {
    return this.status === 401;
  }

  /** The key's role does not suffice. */
  get needsRole() {
    return this.status === 403;
  }

  /** The same call may succeed later. */
  get isBusy() {
    return this.status === 429 || this.status === 503;
  }
}

/**
 * @typedef {object} Call
 * @property {string} [method] GET unless said otherwise
 * @property {Query} [query]
 * @property {BodyInit} [body]
 * @property {unknown} [json] sent as the body
 * @property {Record<string, string>} [headers]
 * @property {AbortSignal} [signal]
 * @property {RequestPriority} [priority]
 */

/** @typedef {Record<string, string | number | boolean | readonly string[] | null | undefined>} Query */

/** Told of every answer, and of every call that found nobody. @type {Set<(reached: boolean) => void>} */
export const reachListeners = new Set();

/**
 * Address of a path of the service, such as `api/v1/galleries`; a leading slash is passed over.
 *
 * @param {string} path
 * @param {Query} [query]
 */
export function address(path, query = {}) {
  const url = new URL(path.replace(/^\/+/, ''), document.baseURI);
  url.hash = '';
  for (const [name, value] of Object.entries(query)) {
    if (Array.isArray(value)) {
      value.forEach((one) => url.searchParams.append(name, one));
    } else if (value !== null && value !== undefined && value !== '') {
      url.searchParams.set(name, String(value));
    }
  }
  return url;
}

/**
 * @param {string} path
 * @param {Call} [options]
 * @returns {Promise<Response>} one that succeeded
 * @throws {ApiProblem} where it did not; a call that was aborted throws what `fetch` throws
 */
export async function call(path, options = {}) {
  const headers = new Headers(options.headers);
  const caller = key();
  if (caller !== null) {
    headers.set('Authorization', `Bearer ${caller}`);
  }
  if (options.json !== undefined) {
    headers.set('Content-Type', 'application/json');
  }
  let response;
  try {
    response = await fetch(address(path, options.query), {
      method: options.method ?? 'GET',
      headers,
      body: options.json === undefined ? options.body : JSON.stringify(options.json),
      signal: options.signal,
      priority: options.priority,
      credentials: 'omit',
      redirect: 'error',
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') {
      throw error;
    }
    reachListeners.forEach((listener) => listener(false));
    throw new ApiProblem(0, strings.connection.lost);
  }
  reachListeners.forEach((listener) => listener(true));
  if (!response.ok) {
    throw await problem(response);
  }
  return response;
}

/**
 * @template T
 * @param {string} path
 * @param {Call} [options]
 * @returns {Promise<T>}
 */
export async function json(path, options = {}) {
  const response = await call(path, { ...options, headers: { Accept: 'application/json', ...options.headers } });
  return response.json();
}

/**
 * What an answer says went wrong.
 *
 * @param {Response} response
 */
export async function problem(response) {
  let detail = strings.problem.unknown(response.status);
  let requestId = response.headers.get('X-Request-Id');
  try {
    const body = await response.json();
    detail = body.detail ?? body.title ?? detail;
    requestId = body.requestId ?? requestId;
  } catch {
    // A proxy in between answers what it likes.
  }
  const seconds = Number(response.headers.get('Retry-After'));
  return new ApiProblem(response.status, detail, requestId, Number.isFinite(seconds) && seconds > 0 ? seconds : null);
}

/**
 * Any error as a problem that can be shown.
 *
 * @param {unknown} error
 * @returns {ApiProblem}
 */
export function asProblem(error) {
  return error instanceof ApiProblem ? error : new ApiProblem(-1, error instanceof Error ? error.message : String(error));
}

/** @param {unknown} error */
export function isAborted(error) {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** @param {string} name */
export const galleryPath = (name) => `api/v1/galleries/${encodeURIComponent(name)}`;

/**
 * @param {string} gallery
 * @param {string} tile
 */
export const tileImagePath = (gallery, tile) => `${galleryPath(gallery)}/tiles/${encodeURIComponent(tile)}/image`;
