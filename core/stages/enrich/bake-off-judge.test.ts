import { type BakedRecord, judgeBakeOff } from './bake-off-judge';

const fields = [
	{ target: 'Industry', attribute: 'industry' },
	{ target: 'NumberOfEmployees', attribute: 'employees' },
];

function aRecord(known: Record<string, unknown>, given: Record<string, unknown>, credits = 1): BakedRecord {
	const values = Object.entries(given).map(([field, value]) => [field, { value, confidence: 0.8 }] as const);
	return { known, given: Object.fromEntries(values), credits };
}

function judge(...records: BakedRecord[]) {
	return judgeBakeOff(records, fields, { tolerance: 0.2 });
}

describe('judgeBakeOff', () => {
	it('counts per field what was known, filled and right', () => {
		const { fields: verdicts } = judge(
			aRecord({ Industry: 'Software', NumberOfEmployees: 100 }, { Industry: 'software', NumberOfEmployees: 110 }),
			aRecord({ Industry: 'Banking', NumberOfEmployees: 100 }, { Industry: 'Insurance' }),
			aRecord({ Industry: 'Retail' }, {}),
		);
		expect(verdicts).toEqual([
			expect.objectContaining({ field: 'Industry', known: 3, filled: 2, right: 1, fillRate: 2 / 3, accuracy: 0.5 }),
			expect.objectContaining({
				field: 'NumberOfEmployees',
				known: 2,
				filled: 1,
				right: 1,
				fillRate: 0.5,
				accuracy: 1,
			}),
		]);
	});

	it('leaves out what nobody knew', () => {
		const { fields: verdicts, values } = judge(aRecord({ Industry: null }, { Industry: 'Software' }));
		expect(verdicts[0]).toMatchObject({ known: 0, filled: 0, fillRate: 0, accuracy: 0, atLeast: 0, atMost: 1 });
		expect(values).toEqual([]);
	});

	it('shares the credits of a record by the fields that it got', () => {
		const { fields: verdicts } = judge(
			aRecord({ Industry: 'Software', NumberOfEmployees: 9 }, { Industry: 'Software', NumberOfEmployees: 9 }, 4),
			aRecord({ Industry: 'Banking' }, { Industry: 'Insurance' }, 1),
		);
		expect(verdicts.map(({ creditsPerRight }) => creditsPerRight)).toEqual([3, 2]);
		expect(judge(aRecord({ Industry: 'A' }, { Industry: 'B' })).fields[0]).not.toHaveProperty('creditsPerRight');
	});

	it('shows a few differences, and no long text', () => {
		const records = Array.from({ length: 5 }, () => aRecord({ Industry: 'Software' }, { Industry: 'x'.repeat(90) }));
		const [{ differences }] = judge(...records).fields;
		expect(differences).toHaveLength(3);
		expect(differences[0]).toBe(`Software ≠ ${'x'.repeat(60)}…`);
	});

	it('gives every compared value with its confidence', () => {
		const { values } = judge(
			aRecord({ Industry: 'Software', NumberOfEmployees: 1 }, { Industry: 'Software', NumberOfEmployees: 9 }),
		);
		expect(values).toEqual([
			{ confidence: 0.8, isRight: true },
			{ confidence: 0.8, isRight: false },
		]);
	});
});
