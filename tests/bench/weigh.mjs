// The size of a file on its way through a server that compresses: `gzip -9`, which packs a little better than Node's own.
import { execFileSync } from 'node:child_process';

const weights = new Map();

export function weighFile(path) {
  const known = weights.get(path);
  if (known !== undefined) return known;
  const weight = execFileSync('gzip', ['-9c', path], { maxBuffer: 2 ** 30 }).length;
  weights.set(path, weight);
  return weight;
}
