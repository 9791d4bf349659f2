import { findGuest } from '#core/accounts/identify.ts';
import type { Suggestion } from '#core/chat/card/form.ts';
import { classicsLike } from '#core/make/palette-written.ts';
import { listPalettes } from '#core/palettes/list-palettes.ts';
import type { Asker } from './define-command.ts';

/** Two colours in hex at least. */
const isHex = /^(?:#?[0-9a-f]{6}[\s,]*){2,}$/;
/** As every chat takes it in a list. */
const longestValue = 100;

/** Their own palettes and the classics whose name contains what is typed; and colours in hex as they are typed, which some fields take from a list alone. */
export async function suggestPalettes(
  typed: string,
  { deps, user }: Pick<Asker, 'deps' | 'user'>,
): Promise<Suggestion[]> {
  const userId = (await findGuest(deps, user))?.userId ?? null;
  const own = userId === null ? [] : await listPalettes(deps, { userId });
  const wanted = typed.trim().toLowerCase();
  return [
    ...(isHex.test(wanted) && wanted.length <= longestValue ? [{ label: 'These colours', value: wanted }] : []),
    ...own
      .filter(({ name }) => name.toLowerCase().includes(wanted))
      .map(({ name, colours }) => ({ label: `${name} · ${colours.length} colours, yours`, value: name })),
    ...classicsLike(typed).map(({ id, name, colours }) => ({
      label: `${name} · ${colours.length} colours`,
      value: id,
    })),
  ];
}
