import type { App } from '@slack/bolt';
import { fromAnotherVersion } from '../another-version.ts';

/**
 * What the app in Slack offers and this version does not know: its manifest is older or newer than we are. Without an answer Slack shows a warning sign
 * after three seconds, or nothing at all.
 */
export function listenToUnknown(
  app: App,
  known: { commands: readonly string[]; shortcuts: readonly string[]; forms: readonly string[] },
): void {
  app.command(/.*/, async ({ command, ack }) => {
    if (known.commands.includes(command.command)) return;
    await ack();
    throw fromAnotherVersion('command', command.text);
  });
  app.shortcut(/.*/, async ({ shortcut, ack }) => {
    if (known.shortcuts.includes(shortcut.callback_id)) return;
    await ack();
    throw fromAnotherVersion('shortcut');
  });
  app.view({ callback_id: /.*/, type: 'view_submission' }, async ({ view, ack }) => {
    if (known.forms.includes(view.callback_id)) return;
    await ack();
    throw fromAnotherVersion('form');
  });
}
