// The size of a file on its way through a server that compresses: `gzip -9`.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

export function weigh(bytes) {
  return gzipSync(bytes, { level: 9 }).length;
}

export function weighFile(path) {
  return weigh(readFileSync(path));
}
