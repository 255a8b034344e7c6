// One place for what the page knows. Parts of the page watch the piece that they show.

/**
 * @template S
 * @typedef {object} Store
 * @property {() => S} get
 * @property {(change: Partial<S>) => void} set changes some fields; the others stay
 * @property {<T>(select: (state: S) => T, act: (value: T) => void) => () => void} watch acts now, and each time that the selected value
 *   is another one (by identity); returns what ends it
 */

/**
 * @template {object} S
 * @param {S} initial
 * @returns {Store<S>}
 */
export function createStore(initial) {
  let state = initial;
  /** @type {Set<() => void>} */
  const watchers = new Set();
  return {
    get: () => state,
    set(change) {
      state = { ...state, ...change };
      for (const watcher of [...watchers]) {
        if (watchers.has(watcher)) {
          watcher();
        }
      }
    },
    watch(select, act) {
      let last = select(state);
      const watcher = () => {
        const now = select(state);
        if (!Object.is(now, last)) {
          last = now;
          act(now);
        }
      };
      watchers.add(watcher);
      act(last);
      return () => watchers.delete(watcher);
    },
  };
}
