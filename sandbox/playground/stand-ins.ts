import type { DiscordStandIn } from '#sandbox/discord/start.ts';
import type { MailStandIn } from '#sandbox/mail/start.ts';
import type { ReplicateStandIn } from '#sandbox/replicate/start.ts';
import type { SlackStandIn } from '#sandbox/slack/start.ts';
import type { StripeStandIn } from '#sandbox/stripe/start.ts';

export interface StandIns {
  discord: DiscordStandIn;
  slack: SlackStandIn;
  replicate: ReplicateStandIn;
  stripe: StripeStandIn;
  mail: MailStandIn;
}
