import { bearerToken } from '#sandbox/kit/authorization.ts';
import type { Answer, Request } from '#sandbox/kit/serve.ts';
import { emitEvent } from './events.ts';
import { newId, randomHex } from './ids.ts';
import { imageFacts } from './image-facts.ts';
import { KEEP } from './limits.ts';
import { type botAuthor, edit, post } from './messages.ts';
import type { FileObject, SlackBlock } from './shapes.ts';
import type { Slack } from './slack.ts';
import { type Channel, reaches, type StoredFile, type StoredMessage, scopesOf, type Team } from './state.ts';

export interface NewFile {
  filename: string;
  length: number;
  userId: string;
  altField?: 'alt_txt' | 'alt_text';
  alt?: string;
}

export function createUpload(slack: Slack, team: Team, file: NewFile): StoredFile {
  const id = newId('F');
  const nowS = Math.floor(slack.state.clock.now() / 1000);
  const name = encodeURIComponent(file.filename);
  const extension = file.filename.split('.').pop()?.toLowerCase() ?? '';
  const stored: StoredFile = {
    teamId: team.id,
    mimetype: '',
    uploadToken: `C${randomHex(20)}`,
    expectedLength: file.length,
    uploaded: false,
    completed: false,
    processedAtMs: Number.POSITIVE_INFINITY,
    ...(file.altField && { altField: file.altField }),
    object: {
      id,
      created: nowS,
      timestamp: nowS,
      name: file.filename,
      title: file.filename,
      mimetype: '',
      filetype: extension,
      pretty_type: extension.toUpperCase(),
      user: file.userId,
      user_team: team.id,
      mode: 'hosted',
      size: file.length,
      is_public: false,
      public_url_shared: false,
      url_private: `${slack.url()}/files-pri/${team.id}-${id}/${name}`,
      url_private_download: `${slack.url()}/files-pri/${team.id}-${id}/download/${name}`,
      permalink: `${slack.url()}/files/${file.userId}/${id}/${name}`,
      channels: [],
      groups: [],
      ims: [],
      shares: {},
      ...(file.alt && { alt_txt: file.alt }),
    },
  };
  slack.state.files.set(id, stored);
  slack.state.uploads.set(stored.uploadToken ?? '', id);
  forgetOldest(slack);
  return stored;
}

function forgetOldest(slack: Slack) {
  for (const [id, file] of slack.state.files) {
    if (slack.state.files.size <= KEEP.files) return;
    slack.state.files.delete(id);
    slack.state.uploads.delete(file.uploadToken ?? '');
    void slack.bytes.remove(id);
  }
}

/** The bytes of an upload: raw, or in a multipart form as the SDK sends them. */
export async function receiveUpload(slack: Slack, request: Request): Promise<Answer> {
  const file = slack.state.files.get(slack.state.uploads.get(request.params.token ?? '') ?? '');
  if (!file || file.uploaded) return { status: 404, body: 'Upload URL not found or already used' };
  const bytes = request.files[0]?.bytes ?? request.raw;
  if (bytes.length !== file.expectedLength) return { status: 400, body: `Expected ${file.expectedLength} bytes` };
  await takeBytes(slack, file, bytes);
  return { headers: { 'content-type': 'text/plain' }, body: `OK - ${bytes.length}` };
}

export async function takeBytes(slack: Slack, file: StoredFile, bytes: Buffer) {
  const facts = imageFacts(bytes, file.object.name);
  file.mimetype = facts.mimetype;
  if (facts.width && facts.height) {
    file.object.original_w = facts.width;
    file.object.original_h = facts.height;
    file.object.thumb_360 = file.object.url_private;
  }
  await slack.bytes.write(file.object.id, bytes);
  file.uploaded = true;
  slack.state.uploads.delete(file.uploadToken ?? '');
}

/** What files.info shows: until the file is processed, neither its type, its size in pixels, nor where it was shared. */
export function describeFile(slack: Slack, file: StoredFile): FileObject {
  if (slack.state.clock.now() >= file.processedAtMs) return { ...file.object, mimetype: file.mimetype };
  const { original_w, original_h, thumb_360, ...fresh } = file.object;
  return { ...fresh, mimetype: '', shares: {} };
}

/** One message with all the files; people see it at once. */
export function shareFiles(
  slack: Slack,
  channel: Channel,
  author: string | ReturnType<typeof botAuthor>,
  files: StoredFile[],
  content: { text: string; blocks?: SlackBlock[]; threadTs?: string },
): StoredMessage {
  const shown = files.map((file) => ({ ...file.object, mimetype: file.mimetype }));
  const message = post(slack.state, channel, author, { ...content, files: shown });
  for (const file of files) {
    noteShare(file, channel, message);
    slack.state.emit({ type: 'file', teamId: channel.teamId, fileId: file.object.id });
    for (const team of appsIn(slack, channel)) {
      const { id, user } = file.object;
      const event = { type: 'file_shared', file_id: id, user_id: user, file: { id }, channel_id: channel.id };
      emitEvent(slack, team, event, channel);
    }
  }
  return message;
}

/** The workspaces that have the app, with the app in this channel. */
export function appsIn({ state }: Slack, channel: Channel): Team[] {
  return [...state.teams.values()].filter(
    (team) =>
      (team.installed || team.installedByOrg) && reaches(team, channel) && channel.memberIds.has(team.botUserId),
  );
}

/** Whether a workspace's token can see a file: it is its own, or in a channel that is shared with it. */
export function seesFile({ state }: Slack, team: Team, file: StoredFile): boolean {
  if (file.teamId === team.id) return true;
  const { channels, groups } = file.object;
  return [...channels, ...groups].some((id) => {
    const channel = state.channels.get(id);
    return channel !== undefined && reaches(team, channel);
  });
}

function noteShare(file: StoredFile, channel: Channel, message: StoredMessage) {
  const where = channel.kind === 'public' ? 'public' : 'private';
  const share = {
    ts: message.ts,
    ...(message.thread_ts && { thread_ts: message.thread_ts }),
    channel_name: channel.name,
    team_id: channel.teamId,
    share_user_id: message.user,
  };
  file.object.shares[where] = { ...file.object.shares[where], [channel.id]: [share] };
  file.object[channel.kind === 'public' ? 'channels' : channel.kind === 'im' ? 'ims' : 'groups'].push(channel.id);
  if (channel.kind === 'public') file.object.is_public = true;
}

/** Removes the file from its messages; the messages stay, with a tombstone in its place. */
export function dropFile(slack: Slack, file: StoredFile) {
  const { id, shares } = file.object;
  for (const [channelId, entries] of Object.entries({ ...shares.public, ...shares.private })) {
    const channel = slack.state.channels.get(channelId);
    const message = channel?.byTs.get(entries[0]?.ts ?? '');
    if (!channel || !message?.files) continue;
    message.files = message.files.map((each) =>
      each.id === id ? { ...each, mode: 'tombstone', url_private: '' } : each,
    );
    edit(slack.state, channel, message, {});
  }
  slack.state.files.delete(id);
  void slack.bytes.remove(id);
}

/**
 * url_private and url_private_download: for a workspace's token that may read files, which a signed-in person's token may
 * not. https://docs.slack.dev/reference/objects/file-object
 */
export function serveFile(slack: Slack, request: Request): Answer {
  const [teamId = '', id = ''] = (request.params.key ?? '').split('-');
  const token = slack.state.tokens.get(bearerToken(request) ?? '');
  const file = slack.state.files.get(id);
  const reader = slack.state.teams.get(token?.teamId ?? '');
  const isTheirs = reader?.id === teamId || (reader && file && seesFile(slack, reader, file));
  const mayRead = token && !token.dead && isTheirs && scopesOf(slack.state, token).includes('files:read');
  // Without a valid token, the real service redirects people to its sign-in page.
  if (!mayRead) return { status: 302, headers: { location: `${slack.url()}/signin` } };
  if (!file?.uploaded || file.teamId !== teamId) return { status: 404, body: 'file_not_found' };
  return { headers: { 'content-type': file.mimetype }, body: slack.bytes.read(id) };
}
