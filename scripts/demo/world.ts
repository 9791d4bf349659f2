import { saveSlackInstall } from '#core/chat/slack/installs.ts';
import { readConfig } from '#core/config.ts';
import { createStops } from '#core/stops.ts';
import { startSandbox } from '#sandbox/start.ts';
import { freePort } from '#test/free-port.ts';
import { assemble } from '../../assemble.ts';
import { slackManifest } from '../../bots/slack/manifest.ts';
import { migrate } from '../../prisma/migrate.ts';
import { roles } from '../../roles.ts';

/** All of UPixel in this process, on ports and data of its own, so that it runs beside `npm start`. */
export async function demoWorld(dataDir: string) {
  const startedAt = performance.now();
  const [webPort, botsPort] = [await freePort(), await freePort()];
  const sandbox = await startSandbox({
    dataDir,
    port: 0,
    playground: false,
    slackEventsUrl: `http://127.0.0.1:${botsPort}/slack/events`,
    stripeWebhookUrl: `http://127.0.0.1:${webPort}/webhooks/stripe`,
    slackManifest: slackManifest({
      botsUrl: `http://127.0.0.1:${botsPort}`,
      publicUrl: `http://127.0.0.1:${webPort}`,
    }),
    links: [],
    env: {},
  });
  const stops = createStops();
  stops.add(sandbox.stop);
  const env = {
    ...sandbox.env,
    PORT: String(webPort),
    BOTS_PORT: String(botsPort),
    WORKER_PORT: String(await freePort()),
    METRICS_PORT: String(await freePort()),
    UPIXEL_DATA_DIR: dataDir,
  };
  const config = readConfig(env);
  await migrate(config.databaseUrl);
  const deps = await assemble(config, {
    roles,
    stops,
    async prepare(made) {
      if (sandbox.slackInstall) await saveSlackInstall(made, sandbox.slackInstall);
    },
  });
  return { sandbox, deps, startMs: performance.now() - startedAt, stop: stops.stop };
}
