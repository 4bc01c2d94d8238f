import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { describe, it } from 'vitest';
import { makeTestVault } from '../../support/vault-ports.ts';
import { vaultSuite } from '../../support/vault-suite.ts';

describe('the vault, on fake-indexeddb', () => {
  for (const { name, run } of vaultSuite(async () => makeTestVault(new IDBFactory(), crypto))) {
    it(name, run);
  }
});
