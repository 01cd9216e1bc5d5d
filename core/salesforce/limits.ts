import { EnrichmentError } from '../errors';
import type { ApiCalls } from './api-calls';
import type { DailyAllowance } from './org-identity';
import { parseDateTime } from './date-time';
import { assertApiName } from './soql';

interface LimitsReply {
	readonly DailyApiRequests?: { readonly Max: number; readonly Remaining: number };
}

/** Wide enough that both ends differ after Salesforce has cut off the seconds. */
const updatedSpanMs = 5 * 60 * 1000;

/** The org's daily calls; throws `salesforce_refused` when the user may not see them. */
export async function fetchDailyAllowance(calls: ApiCalls): Promise<DailyAllowance> {
	const what = 'read the API allowance';
	const reply = await calls.send<LimitsReply>({
		kind: 'limits',
		method: 'GET',
		url: '/limits',
		what,
		isRepeatable: true,
	});
	if (!reply.DailyApiRequests) {
		throw new EnrichmentError('salesforce_refused', 'Salesforce does not show the API allowance to this user.', {
			remedy: 'Give the user the permission "View Setup and Configuration".',
		});
	}
	return { max: reply.DailyApiRequests.Max, remaining: reply.DailyApiRequests.Remaining };
}

/**
 * Up to when Salesforce has every change of the object on record (`latestDateCovered` of getUpdated over the last
 * minutes); `undefined` when it refuses, e.g. for objects that are not replicated.
 */
export async function fetchLatestDateCovered(
	calls: ApiCalls,
	sObject: string,
	serverNow: Date,
): Promise<Date | undefined> {
	const start = encodeURIComponent(isoSeconds(new Date(serverNow.getTime() - updatedSpanMs)));
	const end = encodeURIComponent(isoSeconds(serverNow));
	try {
		const reply = await calls.send<{ readonly latestDateCovered: string }>({
			kind: 'updated',
			method: 'GET',
			url: `/sobjects/${assertApiName(sObject)}/updated/?start=${start}&end=${end}`,
			what: `ask how far the changes of ${sObject} are complete`,
			isRepeatable: true,
		});
		return parseDateTime(reply.latestDateCovered);
	} catch (error) {
		if (error instanceof EnrichmentError && error.code === 'salesforce_refused') return undefined;
		throw error;
	}
}

/** getUpdated takes no milliseconds and wants an offset rather than Z (REST API guide, Get Updated). */
function isoSeconds(time: Date): string {
	return `${time.toISOString().slice(0, 19)}+00:00`;
}
