// Begins here: the shell, then the page that the address names.

import { refreshCaller } from './caller.js';
import { watchConnection } from './connection.js';
import { fill } from './dom.js';
import { refreshGalleries } from './galleries.js';
import { pageLink, pageOf } from './pages.js';
import { keyListeners } from './session.js';
import { buildShell } from './shell.js';
import { errorState, loadingState } from './states.js';
import { store } from './state.js';
import { strings } from './strings.js';
import { asProblem } from './api.js';

const main = buildShell(refresh);
/** @type {() => void} */
let close = () => {};
let openings = 0;

async function show() {
  const page = pageOf(location.hash);
  if (store.get().page === page.name) {
    return;
  }
  const opening = ++openings;
  close();
  close = () => {};
  store.set({ page: page.name });
  document.title = strings.title(page.title);
  main.className = `page-${page.name}`;
  fill(main, loadingState(strings.loading));
  try {
    const module = await page.load();
    if (opening === openings) {
      fill(main);
      close = module.open(main);
    }
  } catch (error) {
    if (opening === openings) {
      fill(main, errorState(asProblem(error), () => location.reload()));
    }
  }
}

/** Fetches anew what depends on who asks. */
function refresh() {
  void refreshCaller();
  void refreshGalleries();
}

watchConnection();
keyListeners.add(() => void refreshCaller());
window.addEventListener('hashchange', () => {
  void show();
  // Who navigates by keyboard goes on in the page.
  main.focus({ preventScroll: true });
});
// A file that misses its target must not replace the page.
for (const kind of ['dragover', 'drop']) {
  window.addEventListener(kind, (event) => event.preventDefault());
}
let wasConnected = true;
store.watch((state) => state.isConnected, (isConnected) => {
  if (isConnected && !wasConnected) {
    refresh();
  }
  wasConnected = isConnected;
});
if (location.hash === '') {
  history.replaceState(null, '', pageLink(pageOf('').name));
}
void show();
refresh();
