// What the service measures of itself, in the text that Prometheus reads.

/** @typedef {{ name: string, tags: Readonly<Record<string, string>>, value: number }} Sample */

/**
 * @param {string} text
 * @returns {Sample[]}
 */
export function parseSamples(text) {
  return text.split('\n').flatMap((line) => {
    const match = /^([A-Za-z_:][\w:]*)(?:\{(.*)\})? (\S+)/.exec(line);
    return match === null ? [] : [{ name: match[1], tags: parseTags(match[2] ?? ''), value: match[3] === '+Inf' ? Infinity : Number(match[3]) }];
  });
}

/** @param {string} text */
function parseTags(text) {
  return Object.fromEntries([...text.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, name, value]) => [name, value.replace(/\\(.)/g, (_, sign) => (sign === 'n' ? '\n' : sign))]));
}

/**
 * The samples of one moment.
 *
 * @param {readonly Sample[]} samples
 * @param {number} time milliseconds
 */
export function measurements(samples, time) {
  return {
    time,
    /**
     * Sum over all samples of a name whose tags are these; null where there is none.
     *
     * @param {string} name
     * @param {Record<string, string>} [tags]
     */
    sum(name, tags = {}) {
      const found = samples.filter((sample) => sample.name === name && Object.entries(tags).every(([tag, value]) => sample.tags[tag] === value));
      return found.length === 0 ? null : found.reduce((total, sample) => total + sample.value, 0);
    },
    /** @param {string} name */
    all: (name) => samples.filter((sample) => sample.name === name),
  };
}

/** @typedef {ReturnType<typeof measurements>} Measurements */

/**
 * How much a count has grown in a second.
 *
 * @param {Measurements} now
 * @param {Measurements | undefined} before
 * @param {string} name
 * @param {Record<string, string>} [tags]
 * @returns {number | null} null where it is not known; a service that was started anew counts from 0
 */
export function growth(now, before, name, tags) {
  const last = before?.sum(name, tags) ?? null;
  const value = now.sum(name, tags);
  return before === undefined || last === null || value === null || value < last ? null : (value - last) / ((now.time - before.time) / 1000);
}
