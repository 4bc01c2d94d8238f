import { readGivenFile } from './given-file.ts';

/**
 * A policy file's JSON. `loginOrigins`, when given, take the place of every service's own: a file that is
 * used on several installations leaves them empty. Throws a sentence for a file that is not there, or no JSON.
 */
export async function readPolicyFile(path: string, loginOrigins: readonly string[] = []): Promise<unknown> {
  const policy = parse(path, (await readGivenFile(path)).toString('utf8'));
  if (loginOrigins.length === 0 || !Array.isArray(policy?.services)) return policy;
  return { ...policy, services: policy.services.map((service) => ({ ...service, loginOrigins })) };
}

function parse(path: string, text: string): { services?: Record<string, unknown>[] } | null {
  try {
    return JSON.parse(text) as { services?: Record<string, unknown>[] } | null;
  } catch (cause) {
    throw new Error(`${path} is not JSON`, { cause });
  }
}
