import { SocketModeReceiver } from '@slack/bolt';
import { expect, test } from 'vitest';
import { slackLogger } from '#core/chat/slack/clients.ts';
import { createLog } from '#core/log.ts';
import { start } from '#sandbox/slack/start.ts';
import { keepSocket, startInTime } from './socket.ts';

const log = createLog('silent');

test('a handshake that is swallowed on the way is given up, and the next one tried', async () => {
  const slack = await start();
  const { client } = new SocketModeReceiver({
    appToken: slack.appToken,
    logger: slackLogger(log),
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl } },
  });
  const stop = () => client.disconnect();
  slack.sockets.swallowNext();
  await expect(startInTime(() => client.start(), stop, 1_000)).rejects.toThrow('No connection came about');
  await startInTime(() => client.start(), stop);
  const kept = keepSocket(client, log, { patienceMs: 1_000 });
  try {
    slack.sockets.swallowNext();
    slack.sockets.drop();
    await expect.poll(() => slack.sockets.connected()).toBe(1);
    await expect.poll(() => kept.trouble()).toBeUndefined();
  } finally {
    kept.stop();
    await client.disconnect();
    await slack.close();
  }
});
