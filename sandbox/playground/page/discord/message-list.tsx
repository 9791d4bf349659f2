import type { SeenMessage } from '#sandbox/discord/people.ts';
import { act } from '../api.ts';
import { Icon } from '../shared/icon.tsx';
import { useStickToEnd } from '../shared/stick-to-end.ts';
import { timeOf } from '../shared/time.ts';
import { useDiscord } from './context.ts';
import { Byline, Message, Thinking, UsedCommand } from './message.tsx';

/** Messages of one author within this time are grouped under one name. */
const togetherMs = 7 * 60_000;

export function MessageList({ channelName }: { channelName: string }) {
  const { snapshot } = useDiscord();
  const { messages, notices, channelId, me } = snapshot;
  const stick = useStickToEnd(snapshot, `${me.id} ${channelId}`);
  return (
    <div className="d-messages" role="log" aria-label={`Messages in ${channelName}`} {...stick}>
      <ol>
        {messages.length === 0 && (
          <li className="d-welcome">
            <strong>Welcome to {channelName}!</strong>
            <span>Type / below to see what UPixel can do.</span>
          </li>
        )}
        {messages.map((message, index) => (
          <Message key={message.id} message={message} isFirst={beginsGroup(message, messages[index - 1])} />
        ))}
        {notices
          .filter(({ command }) => command !== undefined)
          .map((notice) => (
            <CommandNotice key={notice.id} {...notice} />
          ))}
      </ol>
    </div>
  );
}

function beginsGroup(message: SeenMessage, before: SeenMessage | undefined): boolean {
  if (!before || message.interaction || message.referenced_message) return true;
  return (
    before.author.id !== message.author.id ||
    before.ephemeralFor !== message.ephemeralFor ||
    Date.parse(message.timestamp) - Date.parse(before.timestamp) > togetherMs
  );
}

/** A command between being sent and its first answer, or one that was never answered. */
function CommandNotice({
  id,
  command = '',
  state,
  text,
  atMs,
}: {
  id: string;
  command?: string;
  state: string;
  text: string;
  atMs: number;
}) {
  const { snapshot, attempt } = useDiscord();
  const { bot, me, nowMs } = snapshot;
  return (
    <li className="d-message first private">
      <UsedCommand user={me} command={command} />
      <img className="d-avatar" src={bot.avatarUrl} alt="" width={40} height={40} />
      <div className="d-body">
        <Byline author={bot} isApp time={timeOf(atMs, nowMs)} />
        {state === 'waiting' ? <Thinking text="Sending command…" /> : <p className="d-error">{text}</p>}
        {state === 'failed' && (
          <p className="d-private">
            <Icon name="eye" /> Only you can see this •{' '}
            <button type="button" onClick={() => attempt(act.discord('dismiss-notice', { noticeId: id }))}>
              Dismiss message
            </button>
          </p>
        )}
      </div>
    </li>
  );
}
