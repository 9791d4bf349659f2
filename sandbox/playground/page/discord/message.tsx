import type { APIAttachment } from 'discord-api-types/v10';
import type { SeenMessage } from '#sandbox/discord/people.ts';
import type { DiscordPerson } from '../../discord-snapshot.ts';
import { act } from '../api.ts';
import { Icon } from '../shared/icon.tsx';
import { timeOf } from '../shared/time.ts';
import { Components } from './components.tsx';
import { useDiscord } from './context.ts';
import { Embed } from './embed.tsx';
import { FileCard, Gallery } from './gallery.tsx';
import { Markdown } from './markdown.tsx';
import { MessageApps } from './message-apps.tsx';

export function Message({ message, isFirst }: { message: SeenMessage; isFirst: boolean }) {
  const { snapshot, attempt } = useDiscord();
  const { me, people, bot, nowMs, notices } = snapshot;
  const author = [...people, bot].find(({ id }) => id === message.author.id) ?? bot;
  const failure = notices.find((each) => each.state === 'failed' && each.messageId === message.id);
  const isPrivate = message.ephemeralFor !== undefined;
  return (
    <li className={`d-message ${isFirst ? 'first' : ''} ${isPrivate ? 'private' : ''}`}>
      <Above message={message} people={people} />
      {isFirst && <img className="d-avatar" src={author.avatarUrl} alt="" width={40} height={40} />}
      <div className="d-body">
        {isFirst && (
          <Byline author={author} isApp={author.id === bot.id} time={timeOf(Date.parse(message.timestamp), nowMs)} />
        )}
        <Content message={message} />
        {failure && <p className="d-error">{failure.text}</p>}
        {isPrivate && (
          <p className="d-private">
            <Icon name="eye" /> Only you can see this •{' '}
            <button
              type="button"
              onClick={() => attempt(act.discord('dismiss', { userId: me.id, messageId: message.id }))}
            >
              Dismiss message
            </button>
          </p>
        )}
      </div>
      <MessageApps message={message} />
    </li>
  );
}

export function Byline({ author, isApp, time }: { author: DiscordPerson; isApp: boolean; time: string }) {
  return (
    <p className="d-byline">
      <strong>{author.name}</strong>
      {isApp && <span className="d-tag">APP</span>}
      <time>{time}</time>
    </p>
  );
}

/** "Ada used /imagine", or the message that is replied to. */
function Above({ message, people }: { message: SeenMessage; people: readonly DiscordPerson[] }) {
  if (message.interaction) {
    const user = people.find(({ id }) => id === message.interaction?.user.id);
    return <UsedCommand user={user} command={message.interaction.name} />;
  }
  const { referenced_message: quoted } = message;
  if (!quoted) return null;
  return (
    <p className="d-above">
      <strong>{quoted.author.global_name ?? quoted.author.username}</strong>{' '}
      {quoted.content.slice(0, 80) || <em>Click to see attachment</em>}
    </p>
  );
}

export function UsedCommand({ user, command }: { user: DiscordPerson | undefined; command: string }) {
  return (
    <p className="d-above">
      {user && <img src={user.avatarUrl} alt="" width={16} height={16} />}
      <span>
        <strong>{user?.name ?? 'Somebody'}</strong> used <span className="d-command">/{command}</span>
      </span>
    </p>
  );
}

export function Thinking({ text }: { text: string }) {
  return (
    <p className="d-thinking">
      <span className="dots" aria-hidden>
        <i />
        <i />
        <i />
      </span>{' '}
      {text}
    </p>
  );
}

function Content({ message }: { message: SeenMessage }) {
  const { snapshot } = useDiscord();
  if (message.thinking) return <Thinking text={`${snapshot.bot.name} is thinking…`} />;
  const loose = message.attachments.filter(({ id }) => !usedIn(message, id));
  const pictures = loose.filter(isPicture);
  return (
    <>
      {message.content && <Markdown text={message.content} world={snapshot} />}
      {pictures.length > 0 && (
        <Gallery
          pictures={pictures.map(({ url, description, width, height }) => ({
            url,
            alt: description ?? '',
            width: width ?? undefined,
            height: height ?? undefined,
          }))}
        />
      )}
      {loose
        .filter((each) => !isPicture(each))
        .map(({ id, url, filename, size }) => (
          <FileCard key={id} url={url} name={filename} size={size} />
        ))}
      {message.embeds.map((embed, index) => (
        <Embed key={String(index)} embed={embed} />
      ))}
      {message.components && <Components components={message.components} messageId={message.id} />}
      {message.edited_timestamp && !message.components?.length && <span className="d-edited">(edited)</span>}
    </>
  );
}

const isPicture = ({ content_type }: APIAttachment) => content_type?.startsWith('image/') ?? false;

/** An attachment that a component or an embed shows is not repeated below. */
const usedIn = ({ components, embeds }: SeenMessage, attachmentId: string) =>
  JSON.stringify([components, embeds]).includes(`/${attachmentId}/`);
