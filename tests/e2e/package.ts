// An .xlsx file taken apart and put together again, to be changed as another program would change it.
import { deflateRawSync, inflateRawSync } from 'node:zlib';

type Parts = Map<string, string>;

export function unpack(file: Buffer): Parts {
  const parts: Parts = new Map();
  // The central directory names every part with its size and place.
  for (let at = file.indexOf('PK\x01\x02', 0, 'latin1'); at >= 0; at = file.indexOf('PK\x01\x02', at + 46, 'latin1')) {
    const [packed, nameLength, local] = [file.readUInt32LE(at + 20), file.readUInt16LE(at + 28), file.readUInt32LE(at + 42)];
    const name = file.toString('utf8', at + 46, at + 46 + nameLength);
    const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    const bytes = file.subarray(start, start + packed);
    parts.set(name, (file.readUInt16LE(at + 10) === 8 ? inflateRawSync(bytes) : bytes).toString('utf8'));
  }
  return parts;
}

export function pack(parts: Parts): Buffer {
  const [body, directory]: [Buffer[], Buffer[]] = [[], []];
  let place = 0;
  for (const [name, text] of parts) {
    const [plain, label] = [Buffer.from(text), Buffer.from(name)];
    const packed = deflateRawSync(plain);
    // Version, flags, method, time and day, sum, sizes, lengths.
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt16LE(8, 4);
    about.writeUInt16LE(33, 8);
    about.writeUInt32LE(sum(plain), 10);
    about.writeUInt32LE(packed.length, 14);
    about.writeUInt32LE(plain.length, 18);
    about.writeUInt16LE(label.length, 22);
    const where = Buffer.alloc(14);
    where.writeUInt32LE(place, 10);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), about, label, packed]);
    body.push(local);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), about, where, label);
    place += local.length;
  }
  const names = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(parts.size, 8);
  end.writeUInt16LE(parts.size, 10);
  end.writeUInt32LE(names.length, 12);
  end.writeUInt32LE(place, 16);
  return Buffer.concat([...body, names, end]);
}

function sum(bytes: Buffer): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

const texts = (xml: string, pattern: RegExp) => [...xml.matchAll(pattern)].map((found) => found[1]!);

/** Types a text into the cell of the first sheet whose key, in the hidden sheet, fits. */
export function typeInto(file: Buffer, key: RegExp, text: string): Buffer {
  const parts = unpack(file);
  const strings = texts(parts.get('xl/sharedStrings.xml')!, /<si><t[^>]*>(.*?)<\/t><\/si>/gs);
  const rows = texts(parts.get('xl/worksheets/sheet2.xml')!, /<row [^>]*>(.*?)<\/row>/gs);
  const named = rows.map((row) => texts(row, /<v>(\d+)<\/v>/g).map((at) => strings[Number(at)]!)).find(([, name]) => name && key.test(name));
  if (!named) throw new Error(`no cell of the form is ${key}`);
  const place = new RegExp(`<definedName name="${named[0]}">.*?!(.*?)</definedName>`).exec(parts.get('xl/workbook.xml')!)![1]!;
  const address = place.replaceAll('$', '');
  const cell = new RegExp(`<c r="${address}" s="(\\d+)"[^>]*?(?:/>|>.*?</c>)`, 's');
  const sheet = parts.get('xl/worksheets/sheet1.xml')!;
  if (!cell.test(sheet)) throw new Error(`no cell ${address}`);
  const typed = (_: string, style: string) => `<c r="${address}" s="${style}" t="inlineStr"><is><t>${text}</t></is></c>`;
  parts.set('xl/worksheets/sheet1.xml', sheet.replace(cell, typed));
  return pack(parts);
}
