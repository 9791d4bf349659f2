import type { SeenMessage } from '#sandbox/slack/people.ts';
import { act } from '../api.ts';
import { useSlack } from './context.ts';

/** The app's shortcuts for this message, as under "More actions" in Slack's menu. */
export function MessageApps({ message: { channel: channelId, ts } }: { message: SeenMessage }) {
  const { snapshot, attempt } = useSlack();
  const offered = snapshot.shortcuts.filter(({ type }) => type === 'message');
  if (offered.length === 0) return null;
  return (
    <select
      className="s-apps"
      aria-label="Shortcuts for this message"
      value=""
      onChange={({ target }) =>
        attempt(act.slack('shortcut', { userId: snapshot.me.id, channelId, ts, callbackId: target.value }))
      }
    >
      <option value="" disabled>
        More actions
      </option>
      {offered.map(({ callbackId, name }) => (
        <option key={callbackId} value={callbackId}>
          {name}
        </option>
      ))}
    </select>
  );
}
