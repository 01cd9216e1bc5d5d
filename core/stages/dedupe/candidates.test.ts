import { Blocks } from './blocking';
import type { CandidateSource } from './candidates';
import { findDuplicates } from './dedupe';
import { dedupePreset } from './dedupe-presets';

it('compares with records of another source, which are listed and belong to no group', async () => {
	const known = { id: 'C1', email: { value: 'ann@acme.com', trust: 1 } };
	const contacts: CandidateSource = {
		sObject: 'Contact',
		find: async (records) => {
			const blocks = new Blocks();
			blocks.add({ index: undefined, keys: known }, 'email');
			records.forEach((keys, index) => blocks.add({ index, keys }, 'email'));
			return { blocks: [...blocks.shared()], incomparable: 0 };
		},
	};
	const items = [
		{ Id: 'L1', Email: 'ANN@acme.com' },
		{ Id: 'L2', Email: 'bob@acme.com' },
	];
	const request = { sObject: 'Lead', keys: ['email'], fields: dedupePreset('Lead'), candidates: contacts } as const;
	const found = await findDuplicates(items, request);
	expect(found.items.map(({ _enrichment }) => _enrichment?.matches)).toEqual([
		[{ sObject: 'Contact', id: 'C1', probability: 0.99, agreedOn: ['email'] }],
		undefined,
	]);
	expect(found.groups).toEqual([]);
});
