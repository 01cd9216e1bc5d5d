import { DateTime } from 'luxon';
import { EnrichmentError } from '../errors';

/** The instant that Salesforce writes as `2026-11-21T16:29:17.000+0000`; throws `salesforce_refused` on anything else. */
export function parseDateTime(text: unknown): Date {
	const time = DateTime.fromISO(String(text), { zone: 'utc' });
	if (time.isValid) return time.toJSDate();
	throw new EnrichmentError(
		'salesforce_refused',
		`Salesforce sent "${String(text)}" where a date and time was expected.`,
		{
			remedy: 'Check whether a proxy changes the replies.',
		},
	);
}
