import { EnrichmentError } from '../errors';

/** The variable of n8n's environment that says how many hours the clocks of Salesforce and this machine may differ; 24 unless set. */
export const clockVariable = 'SALESFORCE_ENRICHMENT_CLOCK_HOURS';

const hourMs = 3_600_000;

/**
 * A day: a machine that takes local time for UTC is at most 14 hours off, and windows are drawn by Salesforce's clock alone,
 * so that does no harm. Whoever is off by more is not Salesforce, or this machine's clock is wrong; a watermark set by such
 * a clock would lie in the future and hide everything before it.
 */
const mostHours = 24;

/** The server's time; throws `salesforce_unavailable` when it is far from ours. */
export function assertNearOurClock(serverTime: Date, ours: Date, limitHours = process.env[clockVariable]): Date {
	const hours = Math.abs(serverTime.getTime() - ours.getTime()) / hourMs;
	if (hours <= limitOf(limitHours)) return serverTime;
	throw new EnrichmentError(
		'salesforce_unavailable',
		`Salesforce's clock shows ${serverTime.toISOString()}, and this machine's ${ours.toISOString()}.`,
		{
			remedy: `Set this machine's clock, or check who answers in Salesforce's place; nothing is read by such a clock. An org with a clock of its own, for tests, needs ${clockVariable}.`,
			details: { hours: Math.round(hours) },
		},
	);
}

function limitOf(hours: string | undefined): number {
	return hours !== undefined && /^\d{1,7}$/.test(hours.trim()) ? Number(hours) : mostHours;
}
