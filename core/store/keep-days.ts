import { EnrichmentError } from '../errors';

const variable = 'SALESFORCE_ENRICHMENT_KEEP_DAYS';
const defaultKeepDays = 90;

/**
 * For how many days ended runs stay in the store: what SALESFORCE_ENRICHMENT_KEEP_DAYS says, 90 unless set; `undefined`
 * means for ever, said as 0. Throws `invalid_parameter` for anything but a whole number of days.
 */
export function planKeepDays(env: Readonly<Record<string, string | undefined>>): number | undefined {
	const configured = env[variable]?.trim();
	if (!configured) return defaultKeepDays;
	if (/^\d{1,6}$/.test(configured)) return Number(configured) || undefined;
	throw new EnrichmentError('invalid_parameter', `${variable} is "${configured}", so no old run was forgotten.`, {
		remedy: `Set ${variable} to a whole number of days, or to 0 to forget none, and restart n8n.`,
	});
}
