import { ApplicationCommandType } from 'discord-api-types/v10';
import type { SeenMessage } from '#sandbox/discord/people.ts';
import { act } from '../api.ts';
import { useDiscord } from './context.ts';

/** The app's context-menu commands for this message, as under "Apps" in Discord's menu. */
export function MessageApps({ message }: { message: SeenMessage }) {
  const { snapshot, attempt } = useDiscord();
  const commands = snapshot.commands.filter(({ type }) => type === ApplicationCommandType.Message);
  if (commands.length === 0 || message.ephemeralFor) return null;
  return (
    <select
      className="d-apps"
      aria-label="Apps for this message"
      value=""
      onChange={({ target }) =>
        attempt(
          act.discord('command', {
            userId: snapshot.me.id,
            channelId: snapshot.channelId,
            name: target.value,
            options: {},
            targetId: message.id,
          }),
        )
      }
    >
      <option value="" disabled>
        Apps
      </option>
      {commands.map(({ id, name }) => (
        <option key={id}>{name}</option>
      ))}
    </select>
  );
}
