// System: whether the service is well, what waits, what it holds, how fast it is, and who asks.

import { asProblem, call, isAborted, json } from '../api.js';
import { whenCallerIsKnown } from '../caller.js';
import { lineChart } from '../chart.js';
import { fill, h } from '../dom.js';
import { bytes, count, duration, rate, share, short, span } from '../format.js';
import { shortcuts } from '../shortcuts.js';
import { errorState, loadingState } from '../states.js';
import { store } from '../state.js';
import { strings } from '../strings.js';
import { growth, measurements, parseSamples } from '../system/measurements.js';

/** @typedef {import('../system/measurements.js').Measurements} Measurements */
/** @typedef {{ status: string, components?: Record<string, { status: string, details?: Record<string, unknown> }> }} Health */

const EVERY = 5000;
/** Moments that are kept: ten minutes. */
const KEPT = 120;

/** @param {HTMLElement} main */
export function open(main) {
  const text = strings.system;
  const who = h('div', { class: 'stack' });
  const health = h('ul', { class: 'health' });
  const verdict = h('p', { class: 'row', role: 'status' });
  const queue = h('dl', { class: 'facts' });
  const memory = h('dl', { class: 'facts' });
  const speed = h('dl', { class: 'facts' });
  const work = h('dl', { class: 'facts' });
  const refused = h('div', { class: 'fill-state span-all' });
  const chart = lineChart({
    title: text.chart, across: text.ago, format: short, formatAcross: (seconds) => span(Math.max(0, Math.round(-seconds))),
    series: [{ name: text.photosAMinute, className: 'line-1' }, { name: text.waiting, className: 'line-4' }],
  });
  const measured = [panel(text.health, verdict, health), panel(text.queue, queue), panel(text.memory, memory), panel(text.speed, speed), panel(text.work, work),
    h('section', { class: 'panel span-all' }, chart.element)];
  main.append(h('div', { class: 'page wide-page' }, h('h1', {}, strings.pages.system), h('div', { class: 'panels' }, panel(text.who, who), refused, ...measured)));
  showMeasured(false);
  fill(refused, loadingState(strings.loading));
  /** @type {Measurements[]} */
  let history = [];
  let timer = 0;
  let abort = new AbortController();

  /** @param {boolean} isKnown */
  function showMeasured(isKnown) {
    refused.hidden = isKnown;
    measured.forEach((one) => { one.hidden = !isKnown; });
  }

  async function load() {
    window.clearTimeout(timer);
    abort.abort();
    abort = new AbortController();
    const { signal } = abort;
    try {
      if (!document.hidden || history.length === 0) {
        const [state, samples] = await Promise.all([readHealth(signal), call('actuator/prometheus', { signal, headers: { Accept: 'text/plain' } }).then((response) => response.text())]);
        history = [...history, measurements(parseSamples(samples), performance.now())].slice(-KEPT);
        showHealth(state);
        showNumbers();
        showMeasured(true);
      }
    } catch (error) {
      if (isAborted(error)) {
        return;
      }
      const problem = asProblem(error);
      // What was measured last stays while the service does not answer; the shell says so.
      if (!problem.isConnection || history.length === 0) {
        showMeasured(false);
        fill(refused, errorState(problem, () => void load()));
      }
      if (!problem.isConnection && !problem.isBusy) {
        return;
      }
    }
    timer = window.setTimeout(() => void load(), EVERY);
  }

  /** @param {Health} state */
  function showHealth({ status, components = {} }) {
    const isUp = status === 'UP';
    fill(verdict, h('span', { class: `tag is-${isUp ? 'found' : 'failed'}` }, isUp ? text.up : text.down));
    fill(health, ...Object.entries(components).filter(([, one]) => !isEmptyDetail(one)).map(([name, one]) => h('li', {},
      h('span', { class: `dot is-${one.status.toLowerCase()}`, role: 'img', 'aria-label': one.status }), h('span', {}, text.components[/** @type {keyof typeof text.components} */ (name)] ?? name),
      h('span', { class: 'note' }, detail(one.details)))));
  }

  function showNumbers() {
    const now = /** @type {Measurements} */ (history.at(-1));
    const before = history.at(-2);
    const photos = sumOf(now, 'geofix_locate_seconds_count');
    const resident = sumOf(now, 'geofix_process_resident_bytes');
    const limit = sumOf(now, 'geofix_memory_limit_bytes');
    const heap = now.sum('jvm_memory_used_bytes', { area: 'heap' }) ?? 0;
    const mean = (/** @type {string} */ name, /** @type {Record<string, string>} */ tags = {}) => {
      const times = now.sum(`${name}_count`, tags) ?? 0;
      return times === 0 ? text.none : duration((1000 * (now.sum(`${name}_sum`, tags) ?? 0)) / times);
    };
    const requests = growth(now, before, 'http_server_requests_seconds_count');
    const busy = growth(now, before, 'geofix_embed_pass_seconds_sum');
    facts(queue, [
      [text.waitingNetwork, text.ofCapacity(count(sumOf(now, 'geofix_embed_queue_images')), count(sumOf(now, 'geofix_embed_queue_capacity_images')))],
      [text.waitingDecode, count(sumOf(now, 'geofix_decode_waiting_images'))],
      [text.turnedAway, count(sumOf(now, 'geofix_locate_turned_away_requests_total') + sumOf(now, 'geofix_embed_rejected_images_total') + sumOf(now, 'geofix_decode_rejected_images_total'))],
      [text.networkBusy, busy === null ? text.none : share(Math.min(1, busy))],
    ]);
    facts(memory, [
      [text.resident, limit > 0 ? text.ofLimit(bytes(resident), bytes(limit)) : bytes(resident)],
      [text.heap, bytes(heap)],
      [text.index, bytes(sumOf(now, 'geofix_index_bytes'))],
      [text.disk, bytes(sumOf(now, 'disk_free_bytes'))],
    ]);
    facts(speed, [
      [text.photos, count(photos)],
      [text.found, photos === 0 ? text.none : share((now.sum('geofix_locate_seconds_count', { outcome: 'found' }) ?? 0) / photos)],
      [text.meanTime, mean('geofix_locate_seconds')],
      ...['decode', 'embed', 'search', 'verify'].map((stage) => /** @type {const} */ ([text.stages[/** @type {keyof typeof text.stages} */ (stage)], mean('geofix_locate_stage_seconds', { stage })])),
      [text.requests, requests === null ? text.none : text.aSecond(rate(requests))],
    ]);
    const jobs = (/** @type {string} */ state) => count(now.sum('geofix_jobs', { state }) ?? 0);
    facts(work, [
      [text.galleries, count(sumOf(now, 'geofix_galleries'))],
      [text.tiles, count(sumOf(now, 'geofix_gallery_tiles'))],
      [text.jobsRunning, jobs('running')], [text.jobsQueued, jobs('queued')], [text.jobsFailed, jobs('failed')],
      [text.model, now.all('geofix_model_info').map((sample) => sample.tags.version).join(', ') || text.none],
      [text.uptime, span(sumOf(now, 'process_uptime_seconds'))],
      [text.processor, share(Math.min(1, Math.max(0, now.sum('process_cpu_usage') ?? 0)))],
    ]);
    chart.show([
      history.flatMap((one, at) => { const grown = growth(one, history[at - 1], 'geofix_locate_seconds_count'); return grown === null ? [] : [/** @type {const} */ ([(one.time - now.time) / 1000, 60 * grown])]; }),
      history.map((one) => /** @type {const} */ ([(one.time - now.time) / 1000, sumOf(one, 'geofix_embed_queue_images')])),
    ]);
  }

  const watching = [
    store.watch((state) => state.caller, (caller) => {
      fill(who, ...(caller.state !== 'ready' ? [h('p', { class: 'note' }, caller.state === 'loading' ? strings.loading : caller.problem.message)]
        : [h('p', { class: 'row' }, h('b', {}, caller.value.kind === 'local' ? strings.caller.local : caller.value.name), h('span', { class: 'tag is-found' }, caller.value.role)),
          h('p', { class: 'note' }, strings.caller.kinds[caller.value.kind], ' ', caller.value.kind !== 'local' && strings.caller.roles[caller.value.role])]));
    }),
    whenCallerIsKnown(() => void load()),
    shortcuts({}),
  ];
  return () => {
    watching.forEach((end) => end());
    window.clearTimeout(timer);
    abort.abort();
    chart.remove();
  };
}

/**
 * Also of a service that is ill, which answers with 503 and says of what.
 *
 * @param {AbortSignal} signal
 * @returns {Promise<Health>}
 */
async function readHealth(signal) {
  try {
    return await json('actuator/health', { signal });
  } catch (error) {
    if (asProblem(error).status === 503) {
      return { status: 'DOWN' };
    }
    throw error;
  }
}

/** Those that say nothing beside that they are up. @param {{ status: string, details?: Record<string, unknown> }} one */
const isEmptyDetail = ({ status, details }) => status === 'UP' && detail(details) === '';

/** @param {Record<string, unknown> | undefined} details */
function detail(details = {}) {
  return Object.entries(details).filter(([name, value]) => ['string', 'number'].includes(typeof value) && name !== 'validationQuery')
    .map(([name, value]) => (name.endsWith('Bytes') ? strings.system.free(bytes(Number(value))) : String(value))).join(' · ');
}

/**
 * @param {Measurements} now
 * @param {string} name
 */
const sumOf = (now, name) => now.sum(name) ?? 0;

/**
 * @param {HTMLElement} list
 * @param {readonly (readonly [string, string])[]} all
 */
const facts = (list, all) => fill(list, ...all.flatMap(([name, value]) => [h('dt', {}, name), h('dd', { class: 'number' }, value)]));

/**
 * @param {string} title
 * @param {...Node} content
 */
const panel = (title, ...content) => h('section', { class: 'panel stack' }, h('h2', {}, title), ...content);
