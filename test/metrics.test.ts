import { expect, test } from 'vitest';
import { serveMetrics } from '#core/metrics/serve.ts';
import { startWorker } from '../worker/start.ts';
import { onBothBackends } from './backends.ts';

/** What Prometheus would read now: `name{labels}` → value. */
async function scrape(port: string | undefined): Promise<Map<string, number>> {
  const response = await fetch(`http://127.0.0.1:${port}/metrics`);
  expect(response.status).toBe(200);
  const lines = (await response.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]));
}

onBothBackends((world) => {
  test('tells how things stand, on a port of its own', async () => {
    const { METRICS_PORT, PORT, BOTS_PORT, WORKER_PORT } = world().env;
    const seen = await scrape(METRICS_PORT);
    expect(seen.get('upixel_database_up')).toBe(1);
    expect(seen.get('upixel_queue_up')).toBe(1);
    expect(seen.get('upixel_role{role="worker"}')).toBe(1);
    expect(seen.get('upixel_queue_jobs{job="submit",state="waiting"}')).toBe(0);
    expect(seen.get('upixel_generations_open{status="queued"}')).toBe(0);
    // What has not happened yet is 0, not missing: Prometheus sees no rise otherwise.
    expect(seen.get('upixel_deliveries_total{platform="slack",rung="undelivered"}')).toBe(0);
    expect(seen.get('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0);
    for (const port of [PORT, BOTS_PORT, WORKER_PORT])
      expect(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()).not.toContain('upixel_queue_jobs');
    for (const port of [PORT, BOTS_PORT, WORKER_PORT])
      expect((await fetch(`http://127.0.0.1:${port}/health/ready`)).status).toBe(200);
  });

  test('a port that is taken is named with the variable that chooses another', async () => {
    await expect(serveMetrics(world().deps, [])).rejects.toThrow(/Port \d+ is in use.*METRICS_PORT/);
    await expect(startWorker(world().deps)).rejects.toThrow(/Port \d+ is in use.*WORKER_PORT/);
  });
});
