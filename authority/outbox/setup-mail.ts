import { formatDateTime } from '../../core/i18n/format.ts';
import type { OutgoingMail, SetupMailFacts } from '../registrations/types.ts';
import { setupMailTexts } from './texts.ts';

/**
 * The set-up mail as plain text: every reader can show it, and nothing in it can be markup. It holds neither
 * the activation password nor the authority's address.
 */
export function composeSetupMail(facts: SetupMailFacts): OutgoingMail {
  const { language, institution, service } = facts;
  const words = setupMailTexts[language];
  const bank = oneLine(institution.name[language]);
  const lines = [
    bank,
    '',
    words.greeting(oneLine(service.name[language])),
    words.intro,
    '',
    `  ${words.serviceId}: ${service.id}`,
    `  ${words.userId}: ${facts.userId}`,
    '',
    words.link,
    facts.setupLink,
    words.extension,
    '',
    words.until(formatDateTime(facts.setupExpiresAt, language)),
    words.password,
    '',
    `■ ${words.notYours}`,
    words.notYoursText(bank),
    words.never(bank),
    '',
    words.sender(institution.mailFrom.address),
    '',
  ];
  return {
    institutionId: institution.id,
    registrationId: facts.registrationId,
    from: institution.mailFrom,
    to: facts.to,
    subject: words.subject(bank),
    text: lines.join('\n'),
    html: null,
  };
}

/** A name stays on one line: a line break in it must not begin a header or a line of its own. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
