/** Text as it is, wherever in a page it stands. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** Fields of a request that a form sends on. */
export const hiddenFields = (names: readonly string[], values: URLSearchParams): string =>
  names.map((name) => `<input type="hidden" name="${name}" value="${escapeHtml(values.get(name) ?? '')}">`).join('');
