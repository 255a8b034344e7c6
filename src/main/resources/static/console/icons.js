// Small pictures, drawn with the colour of the text round them. Each is hidden from screen readers: the button that holds it has a name.

import { svg } from './dom.js';

const paths = {
  photo: 'M4 6h4l2-2.5h4L16 6h4v13H4zM12 9a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z',
  drop: 'M12 4v11m-4.5-4.5L12 15l4.5-4.5M4 17v3h16v-3',
  locate: 'M12 3v3m0 12v3m9-9h-3M6 12H3m9-5a5 5 0 1 0 0 10 5 5 0 0 0 0-10z',
  photos: 'M8 4h12v12H8zM4 8v12h12',
  copy: 'M9 9h11v11H9zM15 9V4H4v11h5',
  check: 'M5 12.5l4.5 4.5L19 7',
  cross: 'M6 6l12 12M18 6L6 18',
  key: 'M8 12a4 4 0 1 0 0 .01M12 12h9v4m-4-4v3',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2m0 16v2M2 12h2m16 0h2M5 5l1.4 1.4m11.2 11.2L19 19M5 19l1.4-1.4M17.6 6.4 19 5',
  moon: 'M20 14.5A8 8 0 0 1 9.5 4 8 8 0 1 0 20 14.5z',
  system: 'M4 5h16v11H4zM9 20h6m-3-4v4',
  help: 'M9.2 9a3 3 0 1 1 4.3 2.7c-1 .5-1.5 1.1-1.5 2.3M12 17.5v.01',
  download: 'M12 4v10m-4-4l4 4 4-4M5 19h14',
  terminal: 'M4 5h16v14H4zM7.5 9.5l3 2.5-3 2.5M12.5 15h4',
  area: 'M5 5h14v14H5zM5 5h.01M19 5h.01M5 19h.01M19 19h.01',
  previous: 'M14.5 6l-6 6 6 6',
  next: 'M9.5 6l6 6-6 6',
  layers: 'M12 4l9 5-9 5-9-5zM3 13.5l9 5 9-5',
  fit: 'M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5',
  north: 'M12 3l5.5 17L12 16l-5.5 4z',
  retry: 'M19 8a8 8 0 1 0 1 6M20 4v5h-5',
  warning: 'M12 4l9.5 16h-19zM12 10v5m0 2.6v.01',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  empty: 'M4 13l3-8h10l3 8v6H4zM4 13h5l1.5 2.5h3L15 13h5',
  plus: 'M12 5v14M5 12h14',
  jobs: 'M4 6h9M4 12h9M4 18h9M17 5.5l1.5 1.5L21 4.5M17 17.5l1.5 1.5 2.5-2.5M17 11.5l1.5 1.5 2.5-2.5',
  models: 'M6 5v14M18 5v14M6 6l12 6-12 6M6 12l12 6M6 12l12-6M5.99 5h.02M17.99 12h.02',
  gauge: 'M4 17a8.5 8.5 0 1 1 16 0M12 15.5l4-5M12 15.5h.01',
  offline: 'M4 4l16 16M9.5 17a3.5 3.5 0 0 1 5 0M6.5 13.5a8 8 0 0 1 3-1.9m4.5 0a8 8 0 0 1 3.5 1.9M3.5 10a13 13 0 0 1 4-2.6m4-.9a13 13 0 0 1 9 3.5',
};

/** @typedef {keyof typeof paths} IconName */

/** @param {IconName} name */
export function icon(name) {
  return svg('svg', { class: 'icon', viewBox: '0 0 24 24', 'aria-hidden': 'true', focusable: 'false' }, svg('path', { d: paths[name] }));
}
