// The field with the galleries.

import { fill, h } from './dom.js';
import { count } from './format.js';
import { chooseGallery } from './galleries.js';
import { store } from './state.js';
import { strings } from './strings.js';

export function galleryChoice() {
  const select = h('select', { 'aria-label': strings.gallery.label, onchange: () => void chooseGallery(select.value) });
  const show = () => {
    const { galleries, gallery } = store.get();
    const all = galleries.state === 'ready' ? galleries.value : [];
    fill(select, ...all.map((one) => h('option', { value: one.name, selected: one.name === gallery }, `${one.name} · ${strings.gallery.tiles(count(one.tiles))}`)));
    select.disabled = all.length === 0;
    select.value = gallery;
  };
  const watching = [store.watch((state) => state.galleries, show), store.watch((state) => state.gallery, show)];
  return { element: h('label', { class: 'inline gallery-choice' }, h('span', {}, strings.gallery.label), select), remove: () => watching.forEach((end) => end()) };
}
