import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { catalogue } from './catalogue.ts';
import { createMetrics } from './metrics.ts';

const read = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8');
const metrics = Object.values(catalogue);

const rules = z.object({
  groups: z.array(
    z.object({
      rules: z.array(
        z.object({
          alert: z.string(),
          expr: z.string(),
          labels: z.object({ severity: z.enum(['page', 'ticket']) }),
          annotations: z.object({ summary: z.string(), runbook: z.string() }),
        }),
      ),
    }),
  ),
});
const alerts = async () =>
  rules.parse(parse(await read('ops/prometheus-alerts.yml'))).groups.flatMap((group) => group.rules);

/** The metric names in a text, as in the catalogue: a histogram is read by its parts. */
const namesIn = (text: string) =>
  [...text.matchAll(/\bupixel_[a-z_]+/g)].map(([name]) => name.replace(/_seconds_(bucket|sum|count)$/, '_seconds'));

test('dashboard, alerts and runbook name only metrics that there are, and the dashboard every one of them', async () => {
  const known = new Set<string>(metrics.map(({ name }) => name));
  const files = await Promise.all(
    ['ops/grafana-dashboard.json', 'ops/prometheus-alerts.yml', 'docs/runbook.md'].map(read),
  );
  expect(files.flatMap(namesIn).filter((name) => !known.has(name))).toEqual([]);
  const shown = new Set(namesIn(files[0] ?? ''));
  expect([...known].filter((name) => !shown.has(name))).toEqual([]);
});

test('what they ask of labels can be answered', async () => {
  const text = [...(await alerts()).map(({ expr }) => expr), await read('ops/grafana-dashboard.json')].join('\n');
  for (const [, name = '', selector = ''] of text.matchAll(/\b(upixel_[a-z_]+)\{([^}]*)\}/g)) {
    const labels = metrics.find((each) => namesIn(name).includes(each.name))?.labels as Record<string, unknown>;
    for (const [, label = '', values = ''] of selector.matchAll(/(\w+)=~?\\?"([^"\\]*)/g)) {
      const possible = labels[label];
      expect(possible, `${name} has ${label}`).toBeDefined();
      for (const value of values.split('|')) if (Array.isArray(possible)) expect(possible, name).toContain(value);
    }
  }
});

test('each metric of Node’s own that they name is told', async () => {
  const told = (await createMetrics().text()).body;
  const text = (await read('ops/grafana-dashboard.json')) + (await read('ops/prometheus-alerts.yml'));
  for (const [name] of text.matchAll(/\b(nodejs|process)_[a-z0-9_]+/g)) expect(told).toContain(`# TYPE ${name} `);
});

test('every alert has its place in the runbook, and the runbook no other', async () => {
  const runbook = await read('docs/runbook.md');
  const headings = [...runbook.matchAll(/^### (\w+)$/gm)].map((match) => match[1]);
  const names = (await alerts()).map(({ alert }) => alert);
  expect(headings).toEqual(names);
  for (const { alert, annotations } of await alerts())
    expect(annotations.runbook).toBe(`docs/runbook.md#${alert.toLowerCase()}`);
});

test('every cause for an operator is explained', async () => {
  const section = /### OperatorNeeded\n(.*?)\n###/s.exec(await read('docs/runbook.md'))?.[1] ?? '';
  for (const cause of catalogue.operatorNeeded.labels.cause) expect(section).toContain(`\`${cause}\``);
});
