import type { JobName } from '#core/jobs.ts';
import type { Handler } from '../handler.ts';
import { cancel } from './cancel.ts';
import { checkoutNote } from './checkout-note.ts';
import { customerAddress } from './customer-address.ts';
import { deliver } from './deliver.ts';
import { discordGuilds } from './discord-guilds.ts';
import { erase } from './erase.ts';
import { linkedNote } from './linked-note.ts';
import { mail } from './mail.ts';
import { progress } from './progress.ts';
import { reference } from './reference.ts';
import { settle } from './settle.ts';
import { strays } from './strays.ts';
import { stripeEvent } from './stripe-event.ts';
import { submit } from './submit.ts';

/** One for every job in core/jobs.ts. */
export const handlers: { [Name in JobName]: Handler<Name> } = {
  reference,
  submit,
  settle,
  deliver,
  progress,
  cancel,
  strays,
  erase,
  mail,
  'linked-note': linkedNote,
  'stripe-event': stripeEvent,
  'checkout-note': checkoutNote,
  'customer-address': customerAddress,
  'discord-guilds': discordGuilds,
};
