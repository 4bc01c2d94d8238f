import { collectCases, type VaultCase } from './vault-case.ts';
import { damageCases } from './vault-damage-cases.ts';
import { keepingCases } from './vault-keeping-cases.ts';
import { lockCases } from './vault-lock-cases.ts';
import { mergeCases } from './vault-merge-cases.ts';
import { newKeyCases } from './vault-new-key-cases.ts';
import { passkeyCases } from './vault-passkey-cases.ts';
import type { TestVault } from './vault-ports.ts';
import { storageCases } from './vault-storage-cases.ts';
import { triesCases } from './vault-tries-cases.ts';

/** Every case, each over a database of its own from `make`. */
export function vaultSuite(make: () => Promise<TestVault>): VaultCase[] {
  return collectCases(make, (it) => {
    keepingCases(it);
    damageCases(it);
    storageCases(it);
    lockCases(it);
    triesCases(it);
    passkeyCases(it);
    mergeCases(it);
    newKeyCases(it);
  });
}
