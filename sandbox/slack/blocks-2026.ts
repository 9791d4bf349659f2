import { type Check, complain, type Fields, image, isFields, list, optionalText, requireText } from './blocks-check.ts';
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
