import { diffLines, diffWordsWithSpace } from 'diff';

export interface Piece {
  text: string;
  is: 'same' | 'added' | 'removed';
}
/** A paragraph of the text, as pieces of what stayed, came and went. */
export type Line = Piece[];

/** The words alone, a paragraph a line: what a person compares. */
const wordsOf = (markdown: string) =>
  linesOf(markdown)
    .filter((line) => !/^[|\s-]+$|^\{\{[^}]*\}\}$/.test(line))
    .map((line) =>
      line
        .replace(/^(#+|-|\|) /, '')
        .replaceAll(/\*+|`|\{\{|\}\}| \|$|\]\([^)]*\)|\[/g, '')
        .replaceAll(' | ', ': '),
    )
    .join('\n')
    .concat('\n');
const linesOf = (text: string) => text.split('\n').filter((line) => line.trim() !== '');
const isOf = ({ added, removed }: { added?: boolean; removed?: boolean }): Piece['is'] =>
  added ? 'added' : removed ? 'removed' : 'same';

/** What changed between two texts in Markdown, by paragraphs; within a paragraph that was only reworded, by words. */
export function changesBetween(before: string, after: string): Line[] {
  const lines: Line[] = [];
  const parts = diffLines(wordsOf(before), wordsOf(after));
  for (let at = 0; at < parts.length; at++) {
    const [part, next] = [parts[at], parts[at + 1]];
    if (!part) continue;
    const [gone, come] = [linesOf(part.value), next?.added ? linesOf(next.value) : []];
    if (part.removed && gone.length > 0 && gone.length === come.length) {
      lines.push(...gone.flatMap((line, index) => reworded(line, come[index] ?? '')));
      at++;
    } else lines.push(...gone.map((text) => [{ text, is: isOf(part) }]));
  }
  return lines;
}

/** One paragraph with the words that changed, or both, if little of it stayed. */
function reworded(before: string, after: string): Line[] {
  const pieces = diffWordsWithSpace(before, after).map((part) => ({ text: part.value, is: isOf(part) }));
  const stayed = pieces.filter(({ is }) => is === 'same').reduce((sum, { text }) => sum + text.trim().length, 0);
  if (stayed * 2 >= Math.min(before.length, after.length)) return [pieces];
  return [[{ text: before, is: 'removed' }], [{ text: after, is: 'added' }]];
}
