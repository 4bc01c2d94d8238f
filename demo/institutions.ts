import { aoba } from '../bank/institutions/aoba/index.ts';
import { kamome } from '../bank/institutions/kamome/index.ts';
import { midori } from '../bank/institutions/midori/index.ts';

/** The banks of the demonstration; one more is one line here and one port. */
export const INSTITUTIONS = { midori, aoba, kamome } as const;
export type BankId = keyof typeof INSTITUTIONS;
export const BANK_IDS = Object.keys(INSTITUTIONS) as BankId[];

/** Something of each bank. */
export type PerBank<T> = Record<BankId, T>;

export const perBank = <T>(make: (id: BankId) => T): PerBank<T> =>
  Object.fromEntries(BANK_IDS.map((id) => [id, make(id)])) as PerBank<T>;
