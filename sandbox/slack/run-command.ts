import { codeOf, deliver, placeOf } from './deliver.ts';
import { post } from './messages.ts';
import type { Acknowledgement, Delivered, SlackPeople } from './people.ts';
import { applyResponse, type ResponseBody, responseProblems } from './respond.ts';
import { toShortcodes } from './shortcodes.ts';
import { APP, type Slack } from './slack.ts';
import { type Channel, isChannel, type ResponseUrl, reaches, type Team } from './state.ts';
import { newResponseUrl, newTrigger } from './triggers.ts';
import { APP_ID, APP_NAME } from './world.ts';

type Command = Parameters<SlackPeople['runCommand']>[0];

/**
 * A slash command belongs to the person's own workspace, wherever they type it; emoji are sent by name
 * (https://docs.slack.dev/interactivity/implementing-slash-commands).
 */
export async function runCommand(slack: Slack, p: Command): Promise<Delivered> {
  const { team, user, channel } = placeOf(slack, p.userId, p.channelId);
  const known =
    team.installed || team.installedByOrg
      ? slack.state.commands.find(({ command }) => command === p.command)
      : undefined;
  if (!known) {
    throw new Error(
      `${p.command} is not a valid command. In Slack, all messages that start with the "/" character are interpreted as commands.`,
    );
  }
  if (p.threadTs) throw new Error(`${p.command} is not supported in threads. Sorry!`);
  const triggerId = newTrigger(slack.state, { teamId: team.id, userId: user.id });
  const { url: responseUrl, record } = newResponseUrl(slack, 'commands', { channel, userId: user.id, teamId: team.id });
  const typed = toShortcodes(p.text);
  const payload = {
    token: APP.verificationToken,
    team_id: team.id,
    team_domain: team.domain,
    channel_id: channel.id,
    channel_name: channel.kind === 'private' ? 'privategroup' : channel.name,
    user_id: user.id,
    user_name: user.name,
    command: p.command,
    text: known.shouldEscape ? withIds(slack, team, escaped(typed)) : escaped(typed),
    api_app_id: APP_ID,
    ...(team.enterpriseId && { enterprise_id: team.enterpriseId, enterprise_name: team.enterpriseId }),
    is_enterprise_install: String(team.installedByOrg),
    response_url: responseUrl,
    trigger_id: triggerId,
  };
  const fail = (sentence: string) => tell(slack, channel, user.id, sentence);
  return deliver(
    slack,
    { kind: 'slash_commands', name: p.command, payload, triggerId, responseUrl },
    (cause) =>
      fail(
        cause.reason === 'http_timeout'
          ? `${p.command} failed because the app did not respond (operation_timeout).`
          : `${p.command} failed with the error "dispatch_failed" (${codeOf(cause)}).`,
      ),
    (answer) => showAnswer(slack, record, channel, p, answer, fail),
  );
}

/** Slack escapes the three special characters of mrkdwn before it passes text on. */
const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/**
 * With `should_escape`, people, channels and links arrive as references: `<@U123>`, `<#C123|general>`, `<https://…>`. People have
 * no names there, nor do private channels (https://docs.slack.dev/interactivity/implementing-slash-commands).
 */
function withIds({ state }: Slack, team: Team, text: string): string {
  const named = (name: string) => [...team.users.values()].find((user) => user.name === name.toLowerCase());
  const channel = (name: string) =>
    [...state.channels.values()].find((each) => reaches(team, each) && isChannel(each) && each.name === name);
  return text.replace(/(?<=^|\s)(?:@([\w.-]+)|#([\w-]+)|(https?:\/\/\S+))/g, (typed, person, place, link) => {
    const user = person && named(person);
    if (user) return `<@${user.id}>`;
    if (person?.toLowerCase() === APP_NAME.toLowerCase()) return `<@${team.botUserId}>`;
    const where = place && channel(place);
    if (where) return `<#${where.id}|${where.kind === 'private' ? '' : where.name}>`;
    return link ? `<${link}>` : typed;
  });
}

/** Shows in the channel what the body of the acknowledgement contains. */
function showAnswer(
  slack: Slack,
  record: ResponseUrl,
  channel: Channel,
  { command, text }: Command,
  { body }: Acknowledgement,
  fail: (sentence: string) => string,
) {
  const answer: ResponseBody = typeof body === 'string' ? { text: body } : ((body ?? {}) as ResponseBody);
  if (answer.response_type === 'in_channel') {
    post(slack.state, channel, record.userId, { text: `${command} ${text}`.trim() });
  }
  if (!answer.text && !answer.blocks && !answer.attachments?.length) return;
  const problems = responseProblems(slack, record.teamId, answer);
  if (problems) {
    throw new Error(fail(`${command} failed with the error "${problems.error}" (${problems.messages.join('; ')}).`));
  }
  applyResponse(slack, record, answer);
}

/** Slackbot says it, to this person only. */
function tell(slack: Slack, channel: Channel, userId: string, sentence: string): string {
  post(slack.state, channel, 'USLACKBOT', { text: sentence, ephemeralFor: userId });
  return sentence;
}
