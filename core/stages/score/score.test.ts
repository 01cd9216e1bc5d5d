import { namesOfOwnFields } from '../../record/fields';
import { fromColumns, toColumns } from '../../record/columns/item-columns';
import { primaryScore, type Proposal, type RecordItem } from '../../record/record-item';
import { reasonFor } from './rule-applies';
import { scoreRecords, type ScoreRequest } from './score';
import { scorecardModel, scoreRecord } from './scorecard-model';
import { defaultRanks, rankOf, type Scorecard, scorecardFields, type FieldRule } from './scorecard';
import { scorecardPreset } from './scorecard-presets';

const now = new Date('2026-11-21T16:00:00Z');
const view = { now };

function aRule(change: Partial<FieldRule> = {}): FieldRule {
	return { name: 'rule', field: 'Industry', operator: 'is_set', points: 10, ...change };
}

function aScorecard(change: Partial<Scorecard> = {}): Scorecard {
	return { name: 'fit', version: '1', base: 20, rules: [aRule()], ranks: defaultRanks, ...change };
}

type RequestChange = Partial<ScoreRequest> & { readonly scorecard?: Scorecard };

function aRequest({ scorecard = aScorecard(), ...change }: RequestChange = {}): ScoreRequest {
	return { model: scorecardModel(scorecard, view), gate: true, now, ...change };
}

async function scoreOne(item: RecordItem, change: RequestChange = {}): Promise<RecordItem> {
	return (await scoreRecords([item], aRequest(change)))[0];
}

/** The item as it comes back after its proposals were written and stamped. */
function afterWrite(item: RecordItem): RecordItem {
	const { _enrichment, ...record } = item;
	for (const [field, proposal] of Object.entries(_enrichment?.proposals ?? {})) record[field] = proposal.value;
	return { ...record, Enrichment_Model_Hash__c: _enrichment?.modelHash };
}

describe('reasonFor', () => {
	it.each<[Partial<FieldRule>, RecordItem]>([
		[{ operator: 'is_set' }, { Industry: 0 }],
		[{ operator: 'is_blank' }, { Industry: ' ' }],
		[{ operator: 'is_blank' }, {}],
		[{ operator: 'equals', value: 'energy' }, { Industry: ' Energy ' }],
		[{ operator: 'equals', value: true }, { Industry: true }],
		[{ operator: 'equals', value: 12 }, { Industry: '12.0' }],
		[{ operator: 'one_of', value: ['Retail', 'Energy'] }, { Industry: 'ENERGY' }],
		[{ operator: 'contains', value: 'VP' }, { Industry: 'Sr. V.P., Sales' }],
		[{ operator: 'contains', value: ['cto', 'vice president'] }, { Industry: 'Vice-President' }],
		[{ operator: 'contains', value: 'élan' }, { Industry: 'Elan vital' }],
		[{ operator: 'at_least', value: 50 }, { Industry: 50 }],
		[{ operator: 'below', value: 50 }, { Industry: '49.5' }],
		[{ operator: 'matches_domain_kind', value: 'company' }, { Industry: 'a@acme.com' }],
		[{ operator: 'matches_domain_kind', value: 'freemail' }, { Industry: 'a@gmail.com' }],
		[{ field: 'Account.Name' }, { Account: { Name: 'Acme' } }],
	])('holds for %j and %j', (rule, record) => {
		expect(reasonFor(aRule(rule), record, view)).toContain(rule.field ?? 'Industry');
	});

	it.each<[Partial<FieldRule>, RecordItem]>([
		[{ operator: 'is_set' }, { Industry: '' }],
		[{ operator: 'is_set' }, {}],
		[{ operator: 'is_blank' }, { Industry: false }],
		[{ operator: 'equals', value: false }, { Industry: null }],
		[{ operator: 'equals', value: 0 }, { Industry: '' }],
		[{ operator: 'contains', value: 'VP' }, { Industry: 'MVP' }],
		[{ operator: 'contains', value: 'cto' }, { Industry: 'Director' }],
		[{ operator: 'at_least', value: 0 }, { Industry: null }],
		[{ operator: 'at_least', value: 0 }, { Industry: 'many' }],
		[{ operator: 'below', value: 50 }, { Industry: 50 }],
		[{ operator: 'matches_domain_kind', value: 'freemail' }, { Industry: 'none' }],
		[{ field: 'Account.Name' }, { Account: null }],
	])('does not hold for %j and %j', (rule, record) => {
		expect(reasonFor(aRule(rule), record, view)).toBeUndefined();
	});

	it('says what it found and what it wanted, at a readable length', () => {
		const rule = aRule({ field: 'Title', operator: 'contains', value: ['vp', 'cto'] });
		expect(reasonFor(rule, { Title: 'VP Sales' }, view)).toBe('Title "VP Sales" contains "vp" or "cto"');
		expect(reasonFor(rule, { Title: `VP ${'x'.repeat(300)}` }, view)?.length).toBeLessThan(120);
	});
});

describe('rankOf', () => {
	it.each([
		[100, 'A'],
		[80, 'A'],
		[79, 'B'],
		[60, 'B'],
		[40, 'C'],
		[39, 'D'],
		[20, 'D'],
		[19, 'F'],
		[0, 'F'],
	])('ranks %d as %s', (score, rank) => {
		expect(rankOf(score, defaultRanks)).toBe(rank);
	});
});

describe('scoreRecord', () => {
	it('adds the base and the rules that hold', () => {
		const rules = [aRule(), aRule({ name: 'bad', points: -5 }), aRule({ name: 'absent', field: 'Phone' })];
		expect(scoreRecord({ Industry: 'Energy' }, aScorecard({ rules }), view)).toEqual({
			score: 25,
			rank: 'D',
			modelVersion: '1',
			contributions: [
				{ rule: 'base', points: 20, reason: 'Where every record starts' },
				{ rule: 'rule', points: 10, reason: 'Industry "Energy" is set' },
				{ rule: 'bad', points: -5, reason: 'Industry "Energy" is set' },
			],
		});
	});

	it.each([
		[95, 100, -15],
		[-70, 0, 40],
	])('keeps a sum with %d points between 0 and 100, and says by how much', (points, score, limit) => {
		const scored = scoreRecord(
			{ Industry: 'x' },
			aScorecard({ rules: [aRule({ points })], base: points > 0 ? 20 : 30 }),
			view,
		);
		expect(scored.score).toBe(score);
		expect(scored.contributions.at(-1)).toMatchObject({ rule: 'limit', points: limit });
	});

	it.each(['Lead', 'Contact', 'Account'])('explains every preset score of %s exactly, in whole points', (sObject) => {
		const scorecard = scorecardPreset(sObject);
		for (const record of variedRecords(scorecard, 300)) {
			const { score, contributions } = scoreRecord(record, scorecard, view);
			expect(contributions.reduce((sum, { points }) => sum + points, 0)).toBe(score);
			expect(score).toBeGreaterThanOrEqual(0);
			expect(score).toBeLessThanOrEqual(100);
		}
	});
});

/** Every scored field once per combination of a linear congruential sequence. */
function variedRecords(scorecard: Scorecard, count: number): RecordItem[] {
	const values = [null, '', 'ann@acme.com', 'ann@gmail.com', 'VP Sales', 'Student', true, 5, 300, 20_000_000, 'Energy'];
	let seed = 42;
	const next = (): number => {
		seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
		return seed;
	};
	return Array.from({ length: count }, () => {
		const record: Record<string, unknown> = {};
		for (const path of scorecardFields(scorecard)) {
			const [parent, field] = path.split('.');
			const value = values[(next() >> 8) % values.length];
			if (field === undefined) record[parent] = value;
			else record[parent] = { ...(record[parent] as object), [field]: value };
		}
		return record;
	});
}

describe('scorecardPreset', () => {
	const bestLead = {
		Email: 'ann@acme.com',
		Phone: '1',
		Title: 'VP Operations',
		Website: 'acme.com',
		Country: 'US',
		Industry: 'Energy',
		NumberOfEmployees: 1200,
		AnnualRevenue: 50_000_000,
	};

	it.each<[string, RecordItem, string]>([
		['a decision maker at a large, known company', bestLead, 'A'],
		[
			'a manager at a mid-sized, known company',
			{ ...bestLead, Title: 'Plant Manager', NumberOfEmployees: 300, AnnualRevenue: null },
			'B',
		],
		[
			'a clerk at a company known by its domain and size',
			{ ...bestLead, Title: 'Clerk', NumberOfEmployees: 60, AnnualRevenue: null, Industry: null },
			'C',
		],
		['a business address and a name', { Email: 'ann@acme.com', Title: 'Clerk' }, 'D'],
		['a private address', { Email: 'ann@gmail.com' }, 'F'],
		['a student with a business address', { Email: 'ann@acme.com', Title: 'Student' }, 'F'],
	])('ranks %s as %s', (_, lead, rank) => {
		expect(scoreRecord(lead, scorecardPreset('Lead'), view).rank).toBe(rank);
	});

	it('takes points off those who opted out', () => {
		const scorecard = scorecardPreset('Lead');
		const optedOut = scoreRecord({ ...bestLead, Title: 'Clerk', HasOptedOutOfEmail: true }, scorecard, view);
		expect(optedOut.score).toBe(scoreRecord({ ...bestLead, Title: 'Clerk' }, scorecard, view).score - 20);
	});

	it('has none for other objects', () => {
		expect(() => scorecardPreset('Case')).toThrow(expect.objectContaining({ code: 'invalid_parameter' }));
	});
});

describe('scoreRecords', () => {
	it('proposes score and rank for the fields of the pack', async () => {
		const item = await scoreOne({ Industry: 'Energy' });
		const common = {
			provider: 'score:fit',
			source: 'score',
			confidence: 1,
			policy: 'always',
			observedAt: now.toISOString(),
		};
		expect(item._enrichment?.proposals).toEqual({
			Enrichment_Score__c: { value: 30, ...common },
			Enrichment_Rank__c: { value: 'D', ...common },
		});
		expect(item._enrichment?.scores?.fit).toMatchObject({ score: 30, rank: 'D' });
		expect(item._enrichment?.modelHash).toMatch(/^[0-9a-f]{64}$/);
	});

	it('proposes for other fields when told to', async () => {
		const item = await scoreOne({}, { scoreField: 'Fit__c', rankField: 'Grade__c' });
		expect(Object.keys(item._enrichment?.proposals ?? {})).toEqual(['Fit__c', 'Grade__c']);
	});

	it('scores the record as it will be after its proposals', async () => {
		const proposal: Proposal = {
			value: 'Energy',
			provider: 'p',
			confidence: 0.9,
			observedAt: now.toISOString(),
			policy: 'fill_blank',
		};
		const item = await scoreOne({ Industry: null, _enrichment: { proposals: { Industry: proposal } } });
		expect(item._enrichment?.scores?.fit.score).toBe(30);
		expect(item._enrichment?.proposals?.Industry).toEqual(proposal);
	});

	describe('behind the gate', () => {
		it('keeps the stamped score of an unchanged record and proposes nothing', async () => {
			const written = afterWrite(await scoreOne({ Industry: 'Energy' }));
			const again = await scoreOne(written);
			expect(again._enrichment?.proposals).toEqual({});
			expect(again._enrichment?.scores?.fit).toMatchObject({
				score: 30,
				rank: 'D',
				contributions: [{ rule: 'kept', points: 30 }],
			});
		});

		it.each<[string, (written: RecordItem) => RecordItem, RequestChange]>([
			['an input changed', (written) => ({ ...written, Industry: 'Retail' }), {}],
			['the version changed', (written) => written, { scorecard: aScorecard({ version: '2' }) }],
			[
				'points changed under the same version',
				(written) => written,
				{ scorecard: aScorecard({ rules: [aRule({ points: 11 })] }) },
			],
			['the score was emptied', (written) => ({ ...written, Enrichment_Score__c: null }), {}],
			['the stamp is missing', (written) => ({ ...written, Enrichment_Model_Hash__c: null }), {}],
			['the gate is open', (written) => written, { gate: false }],
		])('scores again when %s', async (_, change, request) => {
			const written = afterWrite(await scoreOne({ Industry: 'Energy' }));
			const again = await scoreOne(change(written), request);
			expect(again._enrichment?.proposals).toHaveProperty('Enrichment_Score__c');
		});

		it('scores again when a proposal is about to change an input', async () => {
			const written = afterWrite(await scoreOne({ Industry: null, Phone: '1' }, { scorecard: twoFields }));
			const proposal: Proposal = {
				value: 'Energy',
				provider: 'p',
				confidence: 1,
				observedAt: now.toISOString(),
				policy: 'fill_blank',
			};
			const again = await scoreOne(
				{ ...written, _enrichment: { proposals: { Industry: proposal } } },
				{ scorecard: twoFields },
			);
			expect(again._enrichment?.proposals?.Enrichment_Score__c.value).toBe(40);
		});
	});

	describe('where the org has fields of its own for score and hash', () => {
		const fieldNames = namesOfOwnFields({
			score: 'Mintigo_Score__c',
			rank: 'Mintigo_Rank__c',
			modelHash: 'Mintigo_hash__c',
		});

		it('proposes for those', async () => {
			const item = await scoreOne({ Industry: 'Energy' }, { fieldNames });
			expect(Object.keys(item._enrichment?.proposals ?? {})).toEqual(['Mintigo_Score__c', 'Mintigo_Rank__c']);
		});

		it('puts the fields named for this score first', async () => {
			const item = await scoreOne({ Industry: 'Energy' }, { fieldNames, scoreField: 'Fit__c' });
			expect(Object.keys(item._enrichment?.proposals ?? {})).toEqual(['Fit__c', 'Mintigo_Rank__c']);
		});

		it('keeps the score that they hold, and does not look at the shipped ones', async () => {
			const { Enrichment_Model_Hash__c: hash, ...written } = afterWrite(
				await scoreOne({ Industry: 'Energy' }, { fieldNames }),
			);
			const kept = await scoreOne({ ...written, Mintigo_hash__c: hash }, { fieldNames });
			expect(kept._enrichment?.scores?.fit).toMatchObject({ score: 30, contributions: [{ rule: 'kept' }] });
			const unstamped = await scoreOne({ ...written, Enrichment_Model_Hash__c: hash }, { fieldNames });
			expect(unstamped._enrichment?.proposals).toHaveProperty('Mintigo_Score__c');
		});
	});
});

const twoFields = aScorecard({ rules: [aRule(), aRule({ name: 'phone', field: 'Phone' })] });

describe('a record with scores of two models', () => {
	const second = aScorecard({ name: 'intent', base: 90, rules: [] });

	it('has the first as the one that counts, or the one that is said to', async () => {
		const item = await scoreOne({ Id: '1', Industry: 'Energy' });
		const both = await scoreOne(item, { scorecard: second });
		expect(primaryScore(both._enrichment!)).toMatchObject({ score: 30 });
		const said = await scoreOne(item, { scorecard: second, isPrimary: true });
		expect(primaryScore(said._enrichment!)).toMatchObject({ score: 90 });
		expect(toColumns(said)).toMatchObject({ _score: 90, _rank: 'A' });
		expect(fromColumns(toColumns(said))._enrichment).toMatchObject({
			primaryModel: 'intent',
			scores: said._enrichment!.scores,
		});
	});
});
