/** About as much as stands in two lines beside the picture. */
const mostChars = 64;

/** A prompt’s beginning, for headings and the browser’s title; the whole prompt stands below. */
export function headingOf(prompt: string): string {
  const line = prompt.replaceAll(/\s+/g, ' ').trim();
  const chars = [...line];
  if (chars.length <= mostChars) return line;
  const cut = chars.slice(0, mostChars).join('');
  const atWord = cut.lastIndexOf(' ');
  // A word that fills the line is cut within.
  return `${(atWord > mostChars / 2 ? cut.slice(0, atWord) : cut).replace(/[\s,;:.–—-]+$/u, '')}…`;
}
