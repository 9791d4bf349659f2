import type { Command } from '../define-command.ts';
import { history } from './history.ts';
import { imagine } from './imagine.ts';

/** Every command, in the order of the menu. */
export const commands: readonly Command[] = [imagine, history];

export const findCommand = (name: string): Command | undefined => commands.find((command) => command.name === name);
