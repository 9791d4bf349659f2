import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import { line } from './shapes.ts';

const format = z.enum(['best', 'png']);
const notice = z.enum(['kept', 'payments']);

/** What one wants where one names nothing, in chat and here; null: as usual. */
export const preferences = z
  .object({
    model: line.max(100).nullable(),
    size: line.max(40).nullable(),
    format: format.nullable(),
    /** Who sees in a chat what one makes there, where the request does not say it. */
    resultsFor: z.enum(['everybody', 'me']).nullable(),
    /** The notices that one does not want. */
    noticesOff: z.array(notice),
  })
  .meta({ id: 'Preferences' });
export type Preferences = z.infer<typeof preferences>;

const choice = z.object({ value: z.string(), label: z.string() });

export const preferenceEndpoints = {
  getPreferences: {
    method: 'GET',
    path: '/api/preferences',
    summary: 'What you get where you name nothing, and what can be chosen; the same as /settings in chat',
    tag: 'Account',
    answer: z.object({
      preferences,
      /** What is used where nothing was chosen. */
      usual: z.object({ model: z.string(), size: z.string(), format: z.string() }),
      sizes: z.array(choice),
      formats: z.array(choice.extend({ value: format })),
      notices: z.array(choice.extend({ value: notice })),
    }),
  },
  savePreferences: {
    method: 'POST',
    path: '/api/preferences',
    summary: 'Changes what you get where you name nothing; what is absent stays',
    tag: 'Account',
    body: preferences.partial(),
    answer: preferences,
  },
} as const satisfies Record<string, Endpoint>;
