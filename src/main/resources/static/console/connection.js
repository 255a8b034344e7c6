// Notices when the service is lost, and when it is back.

import { address, reachListeners } from './api.js';
import { store } from './state.js';

const EVERY = 2000;
let timer = 0;

export function watchConnection() {
  reachListeners.add((reached) => {
    if (reached !== store.get().isConnected) {
      store.set({ isConnected: reached });
    }
    if (!reached && timer === 0) {
      timer = window.setInterval(ask, EVERY);
    }
  });
}

/** The one address that needs no key and costs nothing. */
async function ask() {
  try {
    const response = await fetch(address('actuator/health/liveness'), { credentials: 'omit', cache: 'no-store' });
    if (response.status < 500) {
      window.clearInterval(timer);
      timer = 0;
      store.set({ isConnected: true });
    }
  } catch {
    // Still gone.
  }
}
