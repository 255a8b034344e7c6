// The photo, turned so that north is up. A click on it asks for the place; the place of a click on the map is marked on it.

import { fill, h, svg } from '../dom.js';
import { degrees } from '../format.js';
import { preview } from '../photo-file.js';
import { strings } from '../strings.js';

/** @typedef {import('../state.js').Photo} Photo */
/** @typedef {import('../geometry.js').Xy} Xy */

/**
 * @param {(pixel: Xy) => void} clicked with a pixel of the upright photo
 */
export function photoView(clicked) {
  const figure = h('figure', { class: 'photo-view' });
  const turned = svg('g');
  const marks = svg('g', { class: 'marks' });
  const stage = svg('svg', { role: 'img', tabindex: '0', preserveAspectRatio: 'xMidYMid meet' }, turned);
  const caption = h('figcaption', { class: 'note' });
  const compass = h('span', { class: 'compass', 'aria-hidden': 'true' }, svg('svg', { viewBox: '0 0 24 24' }, svg('path', { d: 'M12 2l5 19-5-4-5 4z' })), 'N');
  figure.append(stage, compass, caption);
  /** @type {Photo | null} */
  let shown = null;
  let url = '';
  let width = 4;
  let height = 3;
  /** Where the cross of the keyboard is. @type {Xy | null} */
  let cross = null;

  stage.addEventListener('click', (event) => {
    const matrix = turned.getScreenCTM();
    if (matrix !== null) {
      const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
      if (at.x >= 0 && at.y >= 0 && at.x <= width && at.y <= height) {
        cross = [at.x, at.y];
        clicked(cross);
      }
    }
  });
  stage.addEventListener('keydown', (event) => {
    /** @type {Record<string, Xy>} */
    const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const step = steps[event.key];
    if (step === undefined && event.key !== 'Enter') {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    const length = step === undefined ? 0 : Math.max(width, height) / (event.shiftKey ? 200 : 40);
    const [x, y] = cross ?? [width / 2, height / 2];
    cross = [clamp(x + (step?.[0] ?? 0) * length, width), clamp(y + (step?.[1] ?? 0) * length, height)];
    clicked(cross);
  });

  /** @param {Photo} photo */
  async function load(photo) {
    shown = photo;
    cross = null;
    fill(turned);
    mark(null);
    const picture = await preview(photo.file);
    if (shown.id !== photo.id) {
      return;
    }
    URL.revokeObjectURL(url);
    figure.classList.toggle('is-unseen', picture === null);
    if (picture === null) {
      fill(caption, strings.photo.unseen);
      return;
    }
    url = URL.createObjectURL(picture);
    const size = await createImageBitmap(picture);
    // Until the answer says how large the photo is, pixels are those of the small one.
    const answered = shown.answer?.photo;
    width = answered?.width ?? size.width;
    height = answered?.height ?? size.height;
    size.close();
    fill(turned, svg('image', { href: url, width, height, preserveAspectRatio: 'none' }), marks);
  }

  /**
   * @param {number | null} heading where the upper edge points
   */
  function turn(heading) {
    const angle = heading ?? 0;
    const cos = Math.abs(Math.cos((angle * Math.PI) / 180));
    const sin = Math.abs(Math.sin((angle * Math.PI) / 180));
    const wide = width * cos + height * sin;
    const high = width * sin + height * cos;
    stage.setAttribute('viewBox', `${(width - wide) / 2} ${(height - high) / 2} ${wide} ${high}`);
    turned.setAttribute('transform', `rotate(${angle} ${width / 2} ${height / 2})`);
    compass.hidden = heading === null;
    fill(caption, heading === null ? strings.photo.asTaken : strings.photo.turned(degrees(((heading % 360) + 360) % 360)));
  }

  /** @param {Xy | null} pixel */
  function mark(pixel) {
    const size = Math.max(width, height) / 40;
    fill(marks, pixel && svg('g', { transform: `translate(${pixel[0]} ${pixel[1]})` },
      svg('circle', { r: size, class: 'mark-halo', 'stroke-width': size / 2.2 }),
      svg('circle', { r: size, class: 'mark', 'stroke-width': size / 4 }),
      svg('circle', { r: size / 6, class: 'mark-dot' })));
  }

  return {
    element: figure,
    /**
     * Shows a photo in a heading; null leaves it as it was taken.
     *
     * @param {Photo} photo
     * @param {number | null} heading
     */
    async show(photo, heading) {
      stage.setAttribute('aria-label', `${strings.photo.label(photo.file.name)}. ${strings.photo.clickHint}`);
      const isOther = shown?.id !== photo.id;
      const hasSize = photo.answer !== null && (photo.answer.photo.width !== width || photo.answer.photo.height !== height);
      if (isOther || hasSize) {
        await load(photo);
      }
      shown = photo;
      if (!figure.classList.contains('is-unseen')) {
        turn(heading);
      }
    },
    turn,
    mark,
    remove: () => URL.revokeObjectURL(url),
  };
}

/**
 * @param {number} value
 * @param {number} most
 */
const clamp = (value, most) => Math.min(most, Math.max(0, value));
