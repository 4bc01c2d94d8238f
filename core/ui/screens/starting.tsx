import { Mark } from '../components/mark.tsx';
import { useWords } from '../context.ts';

/** While storage is being opened; usually too short to be seen. */
export function Starting() {
  const words = useWords();
  return (
    <div class="screen screen-starting">
      <main class="main">
        <Mark large />
        <h1 class="hidden">{words.appName}</h1>
        <p class="lead">{words.starting}</p>
      </main>
    </div>
  );
}
