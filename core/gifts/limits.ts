/** Credits one giver may give in 24 hours: enough for a thank-you, too little to trade with. */
export const giftsADay = 500;

/** Seconds in which the giver can take a gift back: for the wrong name, not for a change of heart. */
export const undoSeconds = 60;

export const giftMessageChars = 200;
