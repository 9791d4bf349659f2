/** For whoever asks once more for what is somebody else's. As short as a form of any chat has room for. */
export const wordsAlone = 'From the words alone: the pictures that it began with are its owner’s';
