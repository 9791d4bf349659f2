import { writeFile } from 'node:fs/promises';
import { commandsPage } from '#test/commands-page.ts';
import { readExercised } from '#test/exercised.ts';

/** `npm run -s commands:page`: writes docs/commands.md, from the commands and the last run of all tests. */
const tested = readExercised();
if (tested) await writeFile(new URL('../docs/commands.md', import.meta.url), commandsPage(tested));
else {
  process.stderr.write('Run all tests first (npm test): the page says what they do.\n');
  process.exitCode = 1;
}
