import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';

/** One file of an archive: its path inside, with `/`, in ASCII, and its bytes. */
export interface ZipEntry {
  path: string;
  bytes: Uint8Array;
}

/** Every file in a folder, or one file, as entries whose paths begin at `base`. */
export async function filesUnder(base: string, path = ''): Promise<ZipEntry[]> {
  const found = await readdir(join(base, path), { withFileTypes: true }).catch(() => null);
  if (found === null) return [{ path: path.split(sep).join('/'), bytes: await readFile(join(base, path)) }];
  const nested = await Promise.all(found.map(({ name }) => filesUnder(base, join(path, name))));
  return nested.flat();
}

const LOCAL_FILE = 0x04034b50;
const CENTRAL_FILE = 0x02014b50;
const END = 0x06054b50;
/** 2.0: deflate. */
const VERSION = 20;
const DEFLATED = 8;
/** 1 January 1980, midnight: the format's first moment, so that the same input gives the same bytes. */
const DATE = (1 << 5) | 1;

/** The 26 bytes that both of a file's headers share, from the version needed to the lengths of name and extra. */
function common(entry: ZipEntry, packed: Uint8Array, name: Uint8Array): Uint8Array {
  const header = new DataView(new ArrayBuffer(26));
  header.setUint16(0, VERSION, true);
  header.setUint16(4, DEFLATED, true);
  header.setUint16(8, DATE, true);
  header.setUint32(10, crc32(entry.bytes), true);
  header.setUint32(14, packed.length, true);
  header.setUint32(18, entry.bytes.length, true);
  header.setUint16(22, name.length, true);
  return new Uint8Array(header.buffer);
}

const uint32 = (value: number): Uint8Array => {
  const bytes = new DataView(new ArrayBuffer(4));
  bytes.setUint32(0, value, true);
  return new Uint8Array(bytes.buffer);
};

/**
 * A ZIP archive (PKWARE APPNOTE 6.3) of `entries`: sorted by path, deflated, with one fixed time, so the same
 * files are the same bytes whenever and wherever they are packed. Throws `RangeError` for a path that is not
 * plain ASCII, goes up or is absolute, or is there twice.
 */
export function zipFile(entries: readonly ZipEntry[]): Uint8Array {
  const sorted = entries.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const files: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  const paths = new Set<string>();
  let offset = 0;
  for (const entry of sorted) {
    const { path } = entry;
    const isPlain = /^[\w.@-]+(?:\/[\w.@-]+)*$/u.test(path) && !path.split('/').includes('..');
    if (!isPlain || paths.has(path)) throw new RangeError('not a path for an archive');
    paths.add(path);
    const name = new TextEncoder().encode(path);
    const packed = deflateRawSync(entry.bytes, { level: 9 });
    const shared = common(entry, packed, name);
    files.push(uint32(LOCAL_FILE), shared, name, packed);
    const rest = new DataView(new ArrayBuffer(14));
    rest.setUint32(10, offset, true);
    directory.push(
      uint32(CENTRAL_FILE),
      Uint8Array.of(VERSION, 0),
      shared,
      new Uint8Array(rest.buffer),
      name,
    );
    offset += 4 + shared.length + name.length + packed.length;
  }
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, END, true);
  end.setUint16(8, sorted.length, true);
  end.setUint16(10, sorted.length, true);
  end.setUint32(
    12,
    directory.reduce((sum, { length }) => sum + length, 0),
    true,
  );
  end.setUint32(16, offset, true);
  return Buffer.concat([...files, ...directory, new Uint8Array(end.buffer)]);
}
