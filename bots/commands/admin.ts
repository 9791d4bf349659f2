import { z } from 'zod';
import { defineCommand, nothingChanged } from '../define-command.ts';
import { personOption } from '../fields.ts';
import { refuseUnused } from '../parse-options.ts';
import { keepOut, letIn, showPlaceUsage } from '../place/members.ts';

export const admin = defineCommand({
  name: 'admin',
  group: 'manage',
  description: 'For those who manage this place: keep a member out, let them in, see what was used',
  answer: 'ephemeral',
  refused: nothingChanged,
  isOfPlace: true,
  options: z.object({
    what: z.enum(['usage', 'block', 'unblock']).default('usage').meta({
      title: 'What to do',
      kind: 'main',
      description: 'What was used here, or block or unblock a member, here alone',
    }),
    person: personOption('Whom to block or unblock').optional(),
  }),

  async run(context, { what, person }) {
    switch (what) {
      case 'usage':
        refuseUnused(what, { person }, nothingChanged);
        return showPlaceUsage(context);
      case 'block':
        return keepOut(context, person);
      case 'unblock':
        return letIn(context, person);
    }
  },
});
