// What the browser itself can make of a photo: a small picture of it, and when it was taken.

/** What is read of a file to find its EXIF block: it stands at the beginning. */
const HEAD = 256 * 1024;

/** @param {File} file */
export function isPicture(file) {
  return /^image\//.test(file.type) || /\.(jpe?g|png|webp|tiff?)$/i.test(file.name);
}

/**
 * The upright photo at most so large, as a file that is small in memory. Null where the browser cannot read such pictures.
 *
 * @param {File} file
 * @param {number} side of the longer edge, pixels
 * @returns {Promise<Blob | null>}
 */
export async function smallPicture(file, side) {
  try {
    const whole = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, side / Math.max(whole.width, whole.height));
    const canvas = new OffscreenCanvas(Math.max(1, Math.round(whole.width * scale)), Math.max(1, Math.round(whole.height * scale)));
    const context = canvas.getContext('2d');
    if (context === null) {
      return null;
    }
    context.imageSmoothingQuality = 'high';
    context.drawImage(whole, 0, 0, canvas.width, canvas.height);
    whole.close();
    return await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
  } catch {
    return null;
  }
}

/** The last ones that were made: the page shows one photo in several places. @type {Map<File, Promise<Blob | null>>} */
const previews = new Map();
const PREVIEW_SIDE = 1600;
const MOST_PREVIEWS = 2;

/**
 * The photo as it is looked at.
 *
 * @param {File} file
 */
export function preview(file) {
  const known = previews.get(file) ?? smallPicture(file, PREVIEW_SIDE);
  previews.delete(file);
  previews.set(file, known);
  for (const old of [...previews.keys()].slice(0, -MOST_PREVIEWS)) {
    previews.delete(old);
  }
  return known;
}

/**
 * When a JPEG or TIFF says that it was taken (EXIF's DateTimeOriginal). Without a zone, the browser's own is supposed; between photos
 * of one camera that makes no difference.
 *
 * @param {File} file
 * @returns {Promise<number | null>} milliseconds since 1970
 */
export async function timeTaken(file) {
  try {
    const view = new DataView(await file.slice(0, HEAD).arrayBuffer());
    const start = tiffStart(view);
    return start < 0 ? null : exifTime(view, start);
  } catch {
    // A block that is cut off or damaged says nothing.
    return null;
  }
}

/**
 * Where the TIFF structure of the EXIF block begins.
 *
 * @param {DataView} view
 */
function tiffStart(view) {
  if (isTiff(view, 0)) {
    return 0;
  }
  if (view.getUint16(0) !== 0xffd8) {
    return -1;
  }
  for (let at = 2; view.getUint8(at) === 0xff && view.getUint8(at + 1) !== 0xda; at += 2 + view.getUint16(at + 2)) {
    if (view.getUint8(at + 1) === 0xe1 && view.getUint32(at + 4) === 0x45786966 && isTiff(view, at + 10)) {
      return at + 10;
    }
  }
  return -1;
}

/**
 * @param {DataView} view
 * @param {number} at
 */
function isTiff(view, at) {
  const order = view.getUint16(at);
  return (order === 0x4949 || order === 0x4d4d) && view.getUint16(at + 2, order === 0x4949) === 42;
}

/**
 * @param {DataView} view
 * @param {number} start
 */
function exifTime(view, start) {
  const little = view.getUint16(start) === 0x4949;
  const first = directory(view, start, start + view.getUint32(start + 4, little), little);
  const pointer = first.get(0x8769);
  if (pointer === undefined) {
    return null;
  }
  const exif = directory(view, start, start + view.getUint32(pointer.at, little), little);
  const taken = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(text(view, exif.get(0x9003)) ?? '');
  if (taken === null) {
    return null;
  }
  const zone = /^[+-]\d\d:\d\d/.exec(text(view, exif.get(0x9011)) ?? '')?.[0] ?? '';
  const fraction = /^\d+/.exec(text(view, exif.get(0x9291)) ?? '')?.[0] ?? '0';
  const seconds = Date.parse(`${taken[1]}-${taken[2]}-${taken[3]}T${taken[4]}${zone}`);
  return Number.isNaN(seconds) ? null : seconds + Math.round(1000 * Number(`0.${fraction}`));
}

/** @typedef {{ at: number, count: number }} Entry where its value stands */

/**
 * @param {DataView} view
 * @param {number} start
 * @param {number} at
 * @param {boolean} little
 * @returns {Map<number, Entry>}
 */
function directory(view, start, at, little) {
  /** @type {Map<number, Entry>} */
  const entries = new Map();
  const size = view.getUint16(at, little);
  for (let i = 0; i < size; i++) {
    const entry = at + 2 + 12 * i;
    const count = view.getUint32(entry + 4, little);
    // Of the types that are read here, texts of up to four bytes stand in the entry itself.
    const isText = view.getUint16(entry + 2, little) === 2;
    entries.set(view.getUint16(entry, little), { at: isText && count > 4 ? start + view.getUint32(entry + 8, little) : entry + 8, count });
  }
  return entries;
}

/**
 * @param {DataView} view
 * @param {Entry | undefined} entry
 */
function text(view, entry) {
  if (entry === undefined) {
    return null;
  }
  let letters = '';
  for (let i = 0; i < Math.min(entry.count, 64); i++) {
    const letter = view.getUint8(entry.at + i);
    if (letter === 0) {
      break;
    }
    letters += String.fromCharCode(letter);
  }
  return letters;
}
