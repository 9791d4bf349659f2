import type { Kept } from '../terms.ts';

interface Log {
  what: string;
  holds: string;
  kept: Kept;
  erasure: string;
}

export const logs = {
  service: {
    what: 'our own log, one JSON line for each event and for each request of a browser',
    holds:
      'ids of rows, counts and durations; of a request also its path, its network (/24, of IPv6 /48) and the kind of browser; no whole address, no words, no token (core/log.ts, api/request-log.ts)',
    kept: {
      until: '30 days',
      endedBy:
        'ourselves if it is a file (core/log-file.ts), else the platform that runs the service, as docs/deploy.md asks',
    },
    erasure: 'nothing: the ids lead nowhere afterwards',
  },
  postgresql: {
    what: 'PostgreSQL’s own log',
    holds:
      'nothing of a row, with `log_error_verbosity=terse` and `log_min_error_statement=panic`, as docs/deploy.md asks',
    kept: { until: '30 days', endedBy: 'whoever runs the database' },
    erasure: 'nothing',
  },
  metrics: {
    what: 'counters for Prometheus',
    holds: 'sums over everybody (core/metrics/catalogue.ts)',
    kept: { until: 'the operator’s own choice', endedBy: 'Prometheus' },
    erasure: 'nothing: no sum is of one person',
  },
} as const satisfies Record<string, Log>;
