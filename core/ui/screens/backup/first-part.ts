import { signal } from '@preact/signals';
import type { TransferPart } from '../../../app/scan.ts';

/** The part of a move that a scan came upon, on its way to the restore that gathers the others; sealed, in memory. */
export const firstPart = signal<TransferPart | null>(null);
