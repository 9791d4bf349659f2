import type { DiscordActions } from '../discord-actions.ts';
import type { discordRequests, Inputs, SentFile, sandboxRequests, slackRequests } from '../requests.ts';
import type { SandboxActions } from '../sandbox-actions.ts';
import type { SlackActions } from '../slack-actions.ts';

type AnswerOf<Actions, Name extends keyof Actions> = Actions[Name] extends (input: never) => infer Result
  ? Awaited<Result>
  : never;

/** Every action resolves with its result, or throws a sentence for the person. */
export const act = {
  discord: <Name extends keyof DiscordActions>(name: Name, input: Inputs<typeof discordRequests>[Name]) =>
    post<AnswerOf<DiscordActions, Name>>(`/api/discord/${name}`, input),
  slack: <Name extends keyof SlackActions>(name: Name, input: Inputs<typeof slackRequests>[Name]) =>
    post<AnswerOf<SlackActions, Name>>(`/api/slack/${name}`, input),
  sandbox: <Name extends keyof SandboxActions>(name: Name, input: Inputs<typeof sandboxRequests>[Name]) =>
    post<AnswerOf<SandboxActions, Name>>(`/api/sandbox/${name}`, input),
};

export async function get<T>(url: string, signal: AbortSignal): Promise<T> {
  return read<T>(await fetch(url, { signal }));
}

async function post<T>(url: string, input: unknown): Promise<T> {
  const answer = fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  return read<T>(
    await answer.catch(() => {
      throw new Error('The sandbox does not answer. Is it still running?');
    }),
  );
}

async function read<T>(answer: Response): Promise<T> {
  const body = (await answer.json()) as T & { error?: string };
  if (!answer.ok) throw new Error(body.error ?? `The sandbox answered ${answer.status}.`);
  return body;
}

export async function sentFile(file: File): Promise<SentFile> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  // In chunks: a call can only take so many arguments.
  const pieceBytes = 32_768;
  for (let at = 0; at < bytes.length; at += pieceBytes)
    binary += String.fromCharCode(...bytes.subarray(at, at + pieceBytes));
  return { filename: file.name, contentType: file.type, base64: btoa(binary) };
}
