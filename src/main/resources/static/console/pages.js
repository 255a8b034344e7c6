// The pages. A page's module has a function `open`, which fills the element that it is given and returns what closes it.

import { strings } from './strings.js';

/** @typedef {{ open: (main: HTMLElement) => () => void }} PageModule */
/** @typedef {{ name: string, title: string, icon: import('./icons.js').IconName, load: () => Promise<PageModule> }} Page */

/** @type {readonly Page[]} */
export const pages = [
  { name: 'locate', title: strings.pages.locate, icon: 'locate', load: () => import('./pages/locate.js') },
  { name: 'photos', title: strings.pages.photos, icon: 'photos', load: () => import('./pages/photos.js') },
  { name: 'galleries', title: strings.pages.galleries, icon: 'layers', load: () => import('./pages/galleries.js') },
  { name: 'jobs', title: strings.pages.jobs, icon: 'jobs', load: () => import('./pages/jobs.js') },
  { name: 'models', title: strings.pages.models, icon: 'models', load: () => import('./pages/models.js') },
  { name: 'system', title: strings.pages.system, icon: 'gauge', load: () => import('./pages/system.js') },
];

/** @param {string} name */
export const pageLink = (name) => `#/${name}`;

/**
 * The page that an address names; the first one where it names none.
 *
 * @param {string} hash
 */
export function pageOf(hash) {
  const name = hash.replace(/^#\/?/, '').split('/')[0];
  return pages.find((page) => page.name === name) ?? pages[0];
}
