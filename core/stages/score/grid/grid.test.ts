import type { RecordItem } from '../../../record/record-item';
import { defaultRanks } from '../scorecard';
import { bandOf, cellNames, type ScoreGrid } from './grid';
import { gridModel } from './grid-model';
import { gridFromRows } from './grid-rows';
import { parseGrid } from './parse-grid';
import { type GridFields, type GridRequest, scoreByGrid } from './score-by-grid';

const now = new Date('2026-11-21T16:00:00Z');
const side = (name: string, field: string, points: number) => ({
	name,
	version: '1',
	rules: [{ name: `${name} rule`, field, operator: 'is_set', points }],
});
const document = {
	name: 'grid',
	version: '1',
	fit: side('fit', 'Industry', 80),
	engagement: {
		...side('engagement', 'Seen__c', 60),
		rules: [{ name: 'Seen', field: 'Seen__c', operator: 'is_set', points: 60, decay: { halfLifeDays: 30 } }],
	},
	cells: { A2: { says: 'Call today', rank: 'A' }, D4: 'Leave' },
};

function aGrid(change: object = {}): ScoreGrid {
	return parseGrid({ ...document, ...change }, 'Lead');
}

async function scoreOne(item: RecordItem, fields: GridFields = {}, change: Partial<GridRequest> & { at?: Date } = {}) {
	const { at = now, grid = aGrid(), ...rest } = change;
	const request = { grid, model: gridModel(grid, { now: at }), fields, gate: true, now: at, ...rest };
	return (await scoreByGrid([item], request))[0];
}

const fields = { cell: 'Grade__c', fit: 'Fit__c', engagement: 'Engagement__c' };

describe('bandOf', () => {
	it.each([
		[100, 'A', '1'],
		[75, 'A', '1'],
		[74, 'B', '2'],
		[25, 'C', '3'],
		[0, 'D', '4'],
	])('puts %d into %s and %s', (score, row, column) => {
		const { rows, columns } = aGrid();
		expect([bandOf(score, rows), bandOf(score, columns)]).toEqual([row, column]);
	});
});

describe('scoreByGrid', () => {
	it('gives both scores, the cell where they meet and the score they make, each with its reasons', async () => {
		const { _enrichment } = await scoreOne({ Industry: 'Energy', Seen__c: '2026-11-21' }, fields);
		expect(_enrichment?.scores).toMatchObject({
			grid: {
				score: 70,
				rank: 'A',
				contributions: [
					{ rule: 'fit', points: 40, reason: 'Fit 80 at 50 %: fit rule +80' },
					{ rule: 'engagement', points: 30, reason: 'Engagement 60 at 50 %: Seen +60' },
					{ rule: 'cell', points: 0, reason: 'Cell A2: Call today' },
				],
			},
			fit: { score: 80, contributions: [{ reason: 'Industry "Energy" is set' }] },
			engagement: { score: 60 },
		});
		const written = Object.entries(_enrichment?.proposals ?? {}).map(([field, { value }]) => [field, value]);
		expect(Object.fromEntries(written)).toEqual({
			Enrichment_Score__c: 70,
			Enrichment_Rank__c: 'A',
			Grade__c: 'Call today',
			Fit__c: 80,
			Engagement__c: 60,
		});
	});

	it('names the cell by itself, and ranks by the score, where the grid says nothing of it', async () => {
		const { _enrichment } = await scoreOne({ Industry: 'Energy', Seen__c: '2026-10-22' }, fields);
		expect(_enrichment?.scores?.grid).toMatchObject({ score: 55, rank: 'C' });
		expect(_enrichment?.proposals?.Grade__c.value).toBe('A3');
	});

	it('adds up to the score exactly, whatever the share', async () => {
		for (let fitShare = 0; fitShare <= 100; fitShare += 7) {
			for (const points of [1, 13, 33, 77, 99]) {
				const grid = aGrid({ fit: side('fit', 'Industry', points), fitShare });
				const { _enrichment } = await scoreOne({ Industry: 'x', Seen__c: '2026-11-01' }, fields, { grid });
				const { score, contributions } = _enrichment!.scores!.grid;
				expect(contributions.reduce((sum, each) => sum + each.points, 0)).toBe(score);
				expect(contributions.every((each) => each.points >= 0)).toBe(true);
			}
		}
	});

	describe('behind the gate', () => {
		const written = async () => {
			const item = { Industry: 'Energy', Seen__c: '2026-11-21' };
			const { _enrichment } = await scoreOne(item, fields);
			const values = Object.entries(_enrichment!.proposals!).map(([field, { value }]) => [field, value]);
			return { ...item, ...Object.fromEntries(values), Enrichment_Model_Hash__c: _enrichment!.modelHash };
		};

		it('keeps cell, scores and the rank of the cell while nothing changed', async () => {
			const { _enrichment } = await scoreOne(await written(), fields);
			expect(_enrichment?.proposals).toEqual({});
			expect(_enrichment?.scores?.grid).toMatchObject({ score: 70, rank: 'A', contributions: [{ rule: 'kept' }] });
		});

		it.each<[string, object, Partial<GridRequest> & { at?: Date }]>([
			['the cell was emptied', { Grade__c: null }, {}],
			['one of the scores was emptied', { Fit__c: '' }, {}],
			['an input changed', { Industry: 'Retail' }, {}],
			['a cell means something else', {}, { grid: aGrid({ cells: { A2: 'Ring them' } }) }],
			['time has taken points', {}, { at: new Date('2026-12-21T16:00:00Z') }],
		])('scores again when %s', async (_, change, request) => {
			const { _enrichment } = await scoreOne({ ...(await written()), ...change }, fields, request);
			expect(_enrichment?.proposals).toHaveProperty('Grade__c');
		});
	});
});

describe('parseGrid', () => {
	it('has the standard scorecards of the object, bands and share where nothing is said', () => {
		const grid = parseGrid({ name: 'g', version: '1' }, 'Account');
		expect([grid.fit.name, grid.engagement.name, grid.fitShare]).toEqual(['account-fit', 'account-engagement', 50]);
		expect(cellNames(grid)).toEqual([
			'A1',
			'A2',
			'A3',
			'A4',
			'B1',
			'B2',
			'B3',
			'B4',
			'C1',
			'C2',
			'C3',
			'C4',
			'D1',
			'D2',
			'D3',
			'D4',
		]);
	});

	it.each<[string, object, string]>([
		['a cell that is none', { cells: { E1: 'x' } }, 'cells.E1: there is no such cell'],
		['bands without a 0', { rows: { A: 50, B: 10 } }, 'rows: the lowest band must begin at 0.'],
		['bands that begin together', { columns: { 1: 0, 2: 0 } }, 'columns: two bands begin at the same score.'],
		['one band', { columns: { 1: 0 } }, 'columns: must have 2 to 10 bands.'],
		['an unknown rank', { cells: { A1: { rank: 'E' } } }, 'cells.A1.rank: must be A, B, C, D or F.'],
		['a share beyond all', { fitShare: 101 }, 'fitShare: must be a whole number from 0 to 100.'],
		['a fault of a side', { fit: { ...document.fit, rules: [] } }, 'fit.rules: must be a list with at least one rule.'],
		['two scorecards of one name', { engagement: side('fit', 'X', 1) }, 'three names, and have grid, fit, fit'],
	])('refuses %s', (_, change, fault) => {
		expect(() => aGrid(change)).toThrow(fault);
	});
});

describe('gridFromRows', () => {
	const rows = {
		name: 'g',
		fit: [{ field: 'Industry', operator: 'is_set' as const, points: 30 }],
		engagement: [],
		engagementRelated: [{ object: 'Task', operator: 'each' as const, points: 5, lastDays: 90 }],
		rows: 'High 60, Low 0',
		columns: '1: 50, 2: 0',
		cells: [{ cell: 'High1', says: ' Hot ', rank: 'A' }, { cell: 'Low2' }],
		fitShare: 70,
	};

	it('makes a grid of what a person fills in', () => {
		expect(gridFromRows(rows, 'Lead')).toMatchObject({
			fit: { name: 'fit', base: 20, rules: [{ field: 'Industry' }] },
			engagement: { name: 'engagement', base: 0, rules: [{ related: { object: 'Task', lastDays: 90 } }] },
			rows: { High: 60, Low: 0 },
			cells: { High1: { says: 'Hot', rank: 'A' }, Low2: {} },
			fitShare: 70,
			ranks: defaultRanks,
		});
	});

	it('says which band has no number', () => {
		expect(() => gridFromRows({ ...rows, rows: 'High, Low 0' }, 'Lead')).toThrow('rows.High: must be a number');
	});
});
