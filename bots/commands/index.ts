import type { Command } from '../define-command.ts';
import { account } from './account.ts';
import { gift } from './gift.ts';
import { history } from './history.ts';
import { imagine } from './imagine.ts';
import { link } from './link.ts';
import { unlink } from './unlink.ts';

/** Every command, in the order of the menu. */
export const commands: readonly Command[] = [imagine, history, gift, link, account, unlink];

export const findCommand = (name: string): Command | undefined => commands.find((command) => command.name === name);
