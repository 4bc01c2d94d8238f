import { Hono } from 'hono';
import {
  cancelRequestSchema,
  deskRequestSchema,
  pauseRequestSchema,
  registrationSchema,
} from '../../../core/protocol/relying-party/messages.ts';
import type { AuthorityContext } from '../../context.ts';
import { cancel } from '../../registrations/cancel.ts';
import { lift } from '../../registrations/lift.ts';
import { pause } from '../../registrations/pause.ts';
import { resume } from '../../registrations/resume.ts';
import { revoke } from '../../registrations/revoke.ts';
import { offerActs } from './act.ts';

/** What the customer or the bank's desk decides about a registration. */
export function deskRoutes(ctx: AuthorityContext): Hono {
  const app = new Hono();

  const offer = offerActs(app, ctx, {
    description: 'Done.',
    answer: registrationSchema,
    problems: ['wrong-state'],
  });

  offer(
    {
      name: 'cancel',
      summary: 'The customer ends the token',
      description: 'At the bank’s pages, or the desk on the customer’s word; from any live state.',
      schema: cancelRequestSchema,
    },
    (of, request) => cancel(ctx, { ...of, request }),
  );
  offer(
    {
      name: 'revoke',
      summary: 'An administrator ends the token',
      description: 'From any live state.',
      schema: deskRequestSchema,
    },
    (of, { desk }) => revoke(ctx, { ...of, desk }),
  );
  offer(
    {
      name: 'lift',
      summary: 'End a suspension',
      description: 'The token is where it was before, and its count of wrong codes starts anew.',
      schema: deskRequestSchema,
    },
    (of, { desk }) => lift(ctx, { ...of, desk }),
  );
  offer(
    {
      name: 'pause',
      summary: 'Set a token aside',
      description:
        'Nothing is verified until it is resumed. `until` lies ahead, at most 366 days; the pause does not end there by itself.',
      schema: pauseRequestSchema,
    },
    (of, { desk, until }) => pause(ctx, { ...of, desk, until }),
  );
  offer(
    {
      name: 'resume',
      summary: 'End a pause',
      description: 'Before its time or after; the token is where it was before.',
      schema: deskRequestSchema,
    },
    (of, { desk }) => resume(ctx, { ...of, desk }),
  );
  return app;
}
