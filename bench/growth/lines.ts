/** Why what is asked of a database that has grown takes what it takes, and what less would cost. */
export const growthReasons = [
  '- *Ledger.* What is newer than a page is summed up once, and the lot’s balance is what is left: linear in it, 5 ms for 30,000 lines. Whoever wants a page of',
  '  300,000 lines in 10 ms has to keep the lot’s balance with each entry, which the functions that move credits would write, and a migration for each entry there is.',
  '- *A chat.* The account’s own requests are read, their askers, who are few, once each, and for each request whether it was brought elsewhere since, in an index',
  '  of those alone. What is left is reading ten thousand requests and going through 30,000 images; without it, the chat would stand in the image’s own row.',
  '- *The largest first* reads all images of the account and sorts them; an index by size would be written to for every image, for an order that few ask for.',
  '- *Usage* is read along an index of what has ended, with all that it needs, and no row is read. It is written to once for a request, when that ends. Less would be a row',
  '  for each member and day, which each settlement would lock.',
  '- *Words.* Ten thousand prompts are one value, and opened in one call for each key (decision 128). An index of words would say what is in them.',
  '- *The sweep* reads what is open once (decision 119), and stays linear in it.',
];
