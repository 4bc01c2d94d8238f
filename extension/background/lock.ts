import { sessionKey } from '../platform/session-key.ts';
import { register } from './register.ts';

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

/** The scripts in open tabs ask again, hear nothing, and the badge says that the vault is locked. */
const tellTabs = (now: () => number): Promise<void> => register(now, { look: true });

/** At the alarm: a read that finds the time over forgets the key. One that came too early is set anew. */
export async function onAlarm(now: () => number, alarm: { name: string }): Promise<void> {
  if (alarm.name !== ALARM) return;
  const key = await sessionKey(now).read();
  await scheduleLock(now);
  if (key === null) await tellTabs(now);
}

/** The screen was locked: nobody is there, so the vault is locked with it. */
export async function onIdleState(now: () => number, state: string): Promise<void> {
  const session = sessionKey(now);
  if (state !== 'locked' || (await session.lockAt()) === null) return;
  await session.write(null);
  await scheduleLock(now);
  await tellTabs(now);
}
