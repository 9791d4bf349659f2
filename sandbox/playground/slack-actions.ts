import type { ElementPlace, SlackPeople } from '#sandbox/slack/people.ts';
import type { SlackStandIn } from '#sandbox/slack/start.ts';
import type { ActionsFor, SentFile, slackRequests } from './requests.ts';
import { uploadedFile, withUploads } from './uploaded-file.ts';

export type SlackActions = ReturnType<typeof createSlackActions>;

/** What a person does in the Slack panel. A refusal by the client is shown as its sentence. */
export function createSlackActions({ people }: SlackStandIn) {
  return {
    async command({ threadTs, ...rest }) {
      const { acknowledged } = await people.runCommand({ ...rest, ...(threadTs ? { threadTs } : {}) });
      // Slackbot reports errors in the channel.
      acknowledged.catch(() => {});
    },
    async click({ userId, actionId, value, selected, ...place }) {
      const what = { userId, actionId, ...(value === undefined ? {} : { value }), ...(selected ? { selected } : {}) };
      const where = placeOf(place);
      const { acknowledged } = await ('viewId' in where
        ? people.clickInView({ ...what, ...where })
        : people.click({ ...what, ...where }));
      await acknowledged;
    },
    async suggest({ userId, actionId, value, ...place }) {
      return { options: await people.suggest({ userId, actionId, value, ...placeOf(place) }) };
    },
    async 'submit-view'({ values, ...rest }) {
      const { closed, errors } = await people.submitView({ ...rest, values: withUploads(values) });
      return { closed, errors: errors ?? {} };
    },
    'close-view': ({ all, ...rest }) => people.closeView({ ...rest, ...(all === undefined ? {} : { all }) }),
    mention: ({ files, text, threadTs, ...where }) =>
      say(people, { ...where, ...(threadTs ? { threadTs } : {}) }, text, files),
    async shortcut({ ts, ...input }) {
      const { acknowledged } = await people.shortcut({ ...input, ...(ts === undefined ? {} : { ts }) });
      await acknowledged;
    },
    'open-home': (input) => people.openHome(input),
    uninstall: ({ teamId }) => people.uninstall(teamId),
  } satisfies ActionsFor<typeof slackRequests>;
}

function placeOf({
  channelId,
  ts,
  viewId,
}: {
  channelId?: string | undefined;
  ts?: string | undefined;
  viewId?: string | undefined;
}): ElementPlace {
  if (viewId !== undefined) return { viewId };
  if (channelId !== undefined && ts !== undefined) return { channelId, ts };
  throw new Error('An element is in a view or in a message.');
}

/** One message, with the files that were added to it, as Slack's own composer sends it. */
async function say(
  people: SlackPeople,
  where: { userId: string; channelId: string; threadTs?: string },
  text: string,
  files: SentFile[],
) {
  if (text) await people.mention({ ...where, text, files: files.map(uploadedFile) });
  else for (const file of files) await people.upload({ ...where, ...uploadedFile(file) });
}
