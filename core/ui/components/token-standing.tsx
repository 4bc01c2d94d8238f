import type { TokenView } from '../../app/types.ts';
import { useUi } from '../context.ts';
import { standingWords } from '../standing.ts';
import { Notice } from './notice.tsx';

/** Why a token shows no code, and what to do, one step after the other. */
export function TokenStanding({ token }: { token: TokenView }) {
  const standing = standingWords(useUi(), token);
  return (
    <div class="tag-standing">
      <Notice tone={standing.isTrouble ? 'danger' : 'plain'} title={standing.title}>
        {standing.body.split('\n').map((line) => (
          <p key={line}>{line}</p>
        ))}
      </Notice>
      {standing.steps.length > 0 && (
        <ol class="numbered">
          {standing.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
    </div>
  );
}
