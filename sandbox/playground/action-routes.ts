import { z } from 'zod';
import type { Answer, Routes } from '#sandbox/kit/serve.ts';
import type { ActionsFor } from './requests.ts';

/** `POST <base>/<action>` for every action, whose request is checked before anything is done. */
export function actionRoutes<R extends Record<string, z.ZodType>>(
  base: string,
  requests: R,
  actions: ActionsFor<R>,
): Routes {
  return Object.fromEntries(
    Object.keys(requests).map((name) => [
      `POST ${base}/${name}`,
      async ({ body }) => {
        const input = requests[name as keyof R]?.parse(body) as z.output<R[keyof R]>;
        return { body: (await actions[name as keyof R](input)) ?? {} };
      },
    ]),
  );
}

/** A stand-in's refusal is a sentence for the person; anything else is a bug, and logged. */
export function errorAnswer(status: number, cause?: unknown): Answer {
  if (cause instanceof z.ZodError) return { status: 400, body: { error: z.prettifyError(cause) } };
  const isSentence = cause instanceof Error && !(cause instanceof TypeError || cause instanceof RangeError);
  if (isSentence) return { status: 409, body: { error: cause.message } };
  if (cause) console.error('The playground failed:', cause);
  return { status, body: { error: status === 404 ? 'There is no such page.' : 'The playground failed; see its log.' } };
}
