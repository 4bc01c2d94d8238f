import { Screen } from '../../components/screen.tsx';

export function ByHand() {
  return <Screen title="" back />;
}
