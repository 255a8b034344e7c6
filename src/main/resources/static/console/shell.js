// What stands round every page: name, navigation, theme, key, and whether the service is there.

import { fill, h } from './dom.js';
import { icon } from './icons.js';
import { pageLink, pages } from './pages.js';
import { keepKey } from './session.js';
import { keyForm } from './states.js';
import { store } from './state.js';
import { strings } from './strings.js';

/** @type {readonly ('system' | 'light' | 'dark')[]} */
const themes = ['system', 'light', 'dark'];

/**
 * @param {() => void} refresh what is fetched anew when the key has changed
 * @returns {HTMLElement} where pages go
 */
export function buildShell(refresh) {
  const main = h('main', { id: 'main', tabindex: '-1' });
  const links = pages.map((page) => h('a', { href: pageLink(page.name), 'data-page': page.name }, icon(page.icon), h('span', {}, page.title)));
  const skip = h('a', {
    class: 'skip', href: '#main',
    onclick: (/** @type {Event} */ event) => {
      event.preventDefault();
      main.focus();
    },
  }, strings.skip);
  const lost = h('div', { class: 'banner', role: 'status', 'aria-live': 'polite' });
  document.body.append(skip,
    h('header', { class: 'top' },
      h('a', { class: 'brand', href: pageLink(pages[0].name), 'aria-label': strings.home }, h('img', { src: 'console/icon.svg', alt: '', width: 24, height: 24 }), h('span', {}, 'Geofix')),
      h('nav', { 'aria-label': strings.navigation }, ...links),
      h('div', { class: 'tools' }, themeButton(), keyButton(refresh))),
    lost, main);
  store.watch((state) => state.page, (page) => {
    for (const link of links) {
      link.toggleAttribute('aria-current', false);
      if (link.dataset.page === page) {
        link.setAttribute('aria-current', 'page');
      }
    }
  });
  store.watch((state) => state.isConnected, (isConnected) => {
    if (isConnected) {
      fill(lost);
    } else {
      fill(lost, icon('offline'), strings.connection.waiting);
    }
  });
  return main;
}

function themeButton() {
  const button = h('button', {
    type: 'button', class: 'quiet square',
    onclick: () => store.set({ theme: themes[(themes.indexOf(store.get().theme) + 1) % themes.length] }),
  });
  store.watch((state) => state.theme, (theme) => {
    if (theme === 'system') {
      document.documentElement.removeAttribute('data-theme');
    } else {
      document.documentElement.dataset.theme = theme;
    }
    fill(button, icon(theme === 'system' ? 'system' : theme === 'light' ? 'sun' : 'moon'));
    button.setAttribute('aria-label', strings.themes[theme]);
    button.title = strings.themes[theme];
  });
  return button;
}

/** @param {() => void} refresh */
function keyButton(refresh) {
  const dialog = h('dialog', { 'aria-label': strings.permission.key });
  const button = h('button', {
    type: 'button', class: 'quiet',
    onclick: () => {
      fillDialog();
      dialog.showModal();
    },
  });
  const done = () => {
    dialog.close();
    refresh();
  };
  const fillDialog = () => fill(dialog,
    h('h2', {}, strings.permission.key), h('p', {}, strings.permission.about), keyForm(done),
    h('div', { class: 'row end' },
      store.get().hasKey && h('button', {
        type: 'button',
        onclick: () => {
          keepKey(null);
          store.set({ hasKey: false });
          done();
        },
      }, strings.permission.forget),
      h('button', { type: 'button', onclick: () => dialog.close() }, strings.close)));
  store.watch((state) => state.hasKey, (hasKey) => {
    fill(button, icon('key'), h('span', {}, hasKey ? strings.permission.hasKey : strings.permission.enter));
  });
  return h('div', {}, button, dialog);
}
