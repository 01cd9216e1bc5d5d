import { writeFileSync } from 'node:fs';
import { shippedFieldNames } from '../../core/record/fields';
import type { SeedRecord } from '../../emulators/salesforce/org/seed';
import { startSalesforceEmulator, type SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { seededRandom } from '../../emulators/salesforce/seeded-random';
import { enrichmentFields, orgNow } from '../salesforce/enrichment-org';

/** A record of the org by field name. */
export type OrgRow = Readonly<Record<string, unknown>>;

const { lastActivity, lastEnrichedOn, logId } = shippedFieldNames;

/** Fields that tell when or in which run a record was written; only whether they are filled is compared. */
const stampsOfTimeAndRun: ReadonlySet<string> = new Set([
	lastActivity,
	lastEnrichedOn,
	logId,
	'SystemModstamp',
	'LastModifiedDate',
]);

const companies = 400;
const industries = ['Banking', 'Energy', 'Retail', 'Technology', 'Utilities'];
const titles = ['CTO', 'Head of Sales', 'Engineer', 'Buyer', 'Student'];
const hourMs = 3_600_000;
/** So many records of a data load share an instant. */
const recordsPerStamp = 250;

/** An org of so many Leads, changed two to three hours ago: most of them known to the reference data, some with values of their own, some that a validation rule refuses. */
export async function startCrashOrg(records: number, seed: number): Promise<SalesforceEmulator> {
	return await startSalesforceEmulator({
		clock: () => orgNow,
		org: { kind: 'production', dailyApiRequests: 10_000_000 },
		seed: {
			customFields: enrichmentFields('Lead'),
			validationRules: [
				{ object: 'Lead', when: { field: 'Rating', op: '=', value: 'Cold' }, message: 'Cold leads stay as they are' },
			],
			records: { Lead: leads(records, seed) },
		},
	});
}

/** The file that Enrich asks: nine of ten companies of the org. */
export function writeReferenceFile(path: string): void {
	const rows = Array.from({ length: companies }, (_, index) =>
		index % 10 === 9
			? ''
			: `Company ${index},company${index}.example,${industries[index % 5]},${(index * 37) % 9_000},DE,+49 30 ${10_000 + index}\n`,
	);
	writeFileSync(path, `name,domain,industry,employees,country,phone\n${rows.join('')}`);
}

/** Fields in which the records differ, with how many do; empty when the orgs hold the same. */
export function differences(expected: readonly OrgRow[], actual: readonly OrgRow[]): Record<string, number> {
	const counts: Record<string, number> = {};
	const note = (name: string) => (counts[name] = (counts[name] ?? 0) + 1);
	if (expected.length !== actual.length) note('number of records');
	expected.forEach((record, index) => {
		for (const [field, value] of Object.entries(record)) {
			if (!isAlike(field, value, actual[index]?.[field])) note(field);
		}
	});
	return counts;
}

function isAlike(field: string, one: unknown, other: unknown): boolean {
	if (stampsOfTimeAndRun.has(field)) return (one === null) === (other === null);
	return one === other || JSON.stringify(one) === JSON.stringify(other);
}

function leads(records: number, seed: number): SeedRecord[] {
	const random = seededRandom(seed);
	return Array.from({ length: records }, (_, index) => {
		const company = Math.floor(random() * companies);
		const age =
			3 * hourMs - Math.floor(((index / records) * hourMs) / 1_000) * 1_000 + Math.floor(index / recordsPerStamp);
		const at = new Date(Math.floor((orgNow.getTime() - age) / 1_000) * 1_000).toISOString();
		return {
			FirstName: `First${index % 977}`,
			LastName: `Last${index}`,
			Company: `Company ${company}`,
			Email: `lead${index}@company${company}.example`,
			Title: titles[Math.floor(random() * titles.length)],
			...(random() < 0.3 && { Industry: industries[Math.floor(random() * 5)] }),
			...(random() < 0.01 && { Rating: 'Cold' }),
			CreatedDate: at,
			LastModifiedDate: at,
			SystemModstamp: at,
		};
	});
}
