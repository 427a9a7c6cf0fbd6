// The published schema against the files of this repository: what we write and what others may check must be one thing.
import { expect, test } from '@playwright/test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const BUNDLES = join(ROOT, 'tests/bundles');

const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const schema = read(join(BUNDLES, 'schema/v1.json'));
// `format: int32` is only a remark of the generator.
const validate = new Ajv2020({ allErrors: false, strict: false, validateFormats: false }).compile(schema);

/** Whether a file of these cells keeps the schema. */
const isValid = (cells: unknown[]) => validate({ format: 'shinchoku', version: 1, kind: 'backup', cells });

test('every example and every seed keeps the schema', () => {
  const folders = [join(BUNDLES, 'v1'), join(ROOT, 'seeds')];
  const files = folders.flatMap((folder) => readdirSync(folder).filter((name) => name.endsWith('.json')).map((name) => join(folder, name)));
  expect(files.length).toBeGreaterThan(6);
  for (const file of files) {
    expect(validate(read(file)), `${file}: ${JSON.stringify(validate.errors)}`).toBe(true);
  }
});

test('what the reader refuses the schema refuses', () => {
  const sibling = (value: unknown) => [{ dot: '00000000000000a1:1', value }];
  const figure = { indicator: 'I1', year: 2023 };
  expect(isValid([['figure', 'p', figure, sibling({ shown: { number: '1' } })]])).toBe(true);
  expect(isValid([['figure', 'p', figure, sibling({ shown: { number: '1' }, colour: 'red' })]])).toBe(true);
  expect(isValid([['a_kind_of_later', 'p', 1, sibling('text')]])).toBe(true);
  const wrong = [
    ['figure', 'p', { ...figure, half: 1 }, sibling({ shown: 'blank' })],
    ['figure', 'p', figure, sibling({})],
    ['figure', 'p', figure, sibling({ shown: 'empty' })],
    ['figure', 'p', figure, sibling({ shown: { number: 13.6 } })],
    ['figure', 'p', figure, sibling({ shown: { dash: 'sometimes' } })],
    ['figure', 'p', figure, sibling({ shown: { number: '1', weight: '1' } })],
    ['figure', 'p', figure, sibling(['1'])],
    ['claim', 'p', 'c1', sibling({ says: 7 })],
    ['claim', 'p', 'c1', [{ dot: 'a1:1', value: {} }]],
    ['claim', 'p', 'c1', [{ value: {} }]],
    ['claim', 'p', 'c1', sibling({}), { a1: 1 }],
    ['claim', 'p', 'c1'],
    { kind: 'claim' },
  ];
  for (const cell of wrong) {
    expect(isValid([cell]), JSON.stringify(cell)).toBe(false);
  }
  expect(validate({ format: 'shinchoku', version: 2, kind: 'backup' })).toBe(false);
  expect(validate({ format: 'shinchoku', version: 1, kind: 'report' })).toBe(false);
});
