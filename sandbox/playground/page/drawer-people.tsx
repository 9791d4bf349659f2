import type { SandboxSnapshot } from '../sandbox-snapshot.ts';
import { act } from './api.ts';
import { Part, type Run } from './drawer-part.tsx';

export function People({ sandbox, run }: { sandbox: SandboxSnapshot; run: Run }) {
  const { discord, slack, gatewayConnections } = sandbox;
  return (
    <Part title="Who is who">
      <h4>Discord</h4>
      <ul>
        {discord.people.map(({ id, name, closedDms }) => (
          <li key={id}>
            <strong>{name}</strong> <code>{id}</code>
            <Toggle
              label="takes no direct messages"
              checked={closedDms}
              onChange={(closed) =>
                run(
                  act.discord('closed-dms', { userId: id, closed }),
                  `${name} ${closed ? 'takes no direct messages.' : 'takes direct messages.'}`,
                )
              }
            />
          </li>
        ))}
        {discord.guilds.map(({ id, name, botIsMember, channels }) => (
          <li key={id}>
            <strong>{name}</strong> <code>{id}</code>
            <Toggle
              label="UPixel is a member"
              checked={botIsMember}
              onChange={(member) =>
                run(
                  act.discord('membership', { guildId: id, member }),
                  `UPixel ${member ? 'is in' : 'has left'} ${name}.`,
                )
              }
            />
            {channels.map((channel) => (
              <Toggle
                key={channel.id}
                label={`may post in #${channel.name}`}
                checked={channel.canPost}
                onChange={(canPost) =>
                  run(
                    act.discord('permission', { channelId: channel.id, canPost }),
                    `UPixel ${canPost ? 'may' : 'may not'} post in #${channel.name}.`,
                  )
                }
              />
            ))}
          </li>
        ))}
      </ul>
      <div className="row">
        <span>
          {gatewayConnections > 0 ? 'The bot is connected to the gateway.' : 'The bot is not connected to the gateway.'}
        </span>
        <button
          type="button"
          disabled={gatewayConnections === 0}
          onClick={() => run(act.discord('drop-connections', {}), 'The gateway’s connections were cut.')}
        >
          Cut it
        </button>
      </div>
      <h4>Slack</h4>
      <ul>
        {slack.map(({ id, name, installed, people }) => (
          <li key={id}>
            <strong>{name}</strong> <code>{id}</code> {people.map((person) => person.name).join(', ')}
            {installed ? (
              <button
                type="button"
                onClick={() => run(act.slack('uninstall', { teamId: id }), `UPixel was removed from ${name}.`)}
              >
                Uninstall UPixel
              </button>
            ) : (
              <span> not installed</span>
            )}
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Toggle({
  label,
  checked,
  onChange,
}: {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  return (
    <label className="toggle">
      <input type="checkbox" checked={checked} onChange={({ target }) => onChange(target.checked)} />
      {label}
    </label>
  );
}
