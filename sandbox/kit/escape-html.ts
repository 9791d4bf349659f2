/** Escapes text for any position in a page. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** Request fields that a form passes on. */
export const hiddenFields = (names: readonly string[], values: URLSearchParams): string =>
  names.map((name) => `<input type="hidden" name="${name}" value="${escapeHtml(values.get(name) ?? '')}">`).join('');
