import type { APIEmbed } from 'discord-api-types/v10';
import type { Form } from './errors.ts';
import { checkList, checkText, isObject, type Json, objectsOf, textOf } from './json.ts';
import { limits } from './limits.ts';

/** https://discord.com/developers/docs/resources/message#embed-object-embed-limits */
export function readEmbeds(form: Form, at: string, value: unknown, filenames: ReadonlySet<string>): APIEmbed[] {
  const list = checkList(form, at, value, { max: limits.embeds });
  let total = 0;
  const embeds = list.map((each, index) => {
    const embed = isObject(each) ? each : {};
    total += checkEmbed(form, `${at}.${index}`, embed, filenames);
    return { type: 'rich', ...embed } as unknown as APIEmbed;
  });
  if (total > limits.embedsTotal)
    form.fail(at, 'MAX_EMBED_SIZE_EXCEEDED', `Embed size exceeds maximum size of ${limits.embedsTotal}`);
  return embeds;
}

/** Returns the number of characters that count towards the total. */
function checkEmbed(form: Form, at: string, embed: Json, filenames: ReadonlySet<string>): number {
  const footer = isObject(embed.footer) ? embed.footer : {};
  const author = isObject(embed.author) ? embed.author : {};
  checkText(form, `${at}.title`, embed.title, { max: limits.embedTitle });
  checkText(form, `${at}.description`, embed.description, { max: limits.embedDescription });
  checkText(form, `${at}.footer.text`, footer.text, { max: limits.embedFooter });
  checkText(form, `${at}.author.name`, author.name, { max: limits.embedAuthor });
  checkList(form, `${at}.fields`, embed.fields, { max: limits.embedFields });
  const texts = [embed.title, embed.description, footer.text, author.name];
  for (const [index, field] of objectsOf(embed.fields).entries()) {
    checkText(form, `${at}.fields.${index}.name`, field.name, { min: 1, max: limits.embedFieldName, required: true });
    checkText(form, `${at}.fields.${index}.value`, field.value, {
      min: 1,
      max: limits.embedFieldValue,
      required: true,
    });
    texts.push(field.name, field.value);
  }
  for (const part of ['image', 'thumbnail']) {
    const media = embed[part];
    const url = isObject(media) ? textOf(media.url) : '';
    if (url.startsWith('attachment://') && !filenames.has(url.slice('attachment://'.length)))
      form.fail(`${at}.${part}.url`, 'EMBED_ATTACHMENT_NOT_FOUND', 'The referenced attachment was not found.');
  }
  return texts.reduce<number>((sum, text) => sum + [...textOf(text)].length, 0);
}
