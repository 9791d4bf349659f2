import { identify } from '#core/accounts/identify.ts';
import type { Suggestion } from '#core/chat/card/form.ts';
import { classicsLike } from '#core/make/palette-written.ts';
import { listPalettes } from '#core/palettes/list-palettes.ts';
import type { Asker } from './define-command.ts';

/** Their own palettes and the classics whose name contains what is typed; colours in hex are typed as they are. */
export async function suggestPalettes(
  typed: string,
  { deps, user }: Pick<Asker, 'deps' | 'user'>,
): Promise<Suggestion[]> {
  const { userId } = await identify(deps, user);
  const own = userId === null ? [] : await listPalettes(deps, { userId });
  const wanted = typed.trim().toLowerCase();
  return [
    ...own
      .filter(({ name }) => name.toLowerCase().includes(wanted))
      .map(({ name, colours }) => ({ label: `${name} · ${colours.length} colours, yours`, value: name })),
    ...classicsLike(typed).map(({ id, name, colours }) => ({
      label: `${name} · ${colours.length} colours`,
      value: id,
    })),
  ];
}
