/** The colours of cells, row by row: levels of 0 to 255, not yet whole; clear cells have none. */
export interface CellColours {
  columns: number;
  rows: number;
  red: Float32Array;
  green: Float32Array;
  blue: Float32Array;
  /** 1 of opaque cells, 0 of clear ones. */
  opaque: Uint8Array;
  /** How far pixels in the middle of a cell are from its colour, on average, in levels of all channels together. */
  spread: Float32Array;
}
