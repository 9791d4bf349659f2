import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Small files that take long, because they start processes or wait; none that has to be done with something in time. */
const longest = [
  'test/image.test.ts',
  'test/start.test.ts',
  'test/half-open.test.ts',
  'test/erasure-crash.test.ts',
  'test/previews.test.ts',
  'test/monkey.test.ts',
  'api/openapi/openapi.test.ts',
];

/**
 * A clean clone knows nothing of how long each file takes, and Vitest begins with the largest. These come before them, so that no file runs alone on
 * one core while the other has nothing left to do.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const gone = longest.filter((file) => !existsSync(file));
    if (gone.length > 0) throw new Error(`test/sequencer.ts names what is not there: ${gone.join(', ')}`);
    const sorted = await super.sort(files);
    const place = ({ moduleId }: TestSpecification) => longest.indexOf(relative(this.ctx.config.root, moduleId));
    const [early, rest] = [sorted.filter((file) => place(file) >= 0), sorted.filter((file) => place(file) < 0)];
    return [...early, ...rest];
  }
}
