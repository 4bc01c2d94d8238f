import { readFile } from 'node:fs/promises';

/**
 * A policy file's JSON. `loginOrigins`, when given, take the place of every service's own: a file that is
 * used on several installations leaves them empty.
 */
export async function readPolicyFile(path: string, loginOrigins: readonly string[] = []): Promise<unknown> {
  const policy = JSON.parse(await readFile(path, 'utf8')) as { services?: Record<string, unknown>[] };
  if (loginOrigins.length === 0 || !Array.isArray(policy.services)) return policy;
  return { ...policy, services: policy.services.map((service) => ({ ...service, loginOrigins })) };
}
