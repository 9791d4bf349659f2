import { act } from '../api.ts';
import { useSlack } from './context.ts';

/** The app's shortcuts that open anywhere, as under the + beside Slack's own field. */
export function Anywhere() {
  const { snapshot, attempt } = useSlack();
  const { me, channelId, shortcuts } = snapshot;
  const offered = shortcuts.filter(({ type }) => type === 'global');
  if (offered.length === 0) return null;
  return (
    <select
      className="s-anywhere"
      aria-label="Shortcuts"
      value=""
      onChange={({ target }) => attempt(act.slack('shortcut', { userId: me.id, channelId, callbackId: target.value }))}
    >
      <option value="" disabled>
        Shortcuts
      </option>
      {offered.map(({ callbackId, name }) => (
        <option key={callbackId} value={callbackId}>
          {name}
        </option>
      ))}
    </select>
  );
}
