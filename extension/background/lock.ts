import { sessionKey } from '../platform/session-key.ts';

const ALARM = 'lock';

/**
 * Sets the alarm to the moment the session's key runs out. It only helps to forget the key early: whether
 * the vault is open is judged by `lockAt` at every read, alarm or not.
 */
export async function scheduleLock(now: () => number): Promise<void> {
  const lockAt = await sessionKey(now).lockAt();
  if (lockAt === null) await chrome.alarms.clear(ALARM);
  else await chrome.alarms.create(ALARM, { when: lockAt });
}

/** Somebody uses the extension: its time to lock moves on. */
export async function touch(now: () => number): Promise<void> {
  await sessionKey(now).touch();
  await scheduleLock(now);
}

/** At the alarm: a read that finds the time over forgets the key. */
export async function onAlarm(now: () => number, alarm: { name: string }): Promise<void> {
  if (alarm.name !== ALARM) return;
  await sessionKey(now).read();
  await scheduleLock(now);
}

/** The screen was locked: nobody is there, so the vault is locked with it. */
export async function onIdleState(now: () => number, state: string): Promise<void> {
  if (state !== 'locked') return;
  await sessionKey(now).write(null);
  await scheduleLock(now);
}
