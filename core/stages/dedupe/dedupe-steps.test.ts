import { findDuplicates } from './dedupe';
import { dedupeKeyPreset, dedupePreset } from './dedupe-presets';

/** Look-ups in maps while so many leads are compared; each pair that is met costs some. */
async function lookUpsFor(count: number, fields: (index: number) => Record<string, unknown>): Promise<number> {
	const leads = Array.from({ length: count }, (_, index) => ({
		Id: `L${String(index).padStart(6, '0')}`,
		...fields(index),
	}));
	const spy = jest.spyOn(Map.prototype, 'get');
	await findDuplicates(leads, { sObject: 'Lead', keys: dedupeKeyPreset('Lead'), fields: dedupePreset('Lead') });
	const steps = spy.mock.calls.length;
	spy.mockRestore();
	return steps;
}

it.each<[string, (index: number) => Record<string, unknown>]>([
	['all of whom share one address', () => ({ Email: 'ann@acme.com' })],
	[
		'all of whom are one person at one company',
		() => ({ FirstName: 'Ann', LastName: 'Lee', Company: 'Acme', Email: 'ann@acme.com' }),
	],
	['none of whom has a duplicate', (index) => ({ Email: `user-${index}@acme.com` })],
	['in pairs', (index) => ({ Email: `user-${index >> 1}@acme.com` })],
])('twice as many leads, %s, cost at most twice the look-ups', async (_, fields) => {
	const [once, twice] = [await lookUpsFor(1_000, fields), await lookUpsFor(2_000, fields)];
	expect(once).toBeGreaterThan(900);
	expect(twice).toBeLessThan(2.2 * once);
});
