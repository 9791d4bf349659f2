import type { Config } from '../../config.ts';
import { describeBrowser, describeKept, describeLogs, describeThirdParties } from '../map/describe.ts';

/** What Article 15 asks to be told besides the data itself; made from the data map. */
export const informationFor = ({ publicUrl, privacyContact }: Pick<Config, 'publicUrl' | 'privacyContact'>) => ({
  contact: privacyContact,
  policy: `${publicUrl}/privacy`,
  source: 'All of it comes from you: what you wrote, pressed and paid, and what your chat tells us of you when you do.',
  kept: describeKept(),
  recipients: describeThirdParties(),
  inYourBrowser: describeBrowser(),
  logs: describeLogs(),
  outsideTheEea: 'Most of these recipients are companies of the United States; the policy says on what that rests.',
  decisionsByMachine: 'None about you, and no profile. A model’s safety filter may refuse a single prompt.',
  rights: [
    'Correct: /settings, or ask us.',
    'Delete one picture, one project, one chat identity, or everything: /privacy in chat, or the settings’ page Your data.',
    'Object to statistics, or have processing restricted: the same places.',
    'Take this copy elsewhere: data.json is described by data.schema.json.',
    'Complain to the data protection authority where you live.',
  ],
});
export type Information = ReturnType<typeof informationFor>;
