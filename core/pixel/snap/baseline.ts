/** Places from one window to the next, and to both sides of its middle. */
const hop = 16;
const reach = 28;
/** Of what is in a window: between the middles of two edges most places have none. */
const share = 0.5;

/** Takes away, in place, what there is everywhere around a place: what noise and texture leave of edges beside their lines. */
export function withoutBaseline(edges: Float32Array): Float32Array {
  const { length } = edges;
  const count = Math.max(1, Math.ceil(length / hop));
  const levels = new Float32Array(count + 1);
  const scratch = new Float32Array(2 * reach);
  for (let window = 0; window <= count; window += 1) {
    const middle = window * hop;
    const around = edges.subarray(Math.max(0, Math.min(length - reach, middle - reach)), middle + reach);
    scratch.set(around);
    const sorted = scratch.subarray(0, around.length).sort();
    levels[window] = sorted[Math.floor(sorted.length * share)] ?? 0;
  }
  for (let at = 0; at < length; at += 1) {
    const window = Math.floor(at / hop);
    const from = levels[window] as number;
    const level = from + (((levels[window + 1] as number) - from) * (at - window * hop)) / hop;
    edges[at] = Math.max(0, (edges[at] as number) - level);
  }
  return edges;
}
