import { useCallback, useMemo, useState } from 'react';
import type { DiscordSnapshot } from '../../discord-snapshot.ts';
import { sentenceOf, useSnapshot } from '../live.ts';
import type { Place } from '../place.ts';
import { Icon } from '../shared/icon.tsx';
import { PersonSwitch } from '../shared/person-switch.tsx';
import { Composer } from './composer.tsx';
import { DiscordProvider } from './context.ts';
import { MessageList } from './message-list.tsx';
import { Modal } from './modal.tsx';
import { Sidebar } from './sidebar.tsx';

export function DiscordPanel({ place, go }: { place: Place; go: (change: Partial<Place>) => void }) {
  const query = new URLSearchParams({ user: place.discordUser, channel: place.discordChannel });
  const { snapshot, error } = useSnapshot<DiscordSnapshot>(`/api/discord?${query}`, ['discord']);
  const [problem, setProblem] = useState('');
  const attempt = useCallback((what: Promise<unknown>) => {
    setProblem('');
    what.catch((cause) => setProblem(sentenceOf(cause)));
  }, []);
  const world = useMemo(() => (snapshot ? { snapshot, attempt } : undefined), [snapshot, attempt]);
  const isMaximised = place.only === 'discord';

  return (
    <section className="panel discord" aria-label="Discord">
      {world && snapshot ? (
        <DiscordProvider value={world}>
          <Sidebar onGo={(discordChannel) => go({ discordChannel })} />
          <div className="d-main">
            <header>
              <h2>
                <span className="visually-hidden">Discord: </span>
                {nameOf(snapshot)}
              </h2>
              <ChannelSelect snapshot={snapshot} onGo={(discordChannel) => go({ discordChannel })} />
              <PersonSwitch
                where="Discord"
                people={snapshot.people.map(({ username, name }) => ({ name: username, label: name }))}
                value={snapshot.me.username}
                // In a direct message, the other person sees their own.
                onChange={(discordUser) => go({ discordUser })}
              />
              <button
                type="button"
                className="maximise"
                aria-pressed={isMaximised}
                aria-label="Show Discord alone"
                onClick={() => go({ only: isMaximised ? '' : 'discord' })}
              >
                <Icon name={isMaximised ? 'shrink' : 'grow'} />
              </button>
            </header>
            {(problem || error) && (
              <p className="d-banner" role="alert">
                {problem || error}
              </p>
            )}
            <MessageList channelName={nameOf(snapshot)} />
            <Composer key={`${snapshot.me.id} ${snapshot.channelId}`} channelName={nameOf(snapshot)} />
          </div>
          {snapshot.modal && <Modal key={snapshot.modal.interactionId} {...snapshot.modal} />}
        </DiscordProvider>
      ) : (
        <p className="d-loading">{error || 'Discord is loading…'}</p>
      )}
    </section>
  );
}

function nameOf({ guilds, conversations, channelId, bot }: DiscordSnapshot): string {
  const channel = guilds.flatMap(({ channels }) => [...channels]).find(({ id }) => id === channelId);
  const conversation = conversations.find(({ id }) => id === channelId);
  return channel ? `#${channel.name}` : `@${conversation?.name ?? bot.name}`;
}

/** The channel list for narrow panels, which have no room for the sidebar. */
function ChannelSelect({ snapshot, onGo }: { snapshot: DiscordSnapshot; onGo: (channelId: string) => void }) {
  const { guilds, conversations, channelId, dmChannelId, bot } = snapshot;
  return (
    <select
      className="channel-select"
      aria-label="Discord channel"
      value={channelId === dmChannelId ? 'dm' : channelId}
      onChange={({ target }) => onGo(target.value)}
    >
      {guilds.map(({ id, name, channels }) => (
        <optgroup key={id} label={name}>
          {channels.map((channel) => (
            <option key={channel.id} value={channel.id}>
              #{channel.name}
            </option>
          ))}
        </optgroup>
      ))}
      <option value="dm">@{bot.name}</option>
      {conversations.map(({ id, name }) => (
        <option key={id} value={id}>
          @{name}
        </option>
      ))}
    </select>
  );
}
