import { ComponentType } from 'discord-api-types/v10';
import { expect, test } from 'vitest';
import { lookAtDiscord } from '#sandbox/look/discord.ts';
import type { Card } from '../card.ts';
import { renderDiscord } from './render.ts';

const hostile = '**bold** <@123> @everyone [x](https://evil.example) `code` https://evil.example/a_b -# small\n# big';

test('shows a person’s words as they typed them: no mention, link or formatting of their making', () => {
  const card: Card = { tone: 'done', title: hostile, lines: [hostile], note: hostile };
  const container = renderDiscord(card).components[0];
  const sent = JSON.stringify(container);
  expect(sent).not.toMatch(/@everyone/);
  expect(sent).not.toMatch(/(?<!\\\\)<@123>/);
  expect(sent).not.toMatch(/https:\/\/evil/);
  expect(sent).not.toMatch(/\]\(/);
  // And yet all of it is there to read.
  expect(lookAtDiscord({ content: '', components: renderDiscord(card).components }).text).toContain('@everyone');
});

test('a command is what one types in Discord', () => {
  const line = ['Type ', { command: 'team cap' }, '.'];
  const { components } = renderDiscord({ tone: 'notice', title: 'x', lines: [line], note: line });
  expect(lookAtDiscord({ content: '', components }).text).toContain('Type `/team cap`.');
  expect(JSON.stringify(components)).toContain('-# Type `/team cap`.');
});

test('keeps the limits of Discord', () => {
  const card: Card = {
    tone: 'done',
    title: 'a'.repeat(3000),
    lines: ['b'.repeat(3000)],
    note: 'n',
    images: Array.from({ length: 12 }, (_, index) => ({ filename: `${index}.png`, alt: 'c'.repeat(2000) })),
    buttons: Array.from({ length: 7 }, (_, index) => ({ label: 'd'.repeat(100), id: `v1:${index}` })),
  };
  const { components, allowed_mentions } = renderDiscord(card);
  const parts = components[0]?.components ?? [];
  const text = parts.flatMap((part) => (part.type === ComponentType.TextDisplay ? part.content : []));
  expect(text.join('').length).toBeLessThanOrEqual(4000);
  const gallery = parts.find((part) => part.type === ComponentType.MediaGallery);
  expect(gallery?.items).toHaveLength(10);
  expect(gallery?.items[0]?.description).toHaveLength(1024);
  const rows = parts.filter((part) => part.type === ComponentType.ActionRow);
  expect(rows.map((row) => row.components.length)).toEqual([5, 2]);
  expect(allowed_mentions).toEqual({ parse: [] });
});
