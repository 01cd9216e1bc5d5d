import { shippedFieldNames } from '../../core/record/fields';
import type { OrgSeed, SeedRecord } from '../../emulators/salesforce/org/seed';
import { demoClient } from '../data/org-seed';
import { ownCustomFields } from '../data/own-custom-fields';

const { lastActivity, lastEnrichedOn, logId, message } = shippedFieldNames;

/** Fields that tell when, in which run and at which attempt a record was written; only whether they are filled is compared. */
const stampsOfTimeAndRun: ReadonlySet<string> = new Set([
	lastActivity,
	lastEnrichedOn,
	logId,
	// Of an answer that was paid for before it says so.
	message,
	'SystemModstamp',
	'LastModifiedDate',
]);

/** An org with so many Leads of as many companies, all created before `now`; orgs of one moment are alike but for their ids. */
export function scaleSeed(name: string, id: string, leads: number, now: Date): OrgSeed {
	return {
		org: { kind: 'production', id, name },
		users: [{ Username: demoClient.username, LastName: 'Integration' }],
		clients: [demoClient],
		customFields: ownCustomFields(['Lead']),
		records: { Lead: Array.from({ length: leads }, (_, index) => aLead(index, now)) },
	};
}

/** The newest are taken first. */
function aLead(index: number, now: Date): SeedRecord {
	const stamp = new Date(now.getTime() - 600_000 - index * 1_000).toISOString();
	return {
		FirstName: 'Robin',
		LastName: `Lead ${index}`,
		Company: `Company ${index}`,
		Email: `robin@company${index}.example`,
		Website: `https://company${index}.example`,
		CreatedDate: stamp,
		LastModifiedDate: stamp,
		SystemModstamp: stamp,
	};
}

/** What a Lead holds, without what differs between runs anyway. */
export function comparable(lead: Readonly<Record<string, unknown>>): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(lead).map(([field, value]) => [field, stampsOfTimeAndRun.has(field) ? value !== null : value]),
	);
}

/** Fields in which Leads differ, with how many do; empty when the lists hold the same. */
export function differences(
	mine: ReadonlyArray<Readonly<Record<string, unknown>>>,
	theirs: ReadonlyArray<Readonly<Record<string, unknown>>>,
): Record<string, number> {
	const counts: Record<string, number> =
		mine.length === theirs.length ? {} : { 'number of records': Math.abs(mine.length - theirs.length) };
	mine.forEach((lead, index) => {
		const other = comparable(theirs[index] ?? {});
		for (const [field, value] of Object.entries(comparable(lead)))
			if (JSON.stringify(value) !== JSON.stringify(other[field])) counts[field] = (counts[field] ?? 0) + 1;
	});
	return counts;
}
