import type { JobName } from '#core/jobs.ts';
import { checkModels } from '../check-models.ts';
import type { Handler } from '../handler.ts';
import { audit } from './audit.ts';
import { cancel } from './cancel.ts';
import { checkoutNote } from './checkout-note.ts';
import { countUsage } from './count-usage.ts';
import { customerAddress } from './customer-address.ts';
import { decided } from './decided.ts';
import { deliver } from './deliver.ts';
import { discordGuilds } from './discord-guilds.ts';
import { erase, eraseOwn } from './erase.ts';
import { erasePerson } from './erase-person.ts';
import { expire } from './expire.ts';
import { exportData } from './export.ts';
import { forgetUpload } from './forget-upload.ts';
import { hide } from './hide.ts';
import { linkedNote } from './linked-note.ts';
import { mail } from './mail.ts';
import { keepModelExample } from './model-example.ts';
import { policyNews } from './policy-news.ts';
import { privacyDue } from './privacy-due.ts';
import { progress } from './progress.ts';
import { prove } from './prove.ts';
import { recolour } from './recolour.ts';
import { reconcile } from './reconcile.ts';
import { reference } from './reference.ts';
import { retention } from './retention.ts';
import { seal } from './seal.ts';
import { settle } from './settle.ts';
import { slackInstalls } from './slack-installs.ts';
import { keepSmallPng } from './small-png.ts';
import { strays } from './strays.ts';
import { stripeEvent } from './stripe-event.ts';
import { submit } from './submit.ts';
import { sweep } from './sweep.ts';
import { webhook } from './webhook.ts';

/** One for every job in core/jobs.ts. Scheduled ones return how many things they had to repair. */
export const handlers: { [Name in JobName]: Handler<Name> } = {
  reference,
  submit,
  settle,
  deliver,
  progress,
  cancel,
  strays,
  erase,
  hide,
  prove,
  decided,
  'small-png': keepSmallPng,
  'model-example': keepModelExample,
  'erase-own': eraseOwn,
  'forget-upload': forgetUpload,
  recolour,
  export: exportData,
  'erase-person': erasePerson,
  mail,
  'linked-note': linkedNote,
  'stripe-event': stripeEvent,
  'checkout-note': checkoutNote,
  'customer-address': customerAddress,
  webhook,
  sweep,
  audit,
  seal,
  expire,
  retention,
  reconcile,
  'discord-guilds': discordGuilds,
  'slack-installs': slackInstalls,
  'policy-news': policyNews,
  'count-usage': countUsage,
  'privacy-due': privacyDue,
  'check-models': checkModels,
};
