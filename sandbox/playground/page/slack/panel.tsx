import { useCallback, useMemo, useState } from 'react';
import type { SlackSnapshot } from '../../slack-snapshot.ts';
import { sentenceOf, useSnapshot } from '../live.ts';
import type { Place } from '../place.ts';
import { Icon } from '../shared/icon.tsx';
import { PersonSwitch } from '../shared/person-switch.tsx';
import { Composer } from './composer.tsx';
import { SlackProvider } from './context.ts';
import { Home } from './home.tsx';
import { MessageList } from './message-list.tsx';
import { Modal } from './modal.tsx';
import { Sidebar } from './sidebar.tsx';
import { Thread } from './thread.tsx';

interface Props {
  place: Place;
  go: (change: Partial<Place>) => void;
  /** The app's own install page. */
  installUrl: string | undefined;
}

export function SlackPanel({ place, go, installUrl }: Props) {
  const query = new URLSearchParams({
    user: place.slackUser,
    team: place.slackTeam,
    channel: place.slackChannel,
    thread: place.slackThread,
  });
  const { snapshot, error } = useSnapshot<SlackSnapshot>(`/api/slack?${query}`, ['slack']);
  const [problem, setProblem] = useState('');
  const attempt = useCallback((what: Promise<unknown>) => {
    setProblem('');
    what.catch((cause) => setProblem(sentenceOf(cause)));
  }, []);
  const openThread = useCallback((slackThread: string) => go({ slackThread }), [go]);
  const world = useMemo(
    () => (snapshot ? { snapshot, attempt, openThread } : undefined),
    [snapshot, attempt, openThread],
  );
  const goTo = (slackChannel: string) => go({ slackChannel, slackThread: '' });

  return (
    <section className="panel slack" aria-label="Slack">
      {world && snapshot ? (
        <SlackProvider value={world}>
          <Sidebar onTeam={(slackTeam) => go({ slackTeam, slackChannel: '', slackThread: '' })} onChannel={goTo} />
          <div className="s-main">
            <Header snapshot={snapshot} place={place} go={go} goTo={goTo} />
            {(problem || error) && (
              <p className="s-banner" role="alert">
                {problem || error}
              </p>
            )}
            <Channel snapshot={snapshot} installUrl={installUrl} />
          </div>
          {snapshot.thread && <Thread onClose={() => go({ slackThread: '' })} />}
          {snapshot.view && <Modal key={snapshot.view.id} view={snapshot.view} />}
        </SlackProvider>
      ) : (
        <p className="s-loading">{error || 'Slack is loading…'}</p>
      )}
    </section>
  );
}

function nameOf({ team, conversations, channelId }: SlackSnapshot): string {
  const channel = team.channels.find(({ id }) => id === channelId);
  return channel ? `#${channel.name}` : (conversations.find(({ id }) => id === channelId)?.name ?? 'UPixel');
}

function Header({
  snapshot,
  place,
  go,
  goTo,
}: Omit<Props, 'installUrl'> & { snapshot: SlackSnapshot; goTo: (channelId: string) => void }) {
  const { team, me, conversations, channelId, dmChannelId } = snapshot;
  const isMaximised = place.only === 'slack';
  return (
    <header>
      <h2>
        <span className="visually-hidden">Slack: </span>
        {nameOf(snapshot)}
      </h2>
      <select
        className="channel-select"
        aria-label="Slack channel"
        value={channelId === dmChannelId ? 'dm' : channelId}
        onChange={({ target }) => goTo(target.value)}
      >
        {team.channels.map(({ id, name }) => (
          <option key={id} value={id}>
            #{name}
          </option>
        ))}
        {conversations.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
        <option value="dm">UPixel</option>
      </select>
      <PersonSwitch
        where="Slack"
        people={team.users.map(({ name, realName }) => ({ name, label: realName }))}
        value={me.name}
        onChange={(slackUser) => go({ slackUser, slackThread: '' })}
      />
      <button
        type="button"
        className="maximise"
        aria-pressed={isMaximised}
        aria-label="Show Slack alone"
        onClick={() => go({ only: isMaximised ? '' : 'slack' })}
      >
        <Icon name={isMaximised ? 'shrink' : 'grow'} />
      </button>
    </header>
  );
}

function Channel({ snapshot, installUrl }: { snapshot: SlackSnapshot; installUrl: string | undefined }) {
  const [tab, setTab] = useState<'messages' | 'home'>('messages');
  const { team, me, channelId, dmChannelId, messages } = snapshot;
  const isDirect = channelId === dmChannelId;
  if (!team.installed)
    return (
      <div className="s-install">
        <strong>UPixel is not installed in {team.name}.</strong>
        {installUrl ? (
          <a className="s-button primary" href={installUrl} target="_blank" rel="noreferrer">
            Install UPixel
          </a>
        ) : (
          <span>The app has given no install page.</span>
        )}
      </div>
    );
  return (
    <>
      {isDirect && (
        <nav className="s-tabs" aria-label="Parts of the app">
          {(['home', 'messages'] as const).map((each) => (
            <button key={each} type="button" aria-pressed={tab === each} onClick={() => setTab(each)}>
              {each === 'home' ? 'Home' : 'Messages'}
            </button>
          ))}
        </nav>
      )}
      {isDirect && tab === 'home' ? (
        <Home key={me.id} />
      ) : (
        <>
          <MessageList messages={messages} label={`Messages in ${nameOf(snapshot)}`} />
          <Composer key={`${me.id} ${channelId}`} placeholder={`Message ${nameOf(snapshot)}`} />
        </>
      )}
    </>
  );
}
