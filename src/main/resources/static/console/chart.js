// Lines over a common axis, drawn with SVG.

import { fill, h, svg } from './dom.js';

/** @typedef {readonly [number, number]} Point x and y */

/**
 * @typedef {object} Series
 * @property {string} name
 * @property {string} className of its line: `line-1` to `line-4`
 * @property {boolean} [isFaint] drawn behind the others and not named: what a smoothed line is made of
 */

/**
 * @typedef {object} ChartOptions
 * @property {string} title
 * @property {string} across name of the axis below
 * @property {readonly Series[]} series
 * @property {(value: number) => string} format of what stands at the left
 * @property {(value: number) => string} formatAcross
 * @property {readonly [number, number] | null} [range] at the left; as the lines need it unless given
 * @property {{ value: number, name: string } | null} [mark] a height that is marked
 */

const HEIGHT = 220;
const LEFT = 52;
const RIGHT = 14;
const TOP = 10;
const BELOW = 40;

/**
 * A chart that says what is under the pointer. It is as wide as its place; the arrow keys move along it.
 *
 * @param {ChartOptions} options
 */
export function lineChart(options) {
  const { series } = options;
  const named = series.filter((one) => !one.isFaint);
  const drawing = svg('svg', { class: 'chart-drawing', role: 'img', tabindex: '0', height: HEIGHT });
  const readings = named.map(() => h('span', { class: 'number' }));
  const where = h('span', { class: 'note number' });
  const legend = h('p', { class: 'chart-legend' }, ...named.map((one, at) => h('span', {}, svg('svg', { class: 'swatch', viewBox: '0 0 18 4', 'aria-hidden': 'true' }, svg('line', { x1: 0, x2: 18, y1: 2, y2: 2, class: one.className })), one.name, ' ', readings[at])), where);
  const element = h('figure', { class: 'chart' }, h('figcaption', {}, options.title), legend, drawing);
  const cursor = svg('line', { class: 'chart-cursor', y1: TOP, y2: HEIGHT - BELOW });
  /** @type {readonly (readonly Point[])[]} */
  let lines = series.map(() => []);
  let scale = scaleOf(options, lines, 0);
  /** @type {number | null} */
  let at = null;
  let frame = 0;

  const later = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(draw);
  };
  const watched = new ResizeObserver(later);
  watched.observe(element);

  function draw() {
    const width = Math.max(240, element.clientWidth);
    scale = scaleOf(options, lines, width);
    drawing.setAttribute('width', String(width));
    drawing.setAttribute('viewBox', `0 0 ${width} ${HEIGHT}`);
    const foot = HEIGHT - BELOW;
    const mark = options.mark;
    fill(drawing,
      ...scale.ticks.flatMap((tick) => [svg('line', { class: 'chart-grid', x1: LEFT, x2: width - RIGHT, y1: scale.y(tick), y2: scale.y(tick) }),
        svg('text', { class: 'chart-number', x: LEFT - 8, y: scale.y(tick) + 4, 'text-anchor': 'end' }, options.format(tick))]),
      ...scale.ticksAcross.map((tick) => svg('text', { class: 'chart-number', x: scale.x(tick), y: foot + 17, 'text-anchor': 'middle' }, options.formatAcross(tick))),
      svg('text', { class: 'chart-number', x: (LEFT + width - RIGHT) / 2, y: HEIGHT - 5, 'text-anchor': 'middle' }, options.across),
      mark && svg('line', { class: 'chart-mark', x1: LEFT, x2: width - RIGHT, y1: scale.y(mark.value), y2: scale.y(mark.value) }),
      mark && svg('text', { class: 'chart-number', x: width - RIGHT, y: scale.y(mark.value) - 5, 'text-anchor': 'end' }, mark.name),
      ...lines.map((points, index) => svg('polyline', { class: `${series[index].className}${series[index].isFaint ? ' is-faint' : ''}`, points: points.map(([x, y]) => `${scale.x(x).toFixed(1)},${scale.y(y).toFixed(1)}`).join(' ') })),
      cursor);
    read();
  }

  /** Writes what the lines say at the cursor, or at their end. */
  function read() {
    const shown = lines.filter((_, index) => !series[index].isFaint);
    const found = shown.map((points) => (at === null ? points.at(-1) : nearest(points, at)) ?? null);
    const x = found.find((point) => point !== null)?.[0];
    found.forEach((point, index) => fill(readings[index], point && options.format(point[1])));
    fill(where, x !== undefined && `${options.across} ${options.formatAcross(x)}`);
    cursor.toggleAttribute('hidden', at === null || x === undefined);
    if (x !== undefined) {
      cursor.setAttribute('x1', String(scale.x(x)));
      cursor.setAttribute('x2', String(scale.x(x)));
    }
    drawing.setAttribute('aria-label', `${options.title}. ${named.map((one, index) => `${one.name} ${readings[index].textContent}`).join(', ')}. ${where.textContent}`);
  }

  drawing.addEventListener('pointermove', (event) => {
    at = scale.across(event.offsetX);
    read();
  });
  drawing.addEventListener('pointerleave', () => {
    at = null;
    read();
  });
  drawing.addEventListener('blur', () => {
    at = null;
    read();
  });
  drawing.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const points = lines[series.indexOf(named[0])];
    if (step !== undefined && points.length > 0) {
      event.preventDefault();
      const now = at === null ? points.length : points.indexOf(nearest(points, at) ?? points[0]);
      at = points[Math.min(points.length - 1, Math.max(0, now + step))][0];
      read();
    }
  });

  return {
    element,
    /** @param {readonly (readonly Point[])[]} points of each series, in the order of x */
    show(points) {
      lines = points;
      later();
    },
    remove: () => {
      cancelAnimationFrame(frame);
      watched.disconnect();
    },
  };
}

/**
 * @param {ChartOptions} options
 * @param {readonly (readonly Point[])[]} lines
 * @param {number} width
 */
function scaleOf({ range = null, mark = null }, lines, width) {
  const all = lines.flat();
  const [low, high] = range ?? extent([...all.map(([, y]) => y), ...(mark ? [mark.value] : [])]);
  const [first, last] = extent(all.map(([x]) => x), 0);
  const inner = Math.max(1, width - LEFT - RIGHT);
  const foot = HEIGHT - BELOW;
  return {
    x: (/** @type {number} */ value) => LEFT + ((value - first) / (last - first)) * inner,
    y: (/** @type {number} */ value) => foot - ((value - low) / (high - low)) * (foot - TOP),
    across: (/** @type {number} */ pixel) => first + ((pixel - LEFT) / inner) * (last - first),
    ticks: ticks(low, high, 4),
    ticksAcross: ticks(first, last, Math.max(2, Math.floor(inner / 110))),
  };
}

/**
 * Lowest and highest, with room between them and round them.
 *
 * @param {readonly number[]} values
 * @param {number} [room] share
 * @returns {[number, number]}
 */
function extent(values, room = 0.06) {
  const low = values.reduce((one, other) => Math.min(one, other), Infinity);
  const high = values.reduce((one, other) => Math.max(one, other), -Infinity);
  if (!(low <= high)) {
    return [0, 1];
  }
  const spare = (high - low) * room;
  if (low === high) {
    return room === 0 || low === 0 ? [low, low + 1] : [low - Math.abs(low) / 2, low + Math.abs(low) / 2];
  }
  return [low - (low >= 0 ? Math.min(low, spare) : spare), high + spare];
}

/**
 * Round numbers from low to high, about so many.
 *
 * @param {number} low
 * @param {number} high
 * @param {number} about
 */
export function ticks(low, high, about) {
  const raw = (high - low) / about;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= raw * 0.999) ?? 10);
  const found = [];
  for (let at = Math.ceil(low / step - 1e-9); at * step <= high + step * 1e-9; at++) {
    found.push(Number((at * step).toPrecision(12)));
  }
  return found;
}

/**
 * @param {readonly Point[]} points in the order of x
 * @param {number} x
 */
function nearest(points, x) {
  let low = 0;
  let high = points.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (points[middle][0] < x) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return points.length === 0 ? null : x - points[low][0] <= points[high][0] - x ? points[low] : points[high];
}
