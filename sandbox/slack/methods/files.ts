import { checkBlocks, withIds } from '../blocks.ts';
import { invalid, SlackError } from '../errors.ts';
import { createUpload, describeFile, dropFile, seesFile, shareFiles } from '../files.ts';
import { botAuthor } from '../messages.ts';
import type { StoredFile } from '../state.ts';
import { fileIsUsable } from '../usable-file.ts';
import { json, type MethodCall, type Methods, text, writableChannel } from './call.ts';

export const files: Methods = {
  'files.getUploadURLExternal': {
    token: 'bot',
    scopes: ['files:write'],
    run({ slack, team, args }) {
      const filename = text(args, 'filename');
      const length = Number(text(args, 'length'));
      const problems = [
        ...(filename ? [] : ['missing required field: filename']),
        ...(Number.isInteger(length) && length > 0 ? [] : ['missing required field: length']),
      ];
      if (problems.length > 0) throw invalid('invalid_arguments', problems);
      // The reference says `alt_txt`; the Node SDK sends `alt_text`. Tests can ask which one arrived.
      const altField = args.alt_txt !== undefined ? 'alt_txt' : args.alt_text !== undefined ? 'alt_text' : undefined;
      const file = createUpload(slack, team, {
        filename,
        length,
        userId: team.botUserId,
        ...(altField && { altField, alt: text(args, altField) }),
      });
      return { upload_url: `${slack.url()}/upload/v1/${file.uploadToken}`, file_id: file.object.id };
    },
  },
  'files.completeUploadExternal': {
    token: 'bot',
    scopes: ['files:write'],
    run(call) {
      const { slack, team, args } = call;
      const listed = json(args, 'files') as Array<{ id?: string; title?: string }> | undefined;
      if (!Array.isArray(listed) || listed.length === 0)
        throw invalid('invalid_arguments', ['missing required field: files']);
      const uploads = listed.map(({ id, title }) => ({ file: pendingFile(call, id ?? ''), title }));
      const channel = args.channel_id ? writableChannel(call, 'channel_id') : undefined;
      const threadTs = text(args, 'thread_ts');
      if (threadTs && !channel?.byTs.has(threadTs)) throw new SlackError('invalid_thread_ts');
      const comment = text(args, 'initial_comment');
      // With a comment, the blocks are ignored, even invalid ones.
      const blocks = comment ? undefined : json(args, 'blocks');
      if (blocks !== undefined) {
        const problems = checkBlocks(blocks, 'message', fileIsUsable(slack, team.id));
        if (problems.length > 0) throw invalid('invalid_blocks', problems);
      }
      for (const { file, title } of uploads) {
        file.completed = true;
        file.processedAtMs = slack.state.clock.now() + slack.fileProcessingMs;
        if (title) file.object.title = title;
      }
      const answer = uploads.map(({ file }) => describeFile(slack, file));
      if (channel) {
        const content = {
          text: comment,
          ...(blocks !== undefined && { blocks: withIds(blocks) }),
          ...(threadTs && { threadTs }),
        };
        shareFiles(
          slack,
          channel,
          botAuthor(slack.state, team),
          uploads.map(({ file }) => file),
          content,
        );
      }
      return { files: answer };
    },
  },
  'files.info': {
    token: 'bot',
    scopes: ['files:read'],
    run: (call) => ({
      file: describeFile(call.slack, knownFile(call)),
      comments: [],
      response_metadata: { next_cursor: '' },
    }),
  },
  'files.delete': {
    token: 'bot',
    scopes: ['files:write'],
    run(call) {
      const file = knownFile(call);
      if (file.object.user !== call.team.botUserId) throw new SlackError('cant_delete_file');
      dropFile(call.slack, file);
      return {};
    },
  },
};

function knownFile({ slack, team, args }: MethodCall): StoredFile {
  const file = slack.state.files.get(text(args, 'file'));
  if (!file?.completed || !seesFile(slack, team, file)) throw new SlackError('file_not_found');
  return file;
}

/** A file whose bytes have arrived and that is not complete yet. */
function pendingFile({ slack, team }: MethodCall, id: string): StoredFile {
  const file = slack.state.files.get(id);
  if (!file || file.teamId !== team.id || file.completed) throw new SlackError('file_not_found');
  if (!file.uploaded) throw new SlackError('file_not_found');
  return file;
}
