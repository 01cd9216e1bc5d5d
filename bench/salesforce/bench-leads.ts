import { ownFields } from '../../core/record/fields';
import { seededRandom } from '../../emulators/salesforce/seeded-random';
import type { CustomFieldSeed, OrgSeed, SeedRecord } from '../../emulators/salesforce/org/seed';

/** What every contestant changes, and to what; no seeded Lead has this value. */
export const change = { field: 'Title', value: 'Head of Enrichment' } as const;

const rowsPerStamp = 80;
const titles = ['CTO', 'CEO', 'Head of Sales', 'Engineer', 'Buyer', 'Manager', 'Analyst', 'Director'];
const countries = ['Germany', 'France', 'United Kingdom', 'Spain', 'Austria', 'Norway'];
const typeInDescribe = { datetime: 'datetime', text: 'string', number: 'double' } as const;

/** So many Leads, always the same for the same seed, in an org that has our own fields. */
export function benchSeed(rows: number, seed: number): OrgSeed {
	return { customFields: enrichmentFields(), records: { Lead: leads(rows, seed) } };
}

function enrichmentFields(): CustomFieldSeed[] {
	return Object.values(ownFields).map((field) => {
		const { name, label } = field;
		const traits = { ...('length' in field && { length: field.length }), ...('precision' in field && { precision: field.precision }) };
		return { object: 'Lead', name, label, type: typeInDescribe[field.type], ...traits };
	});
}

function leads(rows: number, seed: number): SeedRecord[] {
	const random = seededRandom(seed);
	const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)];
	const firstStamp = Date.parse('2026-11-01T00:00:00.000Z');
	return Array.from({ length: rows }, (_, index) => ({
		FirstName: `First${index % 977}`,
		LastName: `Last${index}`,
		Company: `Company ${Math.floor(random() * rows * 0.3)}`,
		Email: `lead${index}@company${index % 9_973}.example`,
		Title: pick(titles),
		Country: pick(countries),
		Website: `https://company${index % 9_973}.example`,
		NumberOfEmployees: Math.floor(random() * 10_000),
		CreatedDate: '2026-10-01T00:00:00.000Z',
		LastModifiedDate: new Date(firstStamp + Math.floor(index / rowsPerStamp) * 1_000).toISOString(),
	}));
}
