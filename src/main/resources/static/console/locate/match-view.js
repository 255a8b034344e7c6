// The photo and a tile side by side, and lines between the keypoints that they have in common.

import { asProblem, call, isAborted, tileImagePath } from '../api.js';
import { fill, h, svg } from '../dom.js';
import { count } from '../format.js';
import { radians } from '../geometry.js';
import { preview } from '../photo-file.js';
import { explain } from '../photos.js';
import { emptyState, errorState, loadingState } from '../states.js';
import { strings } from '../strings.js';

/** @typedef {import('../state.js').Photo} Photo */
/** @typedef {import('../state.js').Match} Match */

/** Height of both panels, and the gap between them, in units of the drawing. */
const HEIGHT = 600;
const GAP = 40;
/** More lines than that hide what they join. */
const MOST_LINES = 150;

export function matchView() {
  const drawing = h('div', { class: 'match-drawing' });
  const caption = h('p', { class: 'note', role: 'status' });
  const only = h('input', { type: 'checkbox', checked: true });
  const element = h('div', { class: 'match-view' }, drawing,
    h('div', { class: 'row match-foot' }, caption, h('span', { class: 'grow' }), h('label', { class: 'inline' }, only, strings.matches.onlyInliers)));
  let abort = new AbortController();
  /** @type {string[]} */
  let urls = [];
  /** @type {(() => void) | null} */
  let redraw = null;
  only.addEventListener('change', () => redraw?.());

  function forget() {
    abort.abort();
    abort = new AbortController();
    urls.forEach((url) => URL.revokeObjectURL(url));
    urls = [];
    redraw = null;
  }

  return {
    element,
    /**
     * @param {Photo} photo
     * @param {Match} match
     */
    async show(photo, match) {
      forget();
      const { signal } = abort;
      fill(drawing, loadingState(strings.loading));
      fill(caption);
      const { answer } = photo;
      if (answer === null) {
        return;
      }
      try {
        if (!answer.explain) {
          fill(drawing, loadingState(strings.matches.explaining));
          // The page shows it when the answer has come.
          await explain(photo, signal);
          return;
        }
        const [left, response] = await Promise.all([preview(photo.file), call(tileImagePath(answer.gallery, match.tile), { signal })]);
        const right = await response.blob();
        const tile = await createImageBitmap(right);
        signal.throwIfAborted();
        urls = [left, right].map((picture) => (picture === null ? '' : URL.createObjectURL(picture)));
        const found = answer.explain?.correspondences.find((one) => one.tile === match.tile);
        redraw = () => {
          const all = found?.matches ?? [];
          const inliers = all.filter((one) => one.inlier);
          const shown = thinned(only.checked ? inliers : all);
          fill(drawing, draw(urls, answer.photo, answer.fix?.headingDegrees ?? answer.photo.headingDegrees ?? 0, found ?? { width: tile.width, height: tile.height }, shown, strings.matches.title(match.tile)));
          fill(caption, all.length > 0 ? strings.matches.lines(count(inliers.length), count(all.length)) : strings.matches.noLines);
        };
        redraw();
      } catch (error) {
        if (!isAborted(error)) {
          fill(drawing, errorState(asProblem(error)));
        }
      }
    },
    /** Where there is nothing to compare. */
    empty() {
      forget();
      fill(drawing, emptyState('layers', strings.matches.none, null));
      fill(caption);
    },
    remove: forget,
  };
}

/**
 * Evenly fewer.
 *
 * @template T
 * @param {readonly T[]} all
 */
function thinned(all) {
  const step = Math.max(1, all.length / MOST_LINES);
  return Array.from({ length: Math.min(all.length, MOST_LINES) }, (_, i) => all[Math.floor(i * step)]);
}

/**
 * Both as high as the drawing, the photo turned north-up like the tile: lines that agree then run side by side.
 *
 * @param {readonly string[]} urls of photo and tile
 * @param {{ width: number, height: number }} photo
 * @param {number} heading where its upper edge points
 * @param {{ width: number, height: number }} tile
 * @param {readonly { photoX: number, photoY: number, tileX: number, tileY: number, inlier: boolean }[]} matches
 * @param {string} name
 */
function draw(urls, photo, heading, tile, matches, name) {
  const [cos, sin] = [Math.cos(radians(heading)), Math.sin(radians(heading))];
  const wide = photo.width * Math.abs(cos) + photo.height * Math.abs(sin);
  const high = photo.width * Math.abs(sin) + photo.height * Math.abs(cos);
  const left = HEIGHT / high;
  const right = HEIGHT / tile.height;
  const start = wide * left + GAP;
  const width = start + tile.width * right;
  const turned = (/** @type {number} */ x, /** @type {number} */ y) => {
    const [dx, dy] = [x - photo.width / 2, y - photo.height / 2];
    return [(wide / 2 + dx * cos - dy * sin) * left, (high / 2 + dx * sin + dy * cos) * left];
  };
  const lines = svg('g', { class: 'match-lines' });
  const dots = svg('g', { class: 'match-dots' });
  for (const match of matches) {
    const [x1, y1] = turned(match.photoX, match.photoY);
    const [x2, y2] = [start + match.tileX * right, match.tileY * right];
    const kind = match.inlier ? 'is-inlier' : 'is-outlier';
    lines.append(svg('line', { x1, y1, x2, y2, class: kind }));
    dots.append(svg('circle', { cx: x1, cy: y1, r: 3, class: kind }), svg('circle', { cx: x2, cy: y2, r: 3, class: kind }));
  }
  const place = `scale(${left}) translate(${wide / 2} ${high / 2}) rotate(${heading}) translate(${-photo.width / 2} ${-photo.height / 2})`;
  return svg('svg', { viewBox: `0 0 ${width} ${HEIGHT}`, role: 'img', 'aria-label': name },
    urls[0] !== '' && svg('image', { href: urls[0], width: photo.width, height: photo.height, preserveAspectRatio: 'none', transform: place }),
    svg('image', { href: urls[1], x: start, width: tile.width * right, height: HEIGHT, preserveAspectRatio: 'none' }),
    lines, dots);
}
