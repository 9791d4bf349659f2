import type { Command } from '../define-command.ts';
import { account } from './account.ts';
import { admin } from './admin.ts';
import { animate } from './animate.ts';
import { billing } from './billing.ts';
import { buy } from './buy.ts';
import { credits } from './credits.ts';
import { describe } from './describe.ts';
import { exportArt } from './export.ts';
import { gift } from './gift.ts';
import { help } from './help.ts';
import { history } from './history.ts';
import { imagine } from './imagine.ts';
import { link } from './link.ts';
import { models } from './models.ts';
import { palette } from './palette.ts';
import { pixel } from './pixel.ts';
import { plans } from './plans.ts';
import { privacy } from './privacy.ts';
import { projects } from './projects.ts';
import { queue } from './queue.ts';
import { report } from './report.ts';
import { settings } from './settings.ts';
import { setup } from './setup.ts';
import { team } from './team.ts';
import { tiles } from './tiles.ts';
import { unlink } from './unlink.ts';

/** Every command, in the order of the menu. */
export const commands: readonly Command[] = [
  imagine,
  animate,
  tiles,
  describe,
  pixel,
  models,
  history,
  queue,
  projects,
  palette,
  exportArt,
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
  help,
];

export const findCommand = (name: string): Command | undefined => commands.find((command) => command.name === name);
