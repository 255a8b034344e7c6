// Who asks, and what that one may do.

import { asProblem, isAborted, json } from './api.js';
import { store } from './state.js';

/** @typedef {import('./state.js').Caller} Caller */
/** @typedef {Caller['role']} Role */

/** Each includes those before it. @type {readonly Role[]} */
const roles = ['locate', 'gallery', 'admin'];

let abort = new AbortController();

/** Asks anew. Pages that watch the caller fetch anew, too. */
export async function refreshCaller() {
  abort.abort();
  abort = new AbortController();
  try {
    /** @type {Caller} */
    const caller = await json('api/v1/caller', { signal: abort.signal });
    store.set({ caller: { state: 'ready', value: caller } });
  } catch (error) {
    if (!isAborted(error)) {
      store.set({ caller: { state: 'failed', problem: asProblem(error) } });
    }
  }
}

/**
 * Whether the caller has a role; what is not known yet is left to the service to say.
 *
 * @param {Role} role
 */
export function allows(role) {
  const { caller } = store.get();
  return caller.state !== 'ready' || roles.indexOf(caller.value.role) >= roles.indexOf(role);
}

/**
 * Acts once it is known who asks, and each time that this is asked anew: with another key, or when a lost service is back.
 *
 * @param {() => void} act
 * @returns {() => void} ends it
 */
export function whenCallerIsKnown(act) {
  return store.watch((state) => state.caller, (caller) => {
    if (caller.state !== 'loading') {
      act();
    }
  });
}
