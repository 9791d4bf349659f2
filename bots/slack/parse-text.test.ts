import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gift } from '../commands/gift.ts';
import { imagine } from '../commands/imagine.ts';
import { commands } from '../commands/index.ts';
import { projects } from '../commands/projects.ts';
import { report } from '../commands/report.ts';
import { describeOptions } from '../define-command.ts';
import { slackCommands } from './manifest.ts';
import { parseText } from './parse-text.ts';
import { usageLine } from './usage.ts';
import { typedText } from './words.ts';

const options = describeOptions(imagine);
const parse = (text: string) => parseText(options, text);
const read = (text: string) => {
  const { raw, faults } = parse(text);
  expect(faults).toEqual([]);
  return raw;
};

test('flags may stand anywhere; the rest is the prompt', () => {
  expect(read('a fox knight')).toEqual({ prompt: 'a fox knight' });
  expect(read('--count 4 a fox --model rd-fast knight --seed=7')).toEqual({
    prompt: 'a fox knight',
    count: 4,
    model: 'rd-fast',
    seed: 7,
  });
  expect(read('a fox\n  in two lines --size wide')).toEqual({ prompt: 'a fox\n  in two lines', size: 'wide' });
  expect(read('')).toEqual({});
  expect(read('--COUNT 2')).toEqual({ count: 2 });
});

test('a switch needs no value, and takes the next word only if it is one', () => {
  expect(read('--private a fox')).toEqual({ prompt: 'a fox', private: 'yes' });
  expect(read('a fox —private')).toEqual({ prompt: 'a fox', private: 'yes' });
  expect(read('a fox --private no --count 2')).toEqual({ prompt: 'a fox', private: 'no', count: 2 });
  expect(read('a fox --private=no')).toEqual({ prompt: 'a fox', private: 'no' });
});

test('the longest message of Slack’s is read at once, whatever it is made of', () => {
  for (const filling of [' ', '\n', '"', ' "', '--', ' -- ', '<@', ':']) {
    const from = process.cpuUsage();
    expect(parse(`a fox${filling.repeat(40_000 / filling.length)}`).raw.prompt).toMatch(/^a fox/);
    expect({ filling, isQuick: process.cpuUsage(from).user < 500_000 }).toEqual({ filling, isQuick: true });
  }
});

test('dashes and quotes are understood as phones and Slack change them', () => {
  expect(read('a fox —count 2')).toEqual({ prompt: 'a fox', count: 2 });
  expect(read('a fox –count=2 —-seed 3')).toEqual({ prompt: 'a fox', count: 2, seed: 3 });
  expect(read('“a fox --count 2” --count 3')).toEqual({ prompt: 'a fox --count 2', count: 3 });
  expect(read('--model=“rd fast” a fox')).toEqual({ prompt: 'a fox', model: 'rd fast' });
  expect(read('--model "rd fast" a fox')).toEqual({ prompt: 'a fox', model: 'rd fast' });
});

test('what only looks like a flag or a quote belongs to the prompt', () => {
  for (const prompt of [
    'a fox — proud and red',
    'night—day',
    'a knight —proud',
    'a 5" tall fox and a 6" owl',
    'a sign that says “STOP --count 9”',
    'don\u2019t-touch sign',
    'a - b',
  ])
    expect(read(prompt)).toEqual({ prompt });
  expect(read('a sign saying -- --count 9 exactly')).toEqual({ prompt: 'a sign saying --count 9 exactly' });
});

test('who and how many need no flag, in either order; what is left is the message', () => {
  const give = (text: string) => parseText(describeOptions(gift), typedText(text, { keepPeople: true }));
  const person = { personId: 'U0GRACE' };
  const wanted = { person, credits: 50, message: 'thanks, @ada &co' };
  expect(give('<@U0GRACE|Grace Hopper> 50 thanks, <@U0ADA|ada> &amp;co')).toEqual({ raw: wanted, faults: [] });
  expect(give('50 <@U0GRACE> thanks, <@U0ADA|ada> &amp;co')).toEqual({ raw: wanted, faults: [] });
  expect(give('--credits 50 --message “thanks, @ada &amp;co” <@U0GRACE>').raw).toEqual(wanted);
  expect(give('<@U0GRACE> 50 100 times thanks').raw).toEqual({ ...wanted, message: '100 times thanks' });
  expect(give('30').raw).toEqual({ credits: 30 });
  expect(give('@grace 50').faults).toEqual([
    'I do not know who “@grace” is: choose the person from the list that Slack shows after an @',
  ]);
  expect(give('nobody 3')).toMatchObject({ raw: { credits: 3 }, faults: [expect.stringContaining('“nobody”')] });
  expect(give('thanks for the fish').raw).toEqual({ message: 'thanks for the fish' });
  expect(usageLine(gift)).toBe('/upixel gift @person <credits> [message]');
});

test('a picture is named by its id or a link to it', () => {
  const image = { fileId: 'F0123456789' };
  expect(read('a fox --image F0123456789')).toEqual({ prompt: 'a fox', image });
  const link = 'https://guild.slack.com/files/U01ADA00L0VE/F0123456789/me.png';
  expect(read(`--image ${link} a fox`)).toEqual({ prompt: 'a fox', image });
  expect(parse('a fox --image me.png').faults[0]).toMatch(/--image takes the id of a file/);
});

test('what cannot be read is named', () => {
  expect(parse('a fox --glitter red').faults).toEqual(['There is no flag --glitter']);
  expect(parse('a fox --count many').faults).toEqual(['--count takes a whole number, not “many”']);
  expect(parse('a fox --count 2.5').faults).toHaveLength(1);
  expect(parse('a fox --model --count 2').faults).toEqual(['--model needs a value']);
  expect(parse('a fox --seed').faults).toEqual(['--seed needs a value']);
  expect(parseText([], 'something').faults).toEqual(['I do not know what “something” is for']);
});

const word = fc.stringMatching(/^[a-zé,.!?'0-9-]{1,12}$/).filter((text) => !text.startsWith('--'));
const prompt = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(' '));
const flag = fc.record({
  name: fc.constantFrom('model', 'count', 'seed'),
  dash: fc.constantFrom('--', '—', '–'),
  glue: fc.constantFrom(' ', '='),
  quotes: fc.constantFrom(['', ''], ['"', '"'], ['“', '”']),
  number: fc.nat(),
  text: prompt,
});

test('whatever the words and the order, flags and prompt come out as they went in', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(flag, { selector: ({ name }) => name, maxLength: 3 }),
      prompt,
      fc.nat(8),
      (flags, words, cutAt) => {
        const pieces = flags.map(({ name, dash, glue, quotes, number, text }) => {
          const value =
            name === 'model' ? `${quotes[0] || '"'}${text}${quotes[1] || '"'}` : `${quotes[0]}${number}${quotes[1]}`;
          return `${dash}${name}${glue}${value}`;
        });
        const list = words.split(' ');
        const typed = [...list.slice(0, cutAt), ...pieces, ...list.slice(cutAt)].join(' ');
        expect(read(typed)).toEqual({
          prompt: words,
          ...Object.fromEntries(flags.map(({ name, number, text }) => [name, name === 'model' ? text : number])),
        });
      },
    ),
  );
});

test.each([
  ['2 violence', { picture: 2, reason: 'violence' }],
  ['violence 2', { picture: 2, reason: 'violence' }],
  ['violence 2 it has 3 swords', { picture: 2, reason: 'violence', words: 'it has 3 swords' }],
  ['other it bites', { reason: 'other', words: 'it bites' }],
  ['2', { reason: '2' }],
])('a picture is reported by its number: %s', (text, raw) => {
  expect(parseText(describeOptions(report), text)).toEqual({ raw, faults: [] });
});

test('any text at all is read without an error', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      const { raw, faults } = parse(typedText(text));
      expect(faults.every((fault) => typeof fault === 'string')).toBe(true);
      expect(Object.keys(raw).every((name) => options.some((option) => option.name === name))).toBe(true);
    }),
  );
});

test('text is what the person typed, not what Slack made of it', () => {
  expect(typedText('a &lt;b&gt; &amp; &amp;lt; c')).toBe('a <b> & &lt; c');
  expect(typedText('see <https://example.com/a|example.com/a> by <@U1|ada> in <#C1|art> and <https://x.example>')).toBe(
    'see example.com/a by @ada in #art and https://x.example',
  );
});

test('a negative prompt takes all words up to the next flag; in quotes it ends with them', () => {
  expect(read('a street --negative cars, people on foot --count 2')).toEqual({
    ...{ prompt: 'a street', negative: 'cars, people on foot', count: 2 },
  });
  expect(read('--negative "cars, vans" a street')).toEqual({ prompt: 'a street', negative: 'cars, vans' });
  expect(read('a street --negative="cars, vans" at night')).toEqual({
    ...{ prompt: 'a street at night', negative: 'cars, vans' },
  });
  expect(read('a street --negative=cars, vans')).toEqual({ prompt: 'a street', negative: 'cars, vans' });
  expect(read('--negative cars, vans -- a street')).toEqual({ prompt: 'a street', negative: 'cars, vans' });
});

test('a list of names goes on after each comma, with a space or not; then the prompt does', () => {
  const reference = 'upixel-b56263d7-1, upixel-5f88864a-1';
  expect(read(`a duel --reference ${reference}`)).toEqual({ prompt: 'a duel', reference });
  expect(read(`--reference ${reference} a duel`)).toEqual({ prompt: 'a duel', reference });
  expect(read(`--reference=${reference} a duel --count 2`)).toEqual({ prompt: 'a duel', reference, count: 2 });
  expect(read('--reference last , b56263d7-1 a duel')).toEqual({ prompt: 'a duel', reference: 'last , b56263d7-1' });
  expect(read('--reference=last a duel')).toEqual({ prompt: 'a duel', reference: 'last' });
  expect(read('--reference last, --count 2 a duel')).toEqual({ prompt: 'a duel', reference: 'last', count: 2 });
  expect(read('--reference last, a fox')).toEqual({ prompt: 'a fox', reference: 'last' });
  // What could be meant as a name is looked for, and told if there is none.
  expect(read('--reference last, upixel-1a2b a fox')).toEqual({ prompt: 'a fox', reference: 'last, upixel-1a2b' });
});

test('where no words are a prompt, a flag of words takes all up to the next flag', () => {
  const ofProjects = (text: string) => parseText(describeOptions(projects), text);
  expect(ofProjects('create --name Knights, of the Round')).toEqual({
    ...{ raw: { what: 'create', name: 'Knights, of the Round' }, faults: [] },
  });
  expect(ofProjects('rename --name The Old One --to "The New One"')).toEqual({
    ...{ raw: { what: 'rename', name: 'The Old One', to: 'The New One' }, faults: [] },
  });
  expect(parseText(describeOptions(report), 'violence --words it has 3 swords --picture 2')).toEqual({
    ...{ raw: { reason: 'violence', words: 'it has 3 swords', picture: 2 }, faults: [] },
  });
});

test('usage lines and the manifest are made from the commands', () => {
  expect(usageLine(imagine)).toMatch(
    /^\/imagine <prompt> \[--model name\] \[--size square\|.*\[--count 1-4\] \[--seed number\]/,
  );
  const [own, rest] = slackCommands();
  expect(own?.command).toBe('/imagine');
  for (const command of commands.filter(({ name }) => name !== 'imagine'))
    expect(rest?.usageHint).toContain(command.name);
});
