// Galleries: what there is, how it is filled, looked after and deleted.

import { json } from '../api.js';
import { allows, whenCallerIsKnown } from '../caller.js';
import { fill, h } from '../dom.js';
import { takeFiles } from '../files.js';
import { count } from '../format.js';
import { chooseGallery, refreshGalleries } from '../galleries.js';
import { askForGallery, galleryView } from '../galleries/gallery-view.js';
import { icon } from '../icons.js';
import { shortcuts } from '../shortcuts.js';
import { emptyState, errorState, loadingState } from '../states.js';
import { store } from '../state.js';
import { strings } from '../strings.js';

/** @typedef {import('../state.js').Gallery} Gallery */
/** @typedef {import('../state.js').Model} Model */

/** @param {HTMLElement} main */
export function open(main) {
  const text = strings.galleries;
  const create = h('button', { type: 'button', class: 'primary', onclick: askForGallery }, icon('plus'), text.create);
  const list = h('ul', { class: 'choice-list' });
  const nothing = h('div', { class: 'fill-state' });
  const stage = h('div', { class: 'stage scrolls' }, nothing);
  /** @type {string | null} */
  let active = null;
  main.append(
    h('aside', { class: 'side', 'aria-label': text.list }, h('div', { class: 'row' }, h('h1', { class: 'grow' }, strings.pages.galleries), create), list),
    stage);
  const view = galleryView(stage);

  function show() {
    const { galleries, gallery } = store.get();
    const all = galleries.state === 'ready' ? galleries.value : [];
    const chosen = all.find((one) => one.name === gallery);
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.gallery : undefined;
    fill(list, ...all.map((one) => h('li', {}, choice(one, one.name === gallery))));
    if (focused !== undefined) {
      [...list.querySelectorAll('button')].find((button) => button.dataset.gallery === focused)?.focus();
    }
    create.disabled = !allows('gallery');
    view.element.hidden = chosen === undefined;
    nothing.hidden = chosen !== undefined;
    if (chosen !== undefined) {
      view.show(chosen, active);
    } else {
      fill(nothing, galleries.state === 'loading' ? loadingState(strings.loading)
        : galleries.state === 'failed' ? errorState(galleries.problem, () => void refreshGalleries())
          : emptyState('empty', strings.gallery.none, text.noneText, h('button', { type: 'button', class: 'primary', disabled: !allows('gallery'), onclick: askForGallery }, text.create)));
    }
  }

  /**
   * @param {Gallery} gallery
   * @param {boolean} isChosen
   */
  function choice(gallery, isChosen) {
    return h('button', { type: 'button', class: 'choice', 'data-gallery': gallery.name, 'aria-current': isChosen ? 'true' : null, onclick: () => void chooseGallery(gallery.name) },
      h('b', {}, gallery.name), h('span', { class: 'number' }, strings.gallery.tiles(count(gallery.tiles))),
      h('span', { class: 'note' }, gallery.tiles === 0 ? text.emptyOne : strings.galleries.featuresOf(count(gallery.tilesWithFeatures))),
      active !== null && gallery.model !== active && h('span', { class: 'tag is-nowhere' }, text.foreignTag));
  }

  async function findActive() {
    try {
      /** @type {Model[]} */
      const models = await json('api/v1/models');
      active = models.find((model) => model.active)?.version ?? null;
      show();
    } catch {
      // Without it nothing is said of models; what else is wrong the list of galleries says.
    }
  }

  const watching = [
    store.watch((state) => state.galleries, show),
    store.watch((state) => state.coverage, show),
    store.watch((state) => state.gallery, () => {
      show();
      void view.findJobs();
    }),
    whenCallerIsKnown(() => {
      show();
      void findActive();
      void view.findJobs();
      if (store.get().galleries.state === 'failed') {
        void refreshGalleries();
      }
    }),
    takeFiles(main, view.take),
    shortcuts({ n: () => allows('gallery') && askForGallery() }),
  ];
  return () => {
    watching.forEach((end) => end());
    view.remove();
  };
}
