// How everything is measured: one after the other in turns, and the median of each.

/** Fewer samples than this are no measurement. */
export const LEAST_SAMPLES = 7;

/** Runs the sides A B C A B C … and returns the samples of each. */
export async function alternate(sides, samples) {
  const taken = sides.map(() => []);
  for (let turn = 0; turn < samples; turn += 1) {
    for (const [place, side] of sides.entries()) {
      taken[place].push(await side());
    }
  }
  return taken;
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Says how far the samples lie apart, so that a noisy run is seen as one. */
export function spread(name, numbers) {
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  return `  ${name}: median ${median(numbers).toFixed(1)} ms, ${low.toFixed(1)}–${high.toFixed(1)}, n = ${numbers.length}`;
}
