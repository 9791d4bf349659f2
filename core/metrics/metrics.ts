import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import {
  type CounterKey,
  catalogue,
  type GaugeKey,
  type HistogramKey,
  type LabelsOf,
  type MetricKey,
} from './catalogue.ts';

/** What operators see of a process; every metric is described in catalogue.ts, and nowhere else. */
export interface Metrics {
  count<Key extends CounterKey>(key: Key, labels: LabelsOf<Key>, by?: number): void;
  /** Sets the current value. */
  set<Key extends GaugeKey>(key: Key, labels: LabelsOf<Key>, value: number): void;
  /** Records a duration: in milliseconds as everywhere here; Prometheus gets seconds. */
  took<Key extends HistogramKey>(key: Key, labels: LabelsOf<Key>, ms: number): void;
  /** Stops reporting values that are no longer known. */
  forget(key: GaugeKey): void;
  /** Registers a callback that sets a process's current state each time before Prometheus reads. */
  look(set: () => void): void;
  /** All metrics, in Prometheus's format. */
  text(): Promise<{ contentType: string; body: string }>;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  const counters = new Map<MetricKey, Counter>();
  const gauges = new Map<MetricKey, Gauge>();
  const histograms = new Map<MetricKey, Histogram>();
  for (const [key, metric] of Object.entries(catalogue) as Array<[MetricKey, (typeof catalogue)[MetricKey]]>) {
    const { name, help, labels } = metric;
    const settings = { name, help, labelNames: Object.keys(labels), registers: [registry] };
    if (metric.kind === 'counter') counters.set(key, new Counter(settings));
    if (metric.kind === 'gauge') gauges.set(key, new Gauge(settings));
    if (metric.kind === 'histogram') histograms.set(key, new Histogram({ ...settings, buckets: [...metric.buckets] }));
  }
  const forget = (key: GaugeKey) => {
    found(gauges, key).reset();
    // The library's reset of a metric without labels sets it to 0.
    if (Object.keys(catalogue[key].labels).length === 0) found(gauges, key).remove({});
  };
  for (const key of gauges.keys()) forget(key as GaugeKey);
  // Prometheus sees no increase in a series that did not exist before, and so would raise no alert.
  for (const [key, counter] of counters) for (const labels of combinations(key)) counter.inc(labels, 0);
  for (const [key, histogram] of histograms) for (const labels of combinations(key)) histogram.zero(labels);

  let observesProcess = false;
  const looks: Array<() => void> = [];
  return {
    count: (key, labels, by = 1) => found(counters, key).inc(labels, by),
    set: (key, labels, value) => found(gauges, key).set(labels, value),
    took: (key, labels, ms) => found(histograms, key).observe(labels, ms / 1_000),
    forget,
    look: (set) => void looks.push(set),
    async text() {
      for (const look of looks) look();
      // Memory, event loop and garbage collection: only once somebody asks.
      if (!observesProcess) collectDefaultMetrics({ register: registry });
      observesProcess = true;
      return { contentType: registry.contentType, body: await registry.metrics() };
    },
  };
}

function found<M>(metrics: Map<MetricKey, M>, key: MetricKey): M {
  const metric = metrics.get(key);
  if (!metric) throw new Error(`There is no such metric as ${key}`);
  return metric;
}

/** All combinations of label values that a metric can have; none if one of its labels is free text. */
function combinations(key: MetricKey): Array<Record<string, string>> {
  let all: Array<Record<string, string>> = [{}];
  for (const [label, values] of Object.entries<readonly string[] | 'text'>(catalogue[key].labels)) {
    if (values === 'text') return [];
    all = all.flatMap((labels) => values.map((value) => ({ ...labels, [label]: value })));
  }
  return all;
}
