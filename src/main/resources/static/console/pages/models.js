// Models: the versions that are installed, what they were measured at, and which one photos are compared with.

import { asProblem, isAborted, json } from '../api.js';
import { whenCallerIsKnown } from '../caller.js';
import { fill, h } from '../dom.js';
import { count } from '../format.js';
import { modelView } from '../models/model-view.js';
import { pageLink } from '../pages.js';
import { shortcuts } from '../shortcuts.js';
import { emptyState, errorState, loadingState } from '../states.js';
import { strings } from '../strings.js';

/** @typedef {import('../state.js').Model} Model */

/** @param {HTMLElement} main */
export function open(main) {
  const text = strings.models;
  const list = h('ul', { class: 'choice-list' });
  const stage = h('div', { class: 'stage scrolls' });
  main.append(h('aside', { class: 'side', 'aria-label': text.list }, h('h1', {}, strings.pages.models), list), stage);
  /** @type {Model[]} */
  let models = [];
  /** @type {ReturnType<typeof modelView> | null} */
  let view = null;
  let abort = new AbortController();

  async function load() {
    abort.abort();
    abort = new AbortController();
    try {
      models = await json('api/v1/models', { signal: abort.signal });
      show();
    } catch (error) {
      if (!isAborted(error)) {
        close();
        fill(list);
        fill(stage, errorState(asProblem(error), () => void load()));
      }
    }
  }

  function show() {
    const asked = decodeURIComponent(location.hash.split('/')[2] ?? '');
    const chosen = models.find((model) => model.version === asked) ?? models.find((model) => model.active) ?? models[0];
    fill(list, ...models.map((model) => h('li', {}, h('a', { class: 'choice', href: `${pageLink('models')}/${encodeURIComponent(model.version)}`, 'aria-current': model === chosen ? 'true' : null },
      h('b', {}, model.version), model.active && h('span', { class: 'tag is-found' }, text.active), h('span', { class: 'note' }, text.summary(model.architecture.backbone, count(model.inputSize)))))));
    close();
    if (chosen === undefined) {
      fill(stage, emptyState('models', text.none, text.noneText));
    } else {
      view = modelView(chosen, () => void load());
      fill(stage, view.element);
    }
  }

  function close() {
    view?.remove();
    view = null;
  }

  const onHash = () => {
    if (location.hash.startsWith('#/models')) {
      show();
    }
  };
  window.addEventListener('hashchange', onHash);
  fill(stage, loadingState(strings.loading));
  const watching = [whenCallerIsKnown(() => void load()), shortcuts({})];
  return () => {
    watching.forEach((end) => end());
    window.removeEventListener('hashchange', onHash);
    abort.abort();
    close();
  };
}
