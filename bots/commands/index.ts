import type { Command } from '../define-command.ts';
import { account } from './account.ts';
import { admin } from './admin.ts';
import { billing } from './billing.ts';
import { buy } from './buy.ts';
import { credits } from './credits.ts';
import { describe } from './describe.ts';
import { gift } from './gift.ts';
import { helpFor } from './help.ts';
import { history } from './history.ts';
import { imagine } from './imagine.ts';
import { link } from './link.ts';
import { models } from './models.ts';
import { plans } from './plans.ts';
import { privacy } from './privacy.ts';
import { projects } from './projects.ts';
import { queue } from './queue.ts';
import { report } from './report.ts';
import { settings } from './settings.ts';
import { setup } from './setup.ts';
import { team } from './team.ts';
import { unlink } from './unlink.ts';

const others: readonly Command[] = [
  imagine,
  describe,
  models,
  history,
  queue,
  projects,
  credits,
  buy,
  plans,
  billing,
  gift,
  report,
  team,
  setup,
  admin,
  link,
  account,
  unlink,
  settings,
  privacy,
];

/** Every command, in the order of the menu. */
export const commands: readonly Command[] = [...others, helpFor(others)];

export const findCommand = (name: string): Command | undefined => commands.find((command) => command.name === name);
