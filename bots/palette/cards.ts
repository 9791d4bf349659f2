import { actions, note, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { button, link, menu } from '#core/chat/card/controls.ts';
import type { Platform } from '#core/chat/platforms.ts';
import type { Config } from '#core/config.ts';
import { isolated, quoted } from '#core/contract/isolated.ts';
import type { NamedPalette } from '#core/palettes/find-named.ts';
import type { KeptPalette } from '#core/palettes/list-palettes.ts';
import { classics } from '#core/pixel/palettes/classics.ts';
import { counted } from '#core/words.ts';
import { typedHere } from '../typed-here.ts';
import { paletteBlocks } from './palette-blocks.ts';

type Where = Pick<Config, 'publicUrl'>;

/** As many as a menu of every chat holds. */
const offered = 25;

export const coloursWords = (count: number) => counted(count, 'colour');

/** Somebody's own palettes, and the classics, to choose one. */
export function listCard(config: Where, own: readonly KeptPalette[], platform: Platform): Card {
  const shown = own.slice(0, offered);
  return {
    tone: 'notice',
    title: own.length === 0 ? 'No palettes of your own yet' : counted(own.length, 'palette'),
    blocks: [
      text(
        ...(own.length === 0 ? [] : [shown.map(({ name }) => isolated(name)).join(' · ')]),
        // Names have commas in them.
        `Well known: ${classics.map(({ name }) => name).join(' · ')}.`,
        [
          'Name one in ',
          { command: 'imagine' },
          ', or lock this channel’s project to it with ',
          typedHere(platform, ['palette', 'use'], { name: 'name', value: shown[0]?.name ?? 'pico-8' }),
          '.',
        ],
      ),
      actions(
        ...(shown.length === 0
          ? []
          : [
              menu(
                'Show one of yours',
                shown.map(({ id, name, colours }) => ({
                  label: `${name} · ${coloursWords(colours.length)}`,
                  does: { name: 'show-palette', args: { palette: id } },
                })),
              ),
            ]),
      ),
      actions(
        menu(
          'Show a well-known one',
          classics.slice(0, offered).map(({ id, name, colours }) => ({
            label: `${name} · ${coloursWords(colours.length)}`,
            does: { name: 'show-palette', args: { palette: id } },
          })),
        ),
      ),
      actions(
        button('Add one…', { name: 'add-palette', args: {} }, 'primary'),
        link('Open', `${config.publicUrl}/palettes`),
      ),
    ],
  };
}

/** One palette, and what can be done with it. */
export const paletteCard = (config: Where, { id, name, colours, isOwn }: NamedPalette): Card => ({
  tone: 'notice',
  title: isolated(name),
  blocks: [
    text(`${coloursWords(colours.length)} · ${isOwn ? 'yours' : 'well known'}`),
    ...paletteBlocks(config, colours),
    actions(
      button('Lock this channel’s project to it', { name: 'use-palette', args: { palette: id } }),
      ...(isOwn ? [button('Delete…', { name: 'ask-delete-palette', args: { palette: id } })] : []),
    ),
  ],
});

/** A palette that was just kept. @param notes what is not as it was written, as sentences */
export const keptCard = (config: Where, palette: NamedPalette, notes: readonly string[]): Card => {
  const { blocks } = paletteCard(config, palette);
  return {
    tone: 'done',
    title: `Kept: ${isolated(palette.name)}`,
    blocks: [...blocks, ...(notes.length === 0 ? [] : [note(notes.join(' '))])],
  };
};

/** Asks first: it does not come back. */
export const deletingCard = ({ id, name }: Pick<NamedPalette, 'id' | 'name'>): Card => ({
  tone: 'notice',
  title: `Delete ${isolated(name)}?`,
  blocks: [
    text('What was made with it stays. Projects that are locked to it are locked to none. This cannot be undone.'),
    actions(button('Delete for good', { name: 'delete-palette', args: { palette: id } }, 'danger')),
  ],
});

export const deletedCard = (name: string): Card => ({
  tone: 'done',
  title: 'Deleted',
  blocks: [
    text(
      `${quoted(name)} is gone. What was made with it stays, and projects that were locked to it are locked to none.`,
    ),
  ],
});
