import { Icon } from '../shared/icon.tsx';
import { useDiscord } from './context.ts';

/** The servers as round icons, and the channels of the open one; the first icon is for the direct messages. */
export function Sidebar({ onGo }: { onGo: (channelId: string) => void }) {
  const { snapshot } = useDiscord();
  const { guilds, guildId, conversations, channelId, dmChannelId, bot, me } = snapshot;
  const guild = guilds.find(({ id }) => id === guildId);
  return (
    <>
      <nav className="d-rail" aria-label="Discord servers">
        <button type="button" aria-label="Direct messages" aria-current={!guild} onClick={() => onGo('dm')}>
          <img src={bot.avatarUrl} alt="" width={40} height={40} />
        </button>
        {guilds.map(({ id, name, channels }) => (
          <button
            key={id}
            type="button"
            aria-label={name}
            aria-current={id === guildId}
            title={name}
            onClick={() => onGo(channels[0]?.id ?? '')}
          >
            {name
              .split(' ')
              .map((word) => word.charAt(0))
              .join('')}
          </button>
        ))}
      </nav>
      <nav className="d-channels" aria-label="Discord channels">
        <p className="d-guild">{guild?.name ?? 'Direct messages'}</p>
        <div>
          {guild?.channels.map(({ id, name, nsfw, canPost }) => (
            <button key={id} type="button" aria-current={id === channelId} onClick={() => onGo(id)}>
              <Icon name={nsfw ? 'warning' : canPost ? 'hash' : 'lock'} /> {name}
              {!canPost && <span className="visually-hidden"> (UPixel may not post here)</span>}
            </button>
          ))}
          {!guild && (
            <button type="button" aria-current={channelId === dmChannelId} onClick={() => onGo('dm')}>
              <img src={bot.avatarUrl} alt="" width={24} height={24} /> {bot.name}
            </button>
          )}
          {!guild &&
            conversations.map(({ id, name }) => (
              <button
                key={id}
                type="button"
                aria-current={id === channelId}
                title="UPixel is not in it"
                onClick={() => onGo(id)}
              >
                @ {name}
              </button>
            ))}
        </div>
        <p className="d-me">
          <img src={me.avatarUrl} alt="" width={28} height={28} />
          <span>
            <strong>{me.name}</strong>
            <small>{me.username}</small>
          </span>
        </p>
      </nav>
    </>
  );
}
