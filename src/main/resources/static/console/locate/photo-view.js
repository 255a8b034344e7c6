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
  /** @type {SVGElement | null} */
  let image = null;
  let url = '';
  /** The upright photo in pixels, 0 while nobody has said. A place may only be asked for with the size that the answer speaks of. */
  let width = 0;
  let height = 0;
  /** Where the upper edge points. @type {number | null} */
  let heading = null;
  /** Where the cross of the keyboard is. @type {Xy | null} */
  let cross = null;

  stage.addEventListener('click', (event) => {
    const matrix = turned.getScreenCTM();
    if (matrix !== null) {
      const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
      if (width > 0 && at.x >= 0 && at.y >= 0 && at.x <= width && at.y <= height) {
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
    if (width === 0) {
      return;
    }
    const length = step === undefined ? 0 : Math.max(width, height) / (event.shiftKey ? 200 : 40);
    const [x, y] = cross ?? [width / 2, height / 2];
    cross = [clamp(x + (step?.[0] ?? 0) * length, width), clamp(y + (step?.[1] ?? 0) * length, height)];
    clicked(cross);
  });

  /** @param {Photo} photo */
  async function load(photo) {
    const picture = await preview(photo.file);
    if (shown?.id !== photo.id) {
      return;
    }
    figure.classList.toggle('is-unseen', picture === null);
    if (picture === null) {
      fill(caption, strings.photo.unseen);
      return;
    }
    const size = await createImageBitmap(picture);
    if (shown?.id === photo.id) {
      URL.revokeObjectURL(url);
      url = URL.createObjectURL(picture);
      image = svg('image', { href: url, preserveAspectRatio: 'none' });
      fill(turned, image, marks);
      if (width === 0) {
        resize(size);
      }
      draw();
    }
    size.close();
  }

  /**
   * Until the answer says how large the photo is, pixels are those of the small one.
   *
   * @param {{ width: number, height: number }} size
   */
  function resize(size) {
    if (size.width !== width || size.height !== height) {
      ({ width, height } = size);
      cross = null;
      mark(null);
    }
  }

  /** @param {number | null} towards where the upper edge points */
  function turn(towards) {
    heading = towards;
    draw();
  }

  function draw() {
    if (image === null) {
      return;
    }
    image.setAttribute('width', `${width}`);
    image.setAttribute('height', `${height}`);
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
     * @param {number | null} towards
     */
    show(photo, towards) {
      stage.setAttribute('aria-label', `${strings.photo.label(photo.file.name)}. ${strings.photo.clickHint}`);
      const isOther = shown?.id !== photo.id;
      shown = photo;
      if (isOther) {
        image = null;
        width = 0;
        height = 0;
        cross = null;
        fill(turned);
        mark(null);
        void load(photo);
      }
      if (photo.answer !== null) {
        resize(photo.answer.photo);
      }
      turn(towards);
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
