import type { OwnTokenView } from '../../../app/types.ts';
import { Screen } from '../../components/screen.tsx';

export function Export(_props: { token: OwnTokenView }) {
  return <Screen title="" back />;
}
