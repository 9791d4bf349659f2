import { encodeIntent, type Intent } from '../intent.ts';

/** A press is an intent. */
export interface Button {
  type: 'button';
  label: string;
  style?: 'primary' | 'danger' | undefined;
  does: Intent;
}

/** Opens a page. */
export interface Link {
  type: 'link';
  label: string;
  url: string;
}

/** A list to choose one entry from. Each choice is its own intent, and means the same as a button for it would. */
export interface Menu {
  type: 'menu';
  /** Its label while nothing is chosen. */
  label: string;
  choices: Array<{ label: string; does: Intent }>;
  /** What is done less often, and must not be loud: after the buttons of its row, as small as the chat can draw it. */
  isMore?: true;
}

export type Control = Button | Link | Menu;

export const button = (label: string, does: Intent, style?: Button['style']): Button => ({
  type: 'button',
  label,
  does,
  ...(style === undefined ? {} : { style }),
});

export const link = (label: string, url: string): Link => ({ type: 'link', label, url });

export const menu = (label: string, choices: Menu['choices']): Menu => ({ type: 'menu', label, choices });

/**
 * Without what does the same as something before it: a chat takes each id once, and refuses the whole message otherwise.
 * @param seen the ids before these, to which theirs are added
 */
export const eachOnce = <Part extends Control | Menu['choices'][number]>(
  parts: readonly Part[],
  seen: Set<string> = new Set(),
): Part[] =>
  parts.filter((part) => {
    if (!('does' in part)) return true;
    const id = encodeIntent(part.does);
    return !seen.has(id) && seen.add(id);
  });

/** Nothing without choices. */
export const more = (...choices: Menu['choices']): Menu[] =>
  choices.length === 0 ? [] : [{ type: 'menu', label: 'More…', choices, isMore: true }];
