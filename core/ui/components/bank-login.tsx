import type { TokenView } from '../../app/types.ts';
import { useUi, useWords } from '../context.ts';
import { codeToUse, currentCode, isLate } from '../current-code.ts';
import { Button } from './button.tsx';

/**
 * Opens the bank's login form with the code in its place: a form post, so the code stands in no address. The
 * code is the one at the moment of pressing and is put into the request only, never into the document. In the
 * last seconds of a code the button waits for the next one; an event-based one is first asked for.
 */
export function BankLogin({ token }: { token: TokenView }) {
  const ui = useUi();
  const words = useWords();
  const view = currentCode(ui, token);
  if (token.otpEntry === null || (view === null && codeToUse(ui, token) === null)) return null;
  const isWaiting = view !== null && isLate(view);
  const freshCode = () => {
    const now = ui.app.code(token.id);
    return now && isLate(now) ? null : codeToUse(ui, token);
  };
  return (
    <form
      class="bank-login"
      method="post"
      action={token.otpEntry}
      target="_blank"
      rel="noopener noreferrer"
      onSubmit={(event) => {
        if (freshCode() === null) event.preventDefault();
      }}
      onFormData={(event) => {
        const code = freshCode();
        if (code !== null) (event as unknown as FormDataEvent).formData.set('code', code);
      }}
    >
      <Button type="submit" icon="open" busy={isWaiting}>
        {isWaiting ? words.logInWait : words.logIn}
      </Button>
      <p class="hint">{words.logInWhere(new URL(token.otpEntry).host)}</p>
    </form>
  );
}
