import { Screen } from '../../components/screen.tsx';

export function Move() {
  return <Screen title="" back />;
}
