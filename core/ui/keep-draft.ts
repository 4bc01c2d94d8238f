import { effect } from '@preact/signals';
import { EMPTY_DRAFT, type Ui } from './context.ts';

/**
 * Drops what was typed in the set-up as soon as the set-up is left. The help with the clock leads back to it: the
 * numbers wait for that, secrets do not. Gives the function that ends it.
 */
export function keepDraft({ router, draft }: Pick<Ui, 'router' | 'draft'>): () => void {
  return effect(() => {
    const { at } = router.route.value;
    if (at === 'set-up') return;
    const { serviceId, userId, fromLink } = draft.peek();
    draft.value = at === 'settings-clock' ? { ...EMPTY_DRAFT, serviceId, userId, fromLink } : EMPTY_DRAFT;
  });
}
