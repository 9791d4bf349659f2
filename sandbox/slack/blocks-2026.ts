import {
  type Check,
  complain,
  type Fields,
  image,
  isFields,
  list,
  optionalText,
  requireString,
  requireText,
} from './blocks-check.ts';
import { element } from './elements-check.ts';
import { LIMITS } from './limits.ts';

/** https://docs.slack.dev/reference/block-kit/blocks/card-block */
export function card(check: Check, at: string, block: Fields) {
  const { hero_image, icon, actions } = block;
  if ([hero_image, block.title, actions, block.body].every((each) => each === undefined))
    complain(check, at, 'missing required field: one of hero_image, title, actions, body');
  for (const [name, value] of Object.entries({ hero_image, icon }))
    if (value !== undefined)
      if (isFields(value)) image(check, `${at}/${name}`, value);
      else complain(check, `${at}/${name}`, 'must provide an object');
  optionalText(check, at, block, 'title', LIMITS.cardTitleChars, false);
  optionalText(check, at, block, 'subtitle', LIMITS.cardTitleChars, false);
  optionalText(check, at, block, 'body', LIMITS.cardBodyChars, false);
  if (actions !== undefined)
    list(check, `${at}/actions`, actions, LIMITS.actionsElements).forEach((each, index) => {
      element(check, `${at}/actions/${index}`, each, ['button']);
    });
}

/** https://docs.slack.dev/reference/block-kit/blocks/carousel-block: one to ten cards. */
export function carousel(check: Check, at: string, block: Fields) {
  list(check, `${at}/elements`, block.elements, LIMITS.cardsPerCarousel).forEach((each, index) => {
    const where = `${at}/elements/${index}`;
    if (each.type === 'card') card(check, where, each);
    else complain(check, `${where}/type`, `unsupported type: ${String(each.type)}`);
  });
}

const IN_CONTAINER = [
  ...['actions', 'context', 'divider', 'file', 'header', 'image', 'input', 'rich_text', 'section', 'table', 'video'],
];
const WIDTHS = ['narrow', 'standard', 'wide', 'full'];

/** https://docs.slack.dev/reference/block-kit/blocks/container-block: a title, and up to ten blocks of these types. */
export function container(check: Check, at: string, block: Fields, checkBlock: (at: string, child: Fields) => void) {
  if (block.rich_text_title === undefined) requireText(check, at, block, 'title', LIMITS.cardTitleChars);
  optionalText(check, at, block, 'subtitle', LIMITS.cardTitleChars, false);
  if (block.width !== undefined && !WIDTHS.includes(String(block.width)))
    complain(check, `${at}/width`, 'must be a valid enum value');
  if (block.default_collapsed === true && block.is_collapsible !== true)
    complain(check, `${at}/default_collapsed`, 'requires is_collapsible');
  list(check, `${at}/child_blocks`, block.child_blocks, LIMITS.blocksPerContainer).forEach((child, index) => {
    const where = `${at}/child_blocks/${index}`;
    if (IN_CONTAINER.includes(String(child.type))) checkBlock(where, child);
    else complain(check, `${where}/type`, `unsupported type: ${String(child.type)}`);
  });
}

const LEVELS = ['default', 'info', 'warning', 'error', 'success'];

/** https://docs.slack.dev/reference/block-kit/blocks/alert-block: in modals alone. */
export function alert(check: Check, at: string, block: Fields) {
  if (check.surface !== 'modal') complain(check, `${at}/type`, 'unsupported type: alert');
  requireText(check, at, block, 'text', LIMITS.sectionTextChars, false);
  if (block.level !== undefined && !LEVELS.includes(String(block.level)))
    complain(check, `${at}/level`, 'must be a valid enum value');
}

/**
 * https://docs.slack.dev/reference/block-kit/blocks/data-table-block: a header and one to a hundred rows as long as it, of text, numbers and, below the
 * header, rich text. Shown to be for messages only, as the older table is.
 */
export function dataTable(check: Check, at: string, block: Fields) {
  if (check.surface !== 'message') complain(check, `${at}/type`, 'unsupported type: data_table');
  requireString(check, at, block, 'caption', LIMITS.sectionTextChars);
  const { rows, page_size: page = 5 } = block;
  if (typeof page !== 'number' || page < 1 || page > LIMITS.dataTablePage)
    complain(check, `${at}/page_size`, `must be between 1 and ${LIMITS.dataTablePage}`);
  if (!Array.isArray(rows)) return complain(check, at, 'missing required field: rows');
  if (rows.length < 2) complain(check, `${at}/rows`, 'no less than 2 items allowed');
  if (rows.length > LIMITS.dataTableRows)
    complain(check, `${at}/rows`, `no more than ${LIMITS.dataTableRows} items allowed`);
  for (const [index, row] of rows.entries()) {
    const where = `${at}/rows/${index}`;
    const cells = list(check, where, row, LIMITS.tableCells);
    if (cells.length !== (Array.isArray(rows[0]) ? rows[0].length : 0))
      complain(check, where, 'all rows must have the same number of cells');
    for (const [cellIndex, cell] of cells.entries()) dataCell(check, `${where}/${cellIndex}`, cell, index === 0);
  }
  if (check.cellChars > LIMITS.dataTableChars)
    complain(check, `${at}/rows`, `no more than ${LIMITS.dataTableChars} characters in all cells`);
}

function dataCell(check: Check, at: string, cell: Fields, isHeader: boolean) {
  if (cell.type === 'rich_text' && !isHeader) return;
  if (cell.type !== 'raw_text' && cell.type !== 'raw_number')
    return complain(check, `${at}/type`, `unsupported type: ${String(cell.type)}`);
  if (cell.type === 'raw_number' && typeof cell.value !== 'number')
    complain(check, at, 'missing required field: value');
  requireString(check, at, cell, 'text', LIMITS.dataTableChars);
  check.cellChars += String(cell.text ?? '').length;
}
