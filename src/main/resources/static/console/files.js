// Files in and out of the page.

/**
 * Gives the person a file.
 *
 * @param {string} name
 * @param {string} type
 * @param {BlobPart} content
 */
export function download(name, type, content) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/**
 * Copies a text, also where the page is not served over TLS and has no clipboard.
 *
 * @param {string} text
 */
export async function copy(text) {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const field = document.createElement('textarea');
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
}

/**
 * Asks for files.
 *
 * @param {boolean} isMultiple
 * @param {(files: File[]) => void} act
 */
export function pickFiles(isMultiple, act) {
  const field = document.createElement('input');
  field.type = 'file';
  field.accept = 'image/jpeg,image/png,image/webp,image/tiff,.jpg,.jpeg,.png,.webp,.tif,.tiff';
  field.multiple = isMultiple;
  field.hidden = true;
  field.addEventListener('change', () => {
    field.remove();
    act([...(field.files ?? [])]);
  });
  field.addEventListener('cancel', () => field.remove());
  // One that is part of nothing may be forgotten before the person has chosen.
  document.body.append(field);
  field.click();
}

/**
 * Takes what is dropped on an element or pasted anywhere. Returns what ends it.
 *
 * @param {HTMLElement} element gets the class `is-target` while something is held over it
 * @param {(files: File[]) => void} act
 */
export function takeFiles(element, act) {
  const end = new AbortController();
  const { signal } = end;
  let depth = 0;
  const mark = (/** @type {number} */ change) => {
    depth = change === 0 ? 0 : Math.max(0, depth + change);
    element.classList.toggle('is-target', depth > 0);
  };
  element.addEventListener('dragenter', () => mark(1), { signal });
  element.addEventListener('dragleave', () => mark(-1), { signal });
  element.addEventListener('drop', (event) => {
    event.preventDefault();
    mark(0);
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length > 0) {
      act(files);
    }
  }, { signal });
  document.addEventListener('paste', (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length > 0) {
      event.preventDefault();
      act(files);
    }
  }, { signal });
  return () => end.abort();
}
