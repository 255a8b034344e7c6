// The ranked row of tiles.

import { call, isAborted, tileImagePath } from '../api.js';
import { fill, h } from '../dom.js';
import { meters, score } from '../format.js';
import { show } from '../gallery-layer.js';
import { distance } from '../geometry.js';
import { strings } from '../strings.js';

/** @typedef {import('../state.js').Match} Match */
/** @typedef {import('../state.js').LocateAnswer} LocateAnswer */

/** Pixels that are left beside the chosen one. */
const MARGIN = 12;

/** @param {(index: number) => void} chosen */
export function matchStrip(chosen) {
  const list = h('ol', { class: 'match-strip', 'aria-label': strings.matches.label });
  let abort = new AbortController();

  return {
    element: list,
    /**
     * @param {LocateAnswer | null} answer
     */
    show(answer) {
      abort.abort();
      abort = new AbortController();
      list.hidden = answer === null;
      const fix = answer?.fix?.accepted ? answer.fix : null;
      fill(list, ...(answer?.matches ?? []).map((match, index) => h('li', {}, card(answer?.gallery ?? '', match, fix, () => chosen(index), abort.signal))));
    },
    /** @param {number} index */
    mark(index) {
      list.querySelectorAll('button').forEach((button, at) => {
        button.setAttribute('aria-pressed', String(at === index));
        if (at === index) {
          // Only the row moves, not the page.
          const { left, right } = button.getBoundingClientRect();
          const frame = list.getBoundingClientRect();
          list.scrollLeft += Math.min(0, left - frame.left - MARGIN) + Math.max(0, right - frame.right + MARGIN);
        }
      });
    },
    remove: () => abort.abort(),
  };
}

/**
 * @param {string} gallery
 * @param {Match} match
 * @param {{ latitude: number, longitude: number } | null} fix
 * @param {() => void} chosen
 * @param {AbortSignal} signal
 */
function card(gallery, match, fix, chosen, signal) {
  const image = h('img', { alt: '', width: 96, height: 96 });
  call(tileImagePath(gallery, match.tile), { signal, priority: 'high' }).then(async (response) => show(image, await response.blob()))
    .catch((error) => !isAborted(error) && image.classList.add('is-missing'));
  const inliers = match.inliers ?? 0;
  return h('button', { type: 'button', class: 'match-card', 'aria-pressed': 'false', onclick: chosen },
    h('span', { class: 'hidden-name' }, strings.matches.tile(match.rank, match.tile)), image,
    h('span', { class: 'match-rank', 'aria-hidden': 'true' }, match.rank),
    h('span', { class: 'match-facts number' },
      h('span', { class: 'match-score' }, h('span', { class: 'hidden-name' }, `${strings.matches.score} `), score(match.score)),
      fix && h('span', { title: strings.matches.distance }, meters(distance(fix, match)), h('span', { class: 'hidden-name' }, ` ${strings.matches.distance}`)),
      inliers > 0 && h('span', { class: 'match-inliers' }, strings.matches.inliers(inliers))));
}
