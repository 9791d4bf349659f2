import { createRules, type Rules } from './abuse/rules.ts';
import { createMailer } from './adapters/mailer.ts';
import { createReplicateProvider } from './adapters/replicate/provider.ts';
import { createStorage } from './adapters/storage.ts';
import { createStripePayments } from './adapters/stripe/payments.ts';
import type { JustStored, Proven } from './assets/unproven.ts';
import { createDiscordChannels, type DiscordChannels } from './chat/discord/channels.ts';
import { createDiscordMessenger, type DiscordMessenger } from './chat/discord/messenger.ts';
import { createDiscordRest, type DiscordRest } from './chat/discord/rest.ts';
import { createDiscordRoles, type DiscordRoles } from './chat/discord/roles.ts';
import type { Messenger } from './chat/messenger.ts';
import type { Platform } from './chat/platforms.ts';
import { type ChatRateLimits, createChatRateLimits } from './chat/rate-limits.ts';
import { createSlackMembers, type SlackMembers } from './chat/slack/members.ts';
import { createSlackMessenger, type SlackMessenger } from './chat/slack/messenger.ts';
import { createSlackTokens, type SlackTokens } from './chat/slack/tokens.ts';
import { createSlackUserGroups, type SlackUserGroups } from './chat/slack/user-groups.ts';
import type { Config } from './config.ts';
import { createDatabases, type Database } from './database/client.ts';
import { createPixelThreads, type PixelThreads } from './images/pixel-threads.ts';
import type { WrappingKeys } from './keys/aead.ts';
import { createKeyStore } from './keys/key-store.ts';
import { createKeys, type Keys } from './keys/keys.ts';
import { type SealedStorage, sealedStorage } from './keys/sealed-storage.ts';
import { createSecrets } from './keys/secrets.ts';
import { createLog, type Logger } from './log.ts';
import { createMetrics, type Metrics } from './metrics/metrics.ts';
import { noteErrors, watched } from './metrics/watch.ts';
import type { CheckBeforePosting } from './ports/check-before-posting.ts';
import type { ImageProvider } from './ports/image-provider.ts';
import type { Mailer } from './ports/mailer.ts';
import type { Payments } from './ports/payments.ts';
import type { Storage } from './ports/storage.ts';
import { goodbyeMs, type Purpose } from './postgres/limits.ts';
import { createPrivatePeople, type PrivatePeople } from './preferences/private-people.ts';
import { type Consents, createConsents } from './privacy/consents/consents.ts';
import { createUsage, type Usage } from './privacy/usage/usage.ts';
import { createQueueBackend, type QueueBackend } from './queue/backend.ts';
import { createQueues, type Queues } from './queue/queues.ts';
import { createDoubled, type Doubled } from './requests/doubled.ts';
import { createSeal, type Seal } from './seal.ts';
import { within } from './within.ts';

/** Everything that a process has. Functions name the parts they use in their first argument. */
export interface Deps {
  config: Config;
  log: Logger;
  metrics: Metrics;
  /** For statements that somebody waits for. */
  db: Database;
  /** For statements that may take longer. */
  dbFor(purpose: Purpose): Database;
  seal: Seal;
  wrappingKeys: WrappingKeys;
  keys: Keys;
  /** Where the keys lie. */
  keyStorage: Storage;
  backend: QueueBackend;
  queues: Queues;
  storage: SealedStorage;
  provider: ImageProvider;
  payments: Payments;
  mailer: Mailer;
  discordRest: DiscordRest;
  discord: DiscordMessenger;
  discordRoles: DiscordRoles;
  discordChannels: DiscordChannels;
  slack: SlackMessenger;
  slackTokens: SlackTokens;
  slackUserGroups: SlackUserGroups;
  slackMembers: SlackMembers;
  messengers: Record<Platform, Messenger>;
  chatRateLimits: ChatRateLimits;
  consents: Consents;
  rules: Rules;
  privatePeople: PrivatePeople;
  usage: Usage;
  doubled: Doubled;
  /** Started at the first work. */
  pixelThreads: PixelThreads;
  /** Aborted if this process must end before everybody in chat is answered. Only bots, which acknowledge, have it. */
  givingUp?: AbortSignal;
  /** Only a worker has it: what can wait does so until nobody waits for the process, or for so long. */
  quiet?: { wait(limitMs: number): Promise<void> };
  /** Only a worker has it: what it has just stored, and is to decode. */
  justStored?: JustStored;
  /** Only a worker has it: what it has decoded, and is to note. */
  proven?: Proven;
  /** Only a worker has them: what a model's output must pass before it is stored, in this order. */
  checks?: readonly CheckBeforePosting[];
  /** Closes every connection. Stop their users first. */
  close(): Promise<void>;
}

/** The only place that wires things. */
export function createDeps(config: Config): Deps {
  const log = createLog(config.logLevel, config.logFile);
  const databases = createDatabases(config.databaseUrl);
  const db = databases.for('person');
  const metrics = createMetrics();
  const note = noteErrors(metrics);
  const wrappingKeys: WrappingKeys = config.otherEncryptionKey
    ? [config.encryptionKey, config.otherEncryptionKey]
    : [config.encryptionKey];
  const seal = createSeal(...wrappingKeys);
  const keyStorage = watched(createStorage(config.keysUrl), note.storage);
  const keys = createKeys(
    { db, log, metrics },
    createKeyStore(keyStorage, wrappingKeys),
    createSecrets(keyStorage, wrappingKeys),
  );
  const backend = createQueueBackend(config);
  const queues = createQueues(backend);
  const mailer = createMailer(config.mail);
  const discordRest = createDiscordRest(config.discord, metrics);
  const discordChannels = createDiscordChannels({ rest: discordRest });
  const discord = createDiscordMessenger({ rest: discordRest, channels: discordChannels }, config.discord);
  const slackTokens = createSlackTokens({ db, keys, seal, log, metrics }, config.slack);
  const slack = createSlackMessenger({ tokens: slackTokens, log, metrics }, config.slack);
  const usage = createUsage({ db, log, keys });
  const pixelThreads = createPixelThreads();
  return {
    config,
    log,
    metrics,
    db,
    dbFor: databases.for,
    seal,
    backend,
    queues,
    wrappingKeys,
    keys,
    keyStorage,
    storage: sealedStorage(watched(createStorage(config.storageUrl), note.storage), keys),
    provider: watched(
      createReplicateProvider({
        apiUrl: config.replicate.apiUrl,
        token: config.replicate.token,
        webhookSecret: config.replicate.webhookSecret,
        logger: log,
      }),
      note.provider,
    ),
    payments: watched(createStripePayments(config.stripe), note.payments),
    mailer,
    discordRest,
    discord,
    discordRoles: createDiscordRoles({ rest: discordRest }),
    discordChannels,
    slack,
    slackTokens,
    slackUserGroups: createSlackUserGroups({ withClient: slack.withClient, log }),
    slackMembers: createSlackMembers({ withClient: slack.withClient }),
    messengers: { discord, slack },
    chatRateLimits: createChatRateLimits(config.chatRequests),
    consents: createConsents({ db, keys }),
    rules: createRules({ db }, config),
    privatePeople: createPrivatePeople({ db, keys, log }),
    usage,
    doubled: createDoubled(),
    pixelThreads,
    async close() {
      mailer.close();
      const closeQueues = async () => {
        await queues.close();
        await backend.close();
      };
      // Saying goodbye to a server that vanished would wait for ever.
      await within(
        goodbyeMs,
        Promise.all([closeQueues(), usage.flush().then(databases.close), pixelThreads.stop()]),
      ).catch((err) => log.warn({ err }, 'not every connection was closed in order'));
    },
  };
}
