import { Icon } from '../shared/icon.tsx';
import { useSlack } from './context.ts';

export function Sidebar({
  onTeam,
  onChannel,
}: {
  onTeam: (teamId: string) => void;
  onChannel: (channelId: string) => void;
}) {
  const { snapshot } = useSlack();
  const { workspaces, team, conversations, channelId, dmChannelId, me, botAvatarUrl } = snapshot;
  return (
    <>
      <nav className="s-rail" aria-label="Slack workspaces">
        {workspaces.map(({ id, name }) => (
          <button
            key={id}
            type="button"
            aria-label={name}
            title={name}
            aria-current={id === team.id}
            onClick={() => onTeam(id)}
          >
            {name
              .split(' ')
              .map((word) => word.charAt(0))
              .join('')}
          </button>
        ))}
        <img src={me.avatarUrl} alt="" width={32} height={32} />
      </nav>
      <nav className="s-channels" aria-label="Slack channels">
        <p className="s-team">{team.name}</p>
        <p className="s-label">Channels</p>
        {team.channels.map(({ id, name, isPrivate, botIsMember }) => (
          <button
            key={id}
            type="button"
            aria-current={id === channelId}
            title={botIsMember ? 'UPixel is a member' : 'UPixel is not a member'}
            onClick={() => onChannel(id)}
          >
            <Icon name={isPrivate ? 'lock' : 'hash'} /> <span>{name}</span>
            {!botIsMember && <small>not in</small>}
          </button>
        ))}
        <p className="s-label">Direct messages</p>
        {conversations.map(({ id, name }) => (
          <button
            key={id}
            type="button"
            aria-current={id === channelId}
            title="UPixel is not in it"
            onClick={() => onChannel(id)}
          >
            <span>{name}</span>
          </button>
        ))}
        <p className="s-label">Apps</p>
        <button type="button" aria-current={channelId === dmChannelId} onClick={() => onChannel('dm')}>
          <img src={botAvatarUrl} alt="" width={18} height={18} /> UPixel
        </button>
      </nav>
    </>
  );
}
