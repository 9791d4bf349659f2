import { actions, type Block } from '#core/chat/card/blocks.ts';
import { button } from '#core/chat/card/controls.ts';
import type { IntentArgs } from '#core/chat/intent.ts';

/** As many as a message holds on Discord with a button for each, a row that turns the page, and small print. */
const onPage = 10;

interface Page<Row> {
  shown: Row[];
  /** “ · 11 to 20”; nothing if all fit on one page. */
  words: string;
  turning: Block;
}

/** A page of what is listed, the last one if there are fewer by now. @param page from 0 */
export function pageOf<Row>(list: IntentArgs<'list-page'>['list'], rows: readonly Row[], page: number): Page<Row> {
  const last = Math.max(0, Math.ceil(rows.length / onPage) - 1);
  const at = Math.min(page, last);
  const first = at * onPage;
  const shown = rows.slice(first, first + onPage);
  const turn = (label: string, to: number) => button(label, { name: 'list-page', args: { list, page: String(to) } });
  return {
    shown,
    words: last === 0 ? '' : ` · ${first + 1} to ${first + shown.length}`,
    turning: actions(...(at > 0 ? [turn('Back', at - 1)] : []), ...(at < last ? [turn('More', at + 1)] : [])),
  };
}
