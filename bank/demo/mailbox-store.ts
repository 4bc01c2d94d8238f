import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime from 'postal-mime';

/** A mail as the mailbox shows it; text only, markup in a mail is never rendered. */
export interface StoredMail {
  /** Number in order of arrival, from 1. */
  id: number;
  /** Epoch ms. */
  receivedAt: number;
  from: string;
  /** The envelope's recipients. */
  to: string[];
  subject: string;
  text: string;
}

/** Where mails are kept. */
export interface MailStore {
  /** Resolves when the mail is on disk. */
  add(raw: Uint8Array, envelope: { to: string[]; receivedAt: number }): Promise<StoredMail>;
  /** Newest first. */
  list(): StoredMail[];
}

const FILE = /^(\d{6})\.json$/;

/** Keeps each mail in a file of its own in `directory`: written whole, synced, then renamed into place. */
export function openMailStore(directory: string): MailStore {
  mkdirSync(directory, { recursive: true });
  const mails: StoredMail[] = readdirSync(directory)
    .filter((name) => FILE.test(name))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(directory, name), 'utf8')) as StoredMail);
  let lastId = mails.at(-1)?.id ?? 0;
  return {
    async add(raw, { to, receivedAt }) {
      lastId += 1;
      const id = lastId;
      const parsed = await PostalMime.parse(raw);
      const mail: StoredMail = {
        id,
        receivedAt,
        from: parsed.from?.address ?? '',
        to,
        subject: parsed.subject ?? '',
        text: parsed.text ?? '',
      };
      await writeWhole(join(directory, `${String(id).padStart(6, '0')}.json`), JSON.stringify(mail));
      mails.push(mail);
      return mail;
    },
    list: () => [...mails].sort((a, b) => b.id - a.id),
  };
}

async function writeWhole(path: string, content: string): Promise<void> {
  const file = await open(`${path}.part`, 'w', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.part`, path);
}
