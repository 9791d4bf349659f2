import { alert, card, carousel, container, dataTable } from './blocks-2026.ts';
import {
  blocksIn,
  type Check,
  complain,
  type Fields,
  image,
  isFields,
  list,
  optionalString,
  optionalText,
  requireString,
  requireText,
  textObject,
} from './blocks-check.ts';
import { element, IN_ACTIONS, IN_CONTEXT_ACTIONS, IN_INPUT, IN_SECTION } from './elements-check.ts';
import { newId } from './ids.ts';
import { LIMITS } from './limits.ts';
import type { SlackBlock } from './shapes.ts';

/** One entry per block type that Slack knows, so that unknown ones are refused. Types that the stand-in only passes through check nothing. */
const BLOCKS: Record<string, (check: Check, at: string, block: Fields) => void> = {
  divider: () => {},
  header: (check, at, block) => requireText(check, at, block, 'text', LIMITS.headerChars),
  image: (check, at, block) => image(check, at, block),
  section,
  context,
  actions(check, at, block) {
    list(check, `${at}/elements`, block.elements, LIMITS.actionsElements).forEach((each, index) => {
      element(check, `${at}/elements/${index}`, each, IN_ACTIONS);
    });
  },
  context_actions(check, at, block) {
    list(check, `${at}/elements`, block.elements, 5).forEach((each, index) => {
      element(check, `${at}/elements/${index}`, each, IN_CONTEXT_ACTIONS);
    });
  },
  input,
  markdown: (check, at, block) => void requireString(check, at, block, 'text', LIMITS.markdownChars),
  rich_text: (check, at, block) => void list(check, `${at}/elements`, block.elements, 200),
  video(check, at, block) {
    requireText(check, at, block, 'title', 200);
    requireString(check, at, block, 'video_url', LIMITS.urlChars);
    requireString(check, at, block, 'thumbnail_url', LIMITS.urlChars);
    requireString(check, at, block, 'alt_text', LIMITS.altTextChars);
  },
  table,
  file: (check, at) => complain(check, `${at}/type`, 'unsupported type: file'),
  alert,
  card,
  carousel,
  container: (check, at, block) => container(check, at, block, (where, child) => checkBlock(check, where, child)),
  data_table: dataTable,
  task_card: passed,
  plan: passed,
};

function passed() {}

function section(check: Check, at: string, block: Fields) {
  optionalText(check, at, block, 'text', LIMITS.sectionTextChars, false);
  if (block.fields !== undefined) {
    list(check, `${at}/fields`, block.fields, LIMITS.fieldsPerSection).forEach((field, index) => {
      textObject(check, `${at}/fields/${index}`, field, LIMITS.fieldChars, false);
    });
  }
  if (block.text === undefined && block.fields === undefined)
    complain(check, at, 'missing required field: text or fields');
  if (isFields(block.accessory)) element(check, `${at}/accessory`, block.accessory, IN_SECTION);
}

function context(check: Check, at: string, block: Fields) {
  list(check, `${at}/elements`, block.elements, LIMITS.contextElements).forEach((each, index) => {
    const where = `${at}/elements/${index}`;
    if (each.type === 'image') image(check, where, each);
    else textObject(check, where, each, LIMITS.fieldChars, false);
  });
}

/** https://docs.slack.dev/reference/block-kit/blocks/table-block */
function table(check: Check, at: string, { rows }: Fields) {
  if (!Array.isArray(rows)) return complain(check, at, 'missing required field: rows');
  if (rows.length > LIMITS.tableRows) complain(check, `${at}/rows`, `no more than ${LIMITS.tableRows} items allowed`);
  for (const [index, row] of rows.entries()) {
    list(check, `${at}/rows/${index}`, row, LIMITS.tableCells).forEach((cell, cellIndex) => {
      const where = `${at}/rows/${index}/${cellIndex}`;
      if (cell.type === 'raw_text') requireString(check, where, cell, 'text', LIMITS.messageTextChars);
      else if (cell.type !== 'rich_text' && cell.type !== 'raw_number')
        complain(check, `${where}/type`, `unsupported type: ${String(cell.type)}`);
    });
  }
}

function input(check: Check, at: string, block: Fields) {
  requireText(check, at, block, 'label', LIMITS.labelChars);
  optionalText(check, at, block, 'hint', LIMITS.hintChars);
  if (isFields(block.element)) element(check, `${at}/element`, block.element, IN_INPUT);
  else complain(check, at, 'missing required field: element');
}

/** Slack's errors, in its words; empty if it would accept the blocks. `at` is their position in the request. */
export function checkBlocks(
  blocks: unknown,
  surface: Check['surface'],
  fileIsUsable: Check['fileIsUsable'],
  at = '/blocks',
): string[] {
  const check: Check = { surface, problems: [], blockIds: new Set(), actionIds: new Set(), cellChars: 0, fileIsUsable };
  const max = surface === 'message' ? LIMITS.blocksPerMessage : LIMITS.blocksPerView;
  list(check, at, blocks, max, surface === 'message' ? 0 : 1).forEach((block, index) => {
    checkBlock(check, `${at}/${index}`, block);
  });
  return check.problems;
}

function checkBlock(check: Check, at: string, block: Fields) {
  const type = String(block.type);
  const checkType = Object.hasOwn(BLOCKS, type) ? BLOCKS[type] : undefined;
  if (block.type === undefined) return complain(check, at, 'missing required field: type');
  if (!checkType) return complain(check, `${at}/type`, `unsupported type: ${type}`);
  optionalString(check, at, block, 'block_id', LIMITS.blockIdChars);
  if (typeof block.block_id === 'string' && block.block_id) {
    if (check.blockIds.has(block.block_id)) {
      complain(check, `${at}/block_id`, `\`block_id\` "${block.block_id}" already exists`);
    }
    check.blockIds.add(block.block_id);
  }
  check.actionIds.clear();
  checkType(check, at, block);
}

/** Gives every block and interactive element the id that Slack would generate. */
export function withIds(blocks: unknown): SlackBlock[] {
  return blocksIn(structuredClone(blocks)).map((block) => {
    for (const each of [block, ...insideOf(block)]) each.block_id ||= newId('').slice(1, 6);
    for (const each of elementsOf(block)) {
      if (each.type !== 'image') each.action_id ||= newId('').slice(1, 6);
    }
    return block;
  });
}

/** The blocks that a block has in it. */
const insideOf = ({ type, elements, child_blocks }: SlackBlock): SlackBlock[] =>
  type === 'carousel' ? blocksIn(elements) : type === 'container' ? blocksIn(child_blocks) : [];

/** The interactive elements, anywhere in the block. */
export function elementsOf(block: SlackBlock): Fields[] {
  const inside = insideOf(block);
  if (inside.length > 0) return inside.flatMap(elementsOf);
  if (block.type === 'card') return Array.isArray(block.actions) ? block.actions.filter(isFields) : [];
  if (block.type === 'input') return isFields(block.element) ? [block.element] : [];
  if (block.type === 'section') return isFields(block.accessory) ? [block.accessory] : [];
  if (block.type === 'actions' || block.type === 'context_actions') {
    return Array.isArray(block.elements) ? block.elements.filter(isFields) : [];
  }
  return [];
}
