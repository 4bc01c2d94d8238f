import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { issueBody, rpCall } from '../support/device.ts';

let house: RunningAuthority;
beforeAll(async () => {
  house = await startAuthority();
});
afterAll(() => house.close());

const post = (body: string | Uint8Array<ArrayBuffer>, type = 'application/json') =>
  fetch(`${house.url}/v1/rp/registrations`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${house.credential}`, 'Content-Type': type },
    body,
  });

async function expectProblem(answer: Response, status: number, code: string): Promise<void> {
  expect(answer.headers.get('Content-Type')).toBe('application/problem+json');
  expect(await answer.json()).toMatchObject({ type: `urn:fuda:problem:${code}`, status, code });
  expect(answer.status).toBe(status);
}

describe('problems', () => {
  it('are problem details for an unknown path, an unknown method and an unknown registration', async () => {
    await expectProblem(await fetch(`${house.url}/nothing/here`), 404, 'not-found');
    const put = await fetch(`${house.url}/v1/rp/registrations`, { method: 'PUT' });
    expect(put.headers.get('Allow')?.split(', ').sort()).toEqual(['GET', 'HEAD', 'POST']);
    await expectProblem(put, 405, 'method-not-allowed');
    await expectProblem(await rpCall(house, 'GET', '/registrations/not-a-uuid'), 404, 'not-found');
  });

  it('tell a malformed body by its field, in the schema’s own words only', async () => {
    await expectProblem(await post('{'), 400, 'malformed');
    await expectProblem(await post('[]'), 400, 'malformed');
    await expectProblem(await post(new Uint8Array([0x7b, 0xff, 0x7d])), 400, 'malformed');
    const wrong = await post(JSON.stringify({ ...issueBody('c'), mail: { to: 'nobody', language: 'ja' } }));
    expect(await wrong.json()).toMatchObject({ code: 'malformed', field: 'mail.to' });
    const missing = await post(JSON.stringify({ ...issueBody('c'), customer: undefined }));
    expect(await missing.json()).toMatchObject({ code: 'malformed', field: 'customer' });
    const surplus = await post(JSON.stringify({ ...issueBody('c'), '13572468': 1 }));
    const text = await surplus.text();
    expect(JSON.parse(text)).not.toHaveProperty('field');
    expect(text).not.toContain('13572468');
    const deep = await post(
      JSON.stringify({ ...issueBody('c'), mail: { to: 'a@b.example', language: 'ja', '13572468': 1 } }),
    );
    expect(await deep.json()).toMatchObject({ code: 'malformed', field: 'mail' });
  });

  it('refuse another version, another content type and a body over 16 KiB', async () => {
    const other = await post(JSON.stringify({ ...issueBody('c'), v: 2 }));
    expect(await other.json()).toMatchObject({ code: 'malformed', field: 'v' });
    await expectProblem(await post(JSON.stringify(issueBody('c')), 'text/plain'), 415, 'malformed');
    await expectProblem(await post(`"${'x'.repeat(16 * 1024)}"`), 413, 'malformed');
  });

  it('refuse a long body that does not say how long it is', async () => {
    const chunk = new TextEncoder().encode(' '.repeat(4096));
    let left = 64;
    const body = new ReadableStream({
      pull(controller) {
        left -= 1;
        if (left < 0) controller.close();
        else controller.enqueue(chunk);
      },
    });
    const answer = await fetch(`${house.url}/v1/rp/registrations`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${house.credential}`, 'Content-Type': 'application/json' },
      body,
      duplex: 'half',
    } as RequestInit);
    await expectProblem(answer, 413, 'malformed');
  });

  it('refuse an idempotency key that is too long', async () => {
    const answer = await rpCall(house, 'POST', '/registrations', issueBody('c'), {
      idempotencyKey: 'k'.repeat(65),
    });
    await expectProblem(answer, 400, 'malformed');
  });
});

describe('who may call from where', () => {
  it('lets any origin call the device routes, without cookies, and read the nonce', async () => {
    const preflight = await fetch(`${house.url}/v1/device/activate`, {
      method: 'OPTIONS',
      headers: {
        Origin: 'http://app.localhost:8601',
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'dpop,content-type',
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(preflight.headers.get('Access-Control-Allow-Headers')?.toLowerCase()).toBe('dpop,content-type');
    const refused = await fetch(`${house.url}/v1/device/activate`, {
      method: 'POST',
      headers: { Origin: 'chrome-extension://abc', 'Content-Type': 'application/json' },
      body: '{}',
    });
    expect(refused.headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(refused.headers.get('Access-Control-Expose-Headers')).toContain('DPoP-Nonce');
    expect(refused.headers.get('Access-Control-Allow-Credentials')).toBeNull();
    expect(refused.headers.get('Set-Cookie')).toBeNull();
  });

  it('lets no origin read the banks’ routes', async () => {
    const answer = await fetch(`${house.url}/v1/rp/registrations?customer=c`, {
      headers: { Origin: 'http://app.localhost:8601' },
    });
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBeNull();
  });

  it('sends the headers that keep answers out of caches and frames', async () => {
    for (const path of ['/v1/device/time?nonce=abcdefghijklmnop', '/docs', '/nothing']) {
      const { headers } = await fetch(house.url + path);
      expect(headers.get('Cache-Control')).toBe('no-store');
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(headers.get('Content-Security-Policy')).toContain("default-src 'none'");
      expect(headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'");
    }
  });
});

describe('documentation', () => {
  it('is an OpenAPI document of every route that devices and banks call', async () => {
    const document = (await (await fetch(`${house.url}/openapi.json`)).json()) as {
      openapi: string;
      paths: Record<string, Record<string, unknown>>;
    };
    expect(document.openapi).toMatch(/^3\.1\./);
    const operations = Object.entries(document.paths)
      .flatMap(([path, item]) => Object.keys(item).map((method) => `${method} ${path}`))
      .sort();
    expect(operations).toEqual([
      'get /v1/device/time',
      'get /v1/rp/hardware',
      'get /v1/rp/registrations',
      'get /v1/rp/registrations/{id}',
      'get /v1/rp/registrations/{id}/events',
      'post /v1/device/activate',
      'post /v1/device/renew',
      'post /v1/device/state',
      'post /v1/rp/hardware/{serial}/assign',
      'post /v1/rp/hardware/{serial}/restock',
      'post /v1/rp/registrations',
      'post /v1/rp/registrations/{id}/cancel',
      'post /v1/rp/registrations/{id}/lift',
      'post /v1/rp/registrations/{id}/pause',
      'post /v1/rp/registrations/{id}/resume',
      'post /v1/rp/registrations/{id}/resync',
      'post /v1/rp/registrations/{id}/revoke',
      'post /v1/rp/registrations/{id}/start',
      'post /v1/rp/registrations/{id}/verify',
    ]);
    expect(JSON.stringify(document.paths['/v1/device/activate'])).toContain('"activationPassword"');
  });

  it('is a readable page without script or foreign address', async () => {
    const page = await (await fetch(`${house.url}/docs`)).text();
    expect(page).toContain('/v1/device/activate');
    expect(page).not.toMatch(/<script|<iframe|style=|(?:src|href)="(?:https?:)?\/\//i);
  });
});
