// The first page: a photo in, its place out.

import { fill, h } from '../dom.js';
import { download, copy, pickFiles, takeFiles } from '../files.js';
import { curl, geoJson, kml } from '../exports.js';
import { coordinate, meters, place } from '../format.js';
import { chooseGallery, chosenTiles, refreshGalleries } from '../galleries.js';
import { galleryChoice } from '../gallery-choice.js';
import { groundPlane } from '../geometry.js';
import { icon } from '../icons.js';
import { answerCard } from '../locate/answer-card.js';
import { locateMap } from '../locate/locate-map.js';
import { matchStrip } from '../locate/match-strip.js';
import { matchView } from '../locate/match-view.js';
import { lookWider, optionsForm } from '../locate/options-form.js';
import { photoView } from '../locate/photo-view.js';
import { viewTabs } from '../locate/view-tabs.js';
import { pageLink } from '../pages.js';
import { addPhotos, locateAgain, selectedPhoto } from '../photos.js';
import { shortcuts } from '../shortcuts.js';
import { emptyState, errorState, loadingState } from '../states.js';
import { store } from '../state.js';
import { strings } from '../strings.js';

/** @typedef {import('../state.js').Photo} Photo */

/** @param {HTMLElement} main */
export function open(main) {
  let matchIndex = 0;
  let isGuessShown = false;
  /** @type {Photo | null} */
  let photo = null;

  const view = photoView((pixel) => pointAt(groundPlane(photo?.answer ?? null)?.place(pixel) ?? null, pixel));
  const pointed = h('p', { class: 'pointed number', role: 'status' });
  const card = answerCard({
    again: () => void (photo && locateAgain(photo.id)),
    copy: () => void copyPlace(),
    geojson: () => photo && download(`${photo.file.name}.geojson`, 'application/geo+json', geoJson([photo])),
    kml: () => photo && download(`${photo.file.name}.kml`, 'application/vnd.google-earth.kml+xml', kml([photo])),
    curl: showCurl,
    say: (field) => options.say(field),
    async lookIn(gallery) {
      await chooseGallery(gallery);
      again();
    },
    lookWider() {
      lookWider();
      again();
    },
    compareMore() {
      store.set({ options: { ...store.get().options, candidates: 200 } });
      again();
    },
    toggleGuess() {
      isGuessShown = !isGuessShown;
      showPhoto();
    },
  });
  const options = optionsForm({
    locate: again,
    drawArea() {
      tabs.choose('map');
      map.toggleDrawing();
      options.showArea(map.isDrawing());
    },
    areaOfView: () => store.set({ options: { ...store.get().options, bbox: map.viewBox() } }),
  });
  const strip = matchStrip((index) => {
    showMatch(index);
    tabs.choose('match');
  });
  const matches = matchView();
  const mapElement = h('div', { class: 'map' });
  const tabs = viewTabs({
    map: mapElement, match: matches.element,
    overlay: (mode, amount) => map.setOverlay(mode, amount),
    fitGallery: () => map.fitGallery(),
    fitFix: showFix,
    step,
    help: () => document.dispatchEvent(new KeyboardEvent('keydown', { key: '?' })),
  });
  const choice = galleryChoice();
  const drop = dropZone(take);
  const side = h('div', { class: 'side' });
  const noGallery = h('div', { class: 'stage-note' });
  main.append(side, h('div', { class: 'stage' }, tabs.element, noGallery, strip.element));
  const map = locateMap(mapElement, {
    clicked: (at) => pointAt(at, groundPlane(photo?.answer ?? null)?.pixel(at) ?? null),
    drawn(box) {
      store.set({ options: { ...store.get().options, bbox: box ?? store.get().options.bbox } });
      options.showArea(false);
    },
  });

  /** @param {File[]} files */
  async function take(files) {
    const refused = await addPhotos(files);
    drop.say(refused.map(strings.drop.refused).join(' '));
    if (files.length - refused.length > 1) {
      location.hash = pageLink('photos');
    }
  }

  function again() {
    if (photo !== null) {
      locateAgain(photo.id);
    }
  }

  function showPhoto() {
    const before = photo;
    photo = selectedPhoto();
    if (photo?.id !== before?.id) {
      isGuessShown = false;
    }
    if (photo === null) {
      fill(side, drop.element, choice.element, options.element);
    } else if (before === null || !side.contains(view.element)) {
      fill(side, drop.small, view.element, pointed, card.element, choice.element, options.element);
    }
    options.allow(photo !== null);
    map.show(photo, isGuessShown);
    const { galleries } = store.get();
    if (photo === null) {
      strip.show(null);
      matches.empty();
      fill(pointed);
      return;
    }
    if (photo.answer !== before?.answer || photo.id !== before?.id) {
      strip.show(photo.answer);
      fill(pointed);
      if (photo.answer !== null && photo.answer.matches.length > 0) {
        // An answer that was only explained leaves the tile that was chosen.
        showMatch(photo.id === before?.id && before.answer !== null ? matchIndex : mostInliers(photo.answer.matches));
      } else {
        matches.empty();
      }
    }
    card.show(photo, galleries.state === 'ready' ? galleries.value.map((gallery) => gallery.name) : [], isGuessShown);
    tabs.allowOverlay(Boolean(photo.answer?.fix?.footprint));
    turn();
  }

  /** By what was found, or by what is said now. */
  function turn() {
    if (photo === null) {
      map.suppose(null);
      return;
    }
    const { answer } = photo;
    const said = store.get().options;
    const isChanged = said.heading !== photo.options.heading || said.altitude !== photo.options.altitude || said.focal !== photo.options.focal;
    const found = answer?.fix?.accepted ? answer.fix.headingDegrees ?? null : null;
    const heading = isChanged && said.heading !== null ? said.heading : found ?? answer?.photo.headingDegrees ?? said.heading;
    view.show(photo, heading);
    const size = supposedSize(photo);
    options.previewText(size === null ? strings.options.previewNeeds : strings.options.preview(meters(size.width), meters(size.height)));
    if (size === null || !isChanged) {
      map.suppose(null);
      return;
    }
    const middle = answer?.fix ?? (({ lat, lng }) => ({ latitude: lat, longitude: lng }))(map.map.getCenter());
    map.suppose({ middle, heading: heading ?? 0, ...size });
  }

  /** @param {number} index */
  function showMatch(index) {
    const all = photo?.answer?.matches ?? [];
    if (photo === null || all.length === 0) {
      return;
    }
    matchIndex = (index + all.length) % all.length;
    strip.mark(matchIndex);
    map.showTile(all[matchIndex]);
    tabs.name(strings.matches.tile(all[matchIndex].rank, all[matchIndex].tile));
    if (tabs.chosen() === 'match') {
      void matches.show(photo, all[matchIndex]);
    }
  }

  /** @param {number} by */
  function step(by) {
    showMatch(matchIndex + by);
  }

  tabs.onChoice = () => showMatch(matchIndex);
  tabs.start();

  function showFix() {
    const fix = photo?.answer?.fix;
    if (fix && (fix.accepted || isGuessShown)) {
      tabs.choose('map');
      map.fitFix(fix);
    }
  }

  /**
   * @param {{ latitude: number, longitude: number } | null} at
   * @param {import('../geometry.js').Xy | null} pixel
   */
  function pointAt(at, pixel) {
    map.mark(at);
    view.mark(pixel);
    const isPlaced = groundPlane(photo?.answer ?? null) !== null;
    fill(pointed, at === null ? strings.photo.noGround : h('span', {}, place(at)),
      pixel !== null && h('span', { class: 'note' }, strings.photo.pixel(Math.round(pixel[0]), Math.round(pixel[1]))),
      pixel === null && isPlaced && h('span', { class: 'note' }, strings.photo.outside),
      at !== null && h('button', { type: 'button', class: 'quiet square', 'aria-label': strings.actions.copy, title: strings.actions.copy, onclick: () => void copy(place(at)) }, icon('copy')));
  }

  async function copyPlace() {
    const fix = photo?.answer?.fix;
    if (fix?.accepted) {
      await copy(`${coordinate(fix.latitude)}, ${coordinate(fix.longitude)}`);
      fill(pointed, strings.actions.copied, ' ', place(fix));
    }
  }

  function showCurl() {
    if (photo === null) {
      return;
    }
    const text = curl(photo, store.get().hasKey);
    const dialog = h('dialog', { class: 'wide', 'aria-label': strings.actions.curlTitle, onclose: () => dialog.remove() },
      h('h2', {}, strings.actions.curlTitle), h('pre', { class: 'code', tabindex: '0' }, text),
      h('div', { class: 'row end' },
        h('button', { type: 'button', onclick: () => void copy(text).then(() => dialog.close()) }, icon('copy'), strings.actions.copyText),
        h('button', { type: 'button', onclick: () => dialog.close() }, strings.close)));
    document.body.append(dialog);
    dialog.showModal();
  }

  function showGalleries() {
    const { galleries } = store.get();
    const state = galleries.state === 'failed' ? errorState(galleries.problem, () => void refreshGalleries())
      : galleries.state === 'loading' ? loadingState(strings.loading)
        : galleries.value.length === 0 ? emptyState('empty', strings.gallery.none, strings.gallery.noneText)
          : chosenTiles() === 0 ? emptyState('empty', strings.gallery.empty, strings.gallery.emptyText) : null;
    fill(noGallery, state);
    noGallery.hidden = state === null;
  }

  const watching = [
    store.watch((state) => state.photos, showPhoto),
    store.watch((state) => state.selected, showPhoto),
    store.watch((state) => state.options, turn),
    store.watch((state) => state.galleries, showGalleries),
    store.watch((state) => state.gallery, showGalleries),
    takeFiles(main, (files) => void take(files)),
    shortcuts({
      o: () => pickFiles(true, (files) => void take(files)),
      l: again,
      arrowleft: () => step(-1),
      arrowright: () => step(1),
      m: () => tabs.choose(tabs.chosen() === 'map' ? 'match' : 'map'),
      v: () => tabs.nextOverlay(),
      c: () => void copyPlace(),
      f: showFix,
    }),
  ];

  return () => {
    watching.forEach((end) => end());
    for (const part of [options, choice, strip, matches, view, map]) {
      part.remove();
    }
  };
}

/**
 * Index of the tile that most of the place rests on; the first where there is none.
 *
 * @param {readonly import('../state.js').Match[]} matches
 */
function mostInliers(matches) {
  const inliers = matches.map((match) => match.inliers ?? 0);
  return inliers.indexOf(Math.max(...inliers));
}

/**
 * What a camera that looks straight down shows from the height that is said.
 *
 * @param {Photo} photo
 * @returns {{ width: number, height: number } | null} metres
 */
function supposedSize(photo) {
  const said = store.get().options;
  const known = photo.answer?.photo;
  if (!known) {
    return null;
  }
  const hint = (/** @type {string} */ name) => known.hints.find((one) => one.name === name)?.value ?? null;
  // The diagonal of 35 mm film is 43.27 mm.
  const focal = said.focal === null ? hint('focal') : (said.focal / 43.27) * Math.hypot(known.width, known.height);
  const altitude = said.altitude ?? hint('altitude');
  return focal === null || altitude === null ? null : { width: (altitude * known.width) / focal, height: (altitude * known.height) / focal };
}

/** @param {(files: File[]) => Promise<void>} take */
function dropZone(take) {
  const pick = () => pickFiles(true, (files) => void take(files));
  const refused = h('p', { class: 'refused', role: 'alert' });
  const element = h('section', { class: 'drop' }, icon('drop'), h('h1', {}, strings.drop.title),
    h('p', {}, `${strings.drop.or} `, h('button', { type: 'button', class: 'primary', onclick: pick }, icon('photo'), strings.drop.pick)),
    h('p', { class: 'note' }, strings.drop.kinds), refused);
  const small = h('div', { class: 'row drop-again' }, h('button', { type: 'button', onclick: pick }, icon('photo'), strings.drop.another), h('span', { class: 'note' }, strings.drop.again));
  return { element, small, say: (/** @type {string} */ text) => fill(refused, text) };
}
