// One gallery: what it covers, what it is filled with, and what can be done with it.

import { call, galleryPath, json } from '../api.js';
import { allows } from '../caller.js';
import { deedButton, formDialog } from '../dialogs.js';
import { fill, h } from '../dom.js';
import { count, dateTime, meters } from '../format.js';
import { chooseGallery, refreshGalleries } from '../galleries.js';
import { isUnderWay, watchJob } from '../job-watch.js';
import { jobKind, jobLink, jobProgress, stateTag } from '../jobs/job-words.js';
import { asBox, corners, galleryMap } from '../map.js';
import { store } from '../state.js';
import { strings } from '../strings.js';
import { importForm } from './import-form.js';

/** @typedef {import('../state.js').Gallery} Gallery */
/** @typedef {import('../state.js').Job} Job */

/** @param {HTMLElement} place that it is put into: a map must be made where it stands */
export function galleryView(place) {
  const text = strings.galleries;
  const title = h('h2', { class: 'view-title' });
  const description = h('p', {});
  const facts = h('dl', { class: 'facts wide-facts' });
  const warning = h('p', { class: 'warning' });
  const mapElement = h('div', { class: 'map' });
  const noMap = h('p', { class: 'note map-note' });
  const jobs = h('ul', { class: 'stack' });
  const jobsPanel = h('section', { class: 'panel stack', hidden: true, 'aria-live': 'polite' }, h('h2', {}, text.jobs), jobs);
  /** @type {Map<string, () => void>} what ends the watching of a job */
  const watched = new Map();
  const name = () => store.get().gallery;
  const imports = importForm(name, follow);
  const reindex = deedButton({ label: text.reindex, deed: () => start('reindex') });
  const features = deedButton({ label: text.features, deed: () => start('local-features') });
  const remove = h('button', { type: 'button', class: 'danger', onclick: () => askToDelete(name()) }, text.remove);
  const lack = h('p', { class: 'note' });
  const element = h('div', { class: 'detail' },
    h('header', { class: 'stack' }, title, description, warning, facts),
    h('div', { class: 'detail-map' }, mapElement, noMap), jobsPanel, lack, imports.element,
    h('section', { class: 'panel stack' }, h('h2', {}, text.care),
      care(reindex.button, text.reindexHelp, reindex.problem), care(features.button, text.featuresHelp, features.problem), care(remove, text.removeHelp)));
  place.append(element);
  const map = galleryMap(mapElement, text.map);
  const covered = L.layerGroup().addTo(map.map);

  /** @param {'reindex' | 'local-features'} deed */
  async function start(deed) {
    follow(await json(`${galleryPath(name())}/${deed}`, { method: 'POST' }));
  }

  /** Shows a job until another gallery is looked at. @param {Job} job */
  function follow(job) {
    if (watched.has(job.id)) {
      return;
    }
    const progress = jobProgress();
    const head = h('p', { class: 'row' });
    const show = (/** @type {Job} */ now) => {
      progress.show(now);
      fill(head, h('a', { href: jobLink(now.id) }, jobKind(now)), stateTag(now));
    };
    show(job);
    jobs.prepend(h('li', { class: 'stack' }, head, progress.element));
    jobsPanel.hidden = false;
    watched.set(job.id, watchJob(job.id, {
      job: (now) => {
        show(now);
        if (!isUnderWay(now)) {
          void refreshGalleries();
        }
      },
      failed: (problem) => fill(head, problem.message),
    }));
  }

  function forget() {
    watched.forEach((end) => end());
    watched.clear();
    fill(jobs);
    jobsPanel.hidden = true;
  }

  /** Finds jobs that were begun before this was looked at. */
  async function findJobs() {
    const gallery = name();
    try {
      for (const state of ['running', 'queued']) {
        /** @type {Job[]} */
        const found = await json('api/v1/jobs', { query: { state } });
        if (gallery === name()) {
          found.filter((job) => job.parameters.gallery === gallery).forEach(follow);
        }
      }
    } catch {
      // The list of jobs is on a page of its own, which says what went wrong.
    }
  }

  const watching = [
    store.watch((state) => state.gallery, forget),
    store.watch((state) => state.coverage, (coverage) => {
      covered.clearLayers();
      const bounds = coverage.state === 'ready' ? coverage.value.bounds : null;
      if (bounds) {
        L.rectangle(corners(asBox(bounds)), { className: 'covered', interactive: false }).addTo(covered);
      }
      const isKnown = coverage.state === 'ready';
      fill(noMap, isKnown && !bounds ? strings.map.noBounds : coverage.state === 'failed' ? coverage.problem.message : null);
      noMap.hidden = !isKnown && coverage.state !== 'failed' || Boolean(bounds);
    }),
  ];

  return {
    element,
    /**
     * @param {Gallery} gallery
     * @param {string | null} active the active model, where it is known
     */
    show(gallery, active) {
      const { coverage } = store.get();
      const isForeign = active !== null && gallery.model !== active;
      fill(title, gallery.name);
      fill(description, gallery.description);
      fill(warning, isForeign && text.foreign(gallery.model, /** @type {string} */ (active)));
      warning.hidden = !isForeign;
      const side = coverage.state === 'ready' ? coverage.value.tileSideMeters : null;
      fill(facts, ...fact(text.tiles, count(gallery.tiles)), ...fact(text.withFeatures, gallery.localFeatures ? count(gallery.tilesWithFeatures) : text.featuresOff(count(gallery.tilesWithFeatures))),
        ...(side != null ? fact(text.side, meters(side)) : []), ...fact(text.model, gallery.model), ...fact(text.created, dateTime(Date.parse(gallery.created))));
      const mayChange = allows('gallery');
      imports.allow(mayChange);
      reindex.button.disabled = !mayChange || gallery.tiles === 0;
      reindex.button.classList.toggle('primary', isForeign);
      features.button.disabled = !mayChange || gallery.tiles === 0 || gallery.tilesWithFeatures >= gallery.tiles;
      remove.disabled = !allows('admin');
      fill(lack, mayChange ? allows('admin') ? null : strings.caller.needs('admin', text.remove) : strings.caller.needs('gallery', text.care));
    },
    take: imports.take,
    findJobs: () => (allows('gallery') ? findJobs() : Promise.resolve()),
    remove() {
      forget();
      watching.forEach((end) => end());
      map.remove();
    },
  };
}

/** Asks for name and description, and makes a gallery. */
export function askForGallery() {
  const text = strings.galleries;
  const name = h('input', { name: 'name', required: true, pattern: '[^\\/\\\\;%]+', maxlength: 100, autocomplete: 'off', spellcheck: 'false' });
  const description = h('textarea', { name: 'description', rows: 2, maxlength: 2000 });
  const features = h('input', { type: 'checkbox', checked: true });
  formDialog({
    title: text.create, verb: text.make, isReady: () => name.validity.valid,
    content: [h('label', {}, text.name, name, h('span', { class: 'note' }, text.nameHelp)), h('label', {}, text.description, description),
      h('label', { class: 'inline' }, features, text.localFeatures)],
    deed: async () => {
      await json(galleryPath(name.value), { method: 'PUT', json: { description: description.value, localFeatures: features.checked } });
      await refreshGalleries();
      await chooseGallery(name.value);
    },
  });
}

/** @param {string} gallery */
function askToDelete(gallery) {
  const text = strings.galleries;
  const typed = h('input', { name: 'name', autocomplete: 'off', spellcheck: 'false', 'aria-label': text.typeName(gallery) });
  formDialog({
    title: text.removeTitle(gallery), verb: text.remove, isDanger: true, isReady: () => typed.value === gallery,
    content: [h('p', {}, text.removeText), h('label', {}, text.typeName(gallery), typed)],
    deed: async () => {
      await call(galleryPath(gallery), { method: 'DELETE' });
      await refreshGalleries();
    },
  });
}

/**
 * @param {HTMLButtonElement} button
 * @param {string} help
 * @param {...HTMLElement} more
 */
const care = (button, help, ...more) => h('div', { class: 'care' }, button, h('p', { class: 'note' }, help), ...more);

/**
 * @param {string} name
 * @param {string} value
 */
const fact = (name, value) => [h('dt', {}, name), h('dd', { class: 'number' }, value)];
