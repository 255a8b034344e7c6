// Sends a file as it lies on the disk, and says how far it is, which `fetch` cannot.

import { address, ApiProblem, problem } from './api.js';
import { key } from './session.js';
import { strings } from './strings.js';

/**
 * @param {string} path
 * @param {File} file
 * @param {object} options
 * @param {import('./api.js').Query} options.query
 * @param {(sent: number) => void} options.told bytes
 * @param {AbortSignal} options.signal
 * @returns {Promise<any>} the answer
 * @throws {ApiProblem}
 */
export function upload(path, file, { query, told, signal }) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', address(path, query));
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('Accept', 'application/json');
    const caller = key();
    if (caller !== null) {
      request.setRequestHeader('Authorization', `Bearer ${caller}`);
    }
    request.upload.addEventListener('progress', (event) => told(event.loaded));
    request.addEventListener('load', () => {
      if (request.status >= 200 && request.status < 300) {
        resolve(JSON.parse(request.responseText));
      } else {
        const headers = Object.fromEntries(['X-Request-Id', 'Retry-After'].flatMap((name) => {
          const value = request.getResponseHeader(name);
          return value === null ? [] : [[name, value]];
        }));
        problem(new Response(request.responseText, { status: request.status, headers })).then(reject, reject);
      }
    });
    request.addEventListener('error', () => reject(new ApiProblem(0, strings.connection.lost)));
    request.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}
