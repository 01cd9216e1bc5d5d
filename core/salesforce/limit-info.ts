import type { DailyAllowance } from './org-identity';

/** The header in which Salesforce tells with most replies what the whole org has used of its daily calls. */
export const limitInfoHeader = 'sforce-limit-info';

/** What `api-usage=18/5000` says, also where the usage of one app stands beside it; `undefined` when it says nothing of the org. */
export function parseLimitInfo(header: string | null | undefined): DailyAllowance | undefined {
	const [, used, max] = /(?:^|[\s;,])api-usage=(\d+)\/(\d+)/.exec(header ?? '') ?? [];
	return max === undefined ? undefined : { max: Number(max), remaining: Number(max) - Number(used) };
}
