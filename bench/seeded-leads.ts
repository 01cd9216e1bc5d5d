import { seededRandom } from '../emulators/salesforce/seeded-random';
import type { SeedRecord } from '../emulators/salesforce/org/seed';

const rowsPerStamp = 80;
const titles = ['CTO', 'CEO', 'Head of Sales', 'Engineer', 'Buyer', 'Manager', 'Analyst', 'Director'];

/** So many Leads, always the same for the same seed, 80 of them with each SystemModstamp; `place` says where they are. */
export function seededLeads(
	rows: number,
	seed: number,
	place: { readonly field: 'City' | 'Country'; readonly values: readonly string[] },
): SeedRecord[] {
	const random = seededRandom(seed);
	const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)];
	const firstStamp = Date.parse('2026-11-01T00:00:00.000Z');
	return Array.from({ length: rows }, (_, index) => ({
		FirstName: `First${index % 977}`,
		LastName: `Last${index}`,
		Company: `Company ${Math.floor(random() * rows * 0.3)}`,
		Email: `lead${index}@company${index % 9_973}.example`,
		Title: pick(titles),
		[place.field]: pick(place.values),
		Website: `https://company${index % 9_973}.example`,
		NumberOfEmployees: Math.floor(random() * 10_000),
		CreatedDate: '2026-10-01T00:00:00.000Z',
		LastModifiedDate: new Date(firstStamp + Math.floor(index / rowsPerStamp) * 1_000).toISOString(),
	}));
}
