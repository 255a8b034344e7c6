// Events that the service sends. The browser's own EventSource cannot show a key.

import { ApiProblem, call, isAborted } from './api.js';
import { strings } from './strings.js';

/** @typedef {{ name: string, id: string, data: string }} ServerEvent */

/**
 * Those of one answer, until it ends.
 *
 * @param {string} path
 * @param {import('./api.js').Call} options
 * @returns {AsyncGenerator<ServerEvent>}
 * @throws {ApiProblem} also where the answer breaks off
 */
export async function* eventStream(path, options) {
  const response = await call(path, { ...options, headers: { Accept: 'text/event-stream', ...options.headers } });
  const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
  const decoder = new TextDecoder();
  let text = '';
  try {
    for (;;) {
      const { done, value } = await read(reader);
      if (done) {
        return;
      }
      text += decoder.decode(value, { stream: true });
      const blocks = text.split(/\r?\n\r?\n/);
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const event = parse(block);
        if (event !== null) {
          yield event;
        }
      }
    }
  } finally {
    void reader.cancel().catch(() => {});
  }
}

/** @param {ReadableStreamDefaultReader<Uint8Array>} reader */
async function read(reader) {
  try {
    return await reader.read();
  } catch (error) {
    throw isAborted(error) ? error : new ApiProblem(0, strings.connection.lost);
  }
}

/**
 * @param {string} block lines up to an empty one
 * @returns {ServerEvent | null} null for a comment
 */
export function parse(block) {
  const event = { name: 'message', id: '', data: '' };
  /** @type {string[]} */
  const data = [];
  for (const line of block.split(/\r?\n/)) {
    const [, field, value] = /^([^:]*): ?(.*)$/.exec(line) ?? [];
    if (field === 'event') {
      event.name = value;
    } else if (field === 'id') {
      event.id = value;
    } else if (field === 'data') {
      data.push(value);
    }
  }
  return data.length === 0 ? null : { ...event, data: data.join('\n') };
}
