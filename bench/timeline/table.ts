import type { Pictures } from '../answers.ts';
import type { ByName, Name } from '../contenders.ts';
import type { Timelines } from './measure.ts';
import type { Timeline } from './steps.ts';

const steps = {
  acknowledge: 'the command → acknowledged',
  create: 'acknowledged → the prediction is created',
  fetch: 'the model has ended → its picture is asked for',
  post: 'asked for → the message with the picture',
} satisfies Record<keyof Timeline, string>;

const whose: Record<Name, string> = { floor: 'bare bot', theirs: 'before', ours: 'now' };

/** One table for all kinds; empty if nothing was measured. */
export function timelineTable(timelines: ByName<Timelines> | undefined): string {
  if (!timelines?.ours) return '';
  const kinds = Object.keys(timelines.ours) as Pictures[];
  const names = (['floor', 'theirs', 'ours'] as const).filter((name) => timelines[name]);
  const columns = kinds.flatMap((kind) => names.map((name) => ({ kind, name })));
  const row = (title: string, of: (timeline: Timeline) => number) => {
    const cells = columns.map(({ kind, name }) => {
      const timeline = timelines[name]?.[kind];
      return timeline ? `${of(timeline).toFixed(1)} ms` : '';
    });
    return `| ${[title, ...cells].join(' | ')} |`;
  };
  const head = columns.map(({ kind, name }) => `${kind.toUpperCase()}, ${whose[name]}`);
  return [
    `| ${['one person alone', ...head].join(' | ')} |`,
    `|${'---|'.repeat(columns.length + 1)}`,
    ...(Object.keys(steps) as Array<keyof Timeline>).map((step) => row(steps[step], (timeline) => timeline[step])),
    row('all', (timeline) => Object.values(timeline).reduce((total, each) => total + each, 0)),
  ].join('\n');
}
