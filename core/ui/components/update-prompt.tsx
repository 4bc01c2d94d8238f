import { useUi, useWords } from '../context.ts';
import { isPostponed, postpone } from '../postpone.ts';
import type { Route } from '../route.ts';
import { Button } from './button.tsx';

const DAYS_AWAY = 1;

/** Screens on which nothing is being entered that a reload would lose. */
const QUIET: readonly Route['at'][] = ['home', 'list', 'token', 'inbox'];

/** A new release is offered where nothing is being entered, and nowhere else; put off, it asks again the next day. */
export function UpdatePrompt() {
  const ui = useUi();
  const words = useWords();
  const { app, platform, router } = ui;
  const quiet = app.status.value.at === 'open' && QUIET.includes(router.route.value.at);
  if (!platform.update?.ready.value || !quiet || isPostponed(ui, 'update')) return null;
  return (
    <aside class="update" aria-label={words.updateReady}>
      <p>{words.updateReady}</p>
      <div class="update-choice">
        <Button look="line" onPress={() => postpone(ui, 'update', DAYS_AWAY)}>
          {words.later}
        </Button>
        <Button look="main" onPress={() => platform.update?.apply()}>
          {words.updateApply}
        </Button>
      </div>
    </aside>
  );
}
