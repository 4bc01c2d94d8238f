import { Screen } from '../../components/screen.tsx';

export function Add() {
  return <Screen title="" back />;
}
