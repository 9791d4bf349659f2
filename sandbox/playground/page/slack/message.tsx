import { useMemo } from 'react';
import type { SeenMessage } from '#sandbox/slack/people.ts';
import type { FileObject } from '#sandbox/slack/shapes.ts';
import type { SlackSnapshot } from '../../slack-snapshot.ts';
import { act } from '../api.ts';
import { Icon } from '../shared/icon.tsx';
import { PictureButton } from '../shared/picture.tsx';
import { timeOf } from '../shared/time.ts';
import { Blocks, pictureRoom } from './blocks.tsx';
import { useSlack } from './context.ts';
import { MessageApps } from './message-apps.tsx';
import { Mrkdwn } from './mrkdwn.tsx';
import { type Surface, SurfaceProvider } from './surface.ts';

export function Message({
  message,
  isFirst,
  inThread = false,
}: {
  message: SeenMessage;
  isFirst: boolean;
  inThread?: boolean;
}) {
  const { snapshot, attempt } = useSlack();
  const { me, nowMs } = snapshot;
  const { channel: channelId, ts } = message;
  const author = authorOf(message, snapshot);
  const isPrivate = message.ephemeralFor !== undefined;
  const surface = useMemo<Surface>(
    () => ({
      place: { channelId, ts },
      act: (actionId, what) => attempt(act.slack('click', { userId: me.id, channelId, ts, actionId, ...what })),
    }),
    [channelId, ts, me.id, attempt],
  );
  return (
    <li className={`s-message ${isFirst ? 'first' : ''} ${isPrivate ? 'private' : ''}`}>
      {isPrivate && (
        <p className="s-private">
          <Icon name="eye" /> Only visible to you
        </p>
      )}
      {isFirst && <img className="s-avatar" src={author.avatarUrl} alt="" width={36} height={36} />}
      <div className="s-body">
        {isFirst && (
          <p className="s-byline">
            <strong>{author.name}</strong>
            {author.isApp && <span className="s-tag">APP</span>}
            <time>{timeOf(Number(ts) * 1000, nowMs)}</time>
          </p>
        )}
        <SurfaceProvider value={surface}>
          <Content message={message} />
        </SurfaceProvider>
        {!isPrivate && <MessageApps message={message} />}
        {!inThread && !isPrivate && <ThreadLink message={message} />}
      </div>
    </li>
  );
}

function Content({ message: { blocks, text, files = [], edited } }: { message: SeenMessage }) {
  return (
    <>
      {blocks?.length ? (
        <Blocks blocks={blocks} />
      ) : (
        text && (
          <div className="s-text">
            <Mrkdwn text={text} />
          </div>
        )
      )}
      {edited && <span className="s-edited">(edited)</span>}
      {files.length > 0 && (
        <div className={`s-files count-${Math.min(files.length, 4)}`}>
          {files.map((file) => (
            <File key={file.id} file={file} />
          ))}
        </div>
      )}
    </>
  );
}

function File({ file }: { file: FileObject }) {
  const { id, name, title, mode, alt_txt, original_w, original_h, size } = file;
  if (mode === 'tombstone') return <p className="s-tombstone">This file was deleted.</p>;
  const url = `/slack/files/${id}/${encodeURIComponent(name)}`;
  if (!original_w || !original_h)
    return (
      <p className="s-file">
        <Icon name="file" /> <a href={url}>{title || name}</a> <small>{Math.max(1, Math.round(size / 1024))} kB</small>
      </p>
    );
  return (
    <figure className="s-image">
      <figcaption>{title || name}</figcaption>
      <PictureButton
        picture={{ url, alt: alt_txt ?? title, width: original_w, height: original_h }}
        box={pictureRoom}
      />
    </figure>
  );
}

function ThreadLink({ message }: { message: SeenMessage }) {
  const { openThread } = useSlack();
  const { ts, reply_count: count = 0 } = message;
  return (
    <button type="button" className={`s-thread-link ${count === 0 ? 'none' : ''}`} onClick={() => openThread(ts)}>
      {count === 0 ? 'Reply in thread' : count === 1 ? '1 reply' : `${count} replies`}
    </button>
  );
}

interface Author {
  name: string;
  avatarUrl: string;
  isApp: boolean;
}

function authorOf(message: SeenMessage, { team, botAvatarUrl }: SlackSnapshot): Author {
  const user = team.users.find(({ id }) => id === message.user);
  if (user) return { name: user.realName, avatarUrl: user.avatarUrl, isApp: false };
  if (message.user === 'USLACKBOT')
    return { name: 'Slackbot', avatarUrl: '/slack/avatars/USLACKBOT.png', isApp: false };
  return { name: message.bot_profile?.name ?? 'UPixel', avatarUrl: botAvatarUrl, isApp: true };
}

/** Messages of one author within this time are grouped under one name. */
const togetherS = 5 * 60;

export function beginsGroup(message: SeenMessage, before: SeenMessage | undefined): boolean {
  if (!before) return true;
  return (
    before.user !== message.user ||
    before.ephemeralFor !== message.ephemeralFor ||
    message.ephemeralFor !== undefined ||
    Number(message.ts) - Number(before.ts) > togetherS
  );
}
