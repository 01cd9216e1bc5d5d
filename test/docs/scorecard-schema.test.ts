import Ajv from 'ajv';
import { gridFaults } from '../../core/stages/score/grid/parse-grid';
import { scorecardFaults } from '../../core/stages/score/parse-scorecard';
import { engagementPreset } from '../../core/stages/score/grid/engagement-presets';
import { scorecardPreset } from '../../core/stages/score/scorecard-presets';
import { countOperators, scoreOperators } from '../../core/stages/score/scorecard';
import { gridSchema, gridSchemaFile, scorecardSchema, scorecardSchemaFile } from '../../docs/scorecard-schema';
import { readDoc } from './doc-text';

const isScorecard = new Ajv({ unknownFormats: 'ignore' }).compile(JSON.parse(scorecardSchema()) as object);
const isGrid = new Ajv({ unknownFormats: 'ignore' }).compile(JSON.parse(gridSchema()) as object);

const values: unknown[] = [
	undefined,
	0,
	5,
	-1,
	2.5,
	'',
	' ',
	'Energy',
	'2026-11-21',
	'company',
	true,
	[],
	[1, 2],
	['a', 'b'],
	['a', 1],
	{},
	null,
	[5, 1],
	40_000,
];
const extras: object[] = [
	{},
	{ points: 0 },
	{ points: 1.5 },
	{ name: '' },
	{ group: 'G' },
	{ reason: '' },
	{ other: 1 },
	{ most: 5 },
	{ decay: { halfLifeDays: 30 } },
	{ decay: { halfLifeDays: 0 } },
	{ decay: { halfLifeDays: 30, from: 'CreatedDate' } },
	{ decay: {} },
	{ decay: { halfLifeDays: 5, x: 1 } },
];
const relatedParts: unknown[] = [
	{ object: 'Task' },
	{ object: 'My Task' },
	{},
	'Task',
	{ object: 'Task', lastDays: 90, date: 'ActivityDate' },
	{ object: 'Task', lastDays: 0 },
	{ object: 'Task', by: 'Who.Id' },
	{ object: 'Task', where: [{ field: 'Status', operator: 'equals', value: 'x' }] },
	{ object: 'Task', where: [{ field: 'Status', operator: 'like', value: 'x' }] },
	{ object: 'Task', where: {} },
];

/** What only the parser knows: how parts of a document fit together. */
const beyondSchemas = /lowest first|name the date|is for lastDays|no rule has/;

function cardOf(rule: object): Record<string, unknown> {
	return { name: 'x', version: '1', rules: [{ name: 'r', points: 5, ...rule }] };
}

describe('the schema of scorecards', () => {
	it('is the published one', () => {
		expect(readDoc(scorecardSchemaFile)).toBe(scorecardSchema());
		expect(readDoc(gridSchemaFile)).toBe(gridSchema());
	});

	it.each(['Lead', 'Contact', 'Account'])('takes the standard scorecards of %s', (sObject) => {
		for (const card of [scorecardPreset(sObject), engagementPreset(sObject)]) {
			expect([isScorecard(JSON.parse(JSON.stringify(card))), isScorecard.errors]).toEqual([true, null]);
		}
	});

	it('agrees with the parser about every operator, value and option of a rule on a field', () => {
		for (const operator of [...scoreOperators, 'like']) {
			for (const value of values) {
				for (const extra of extras) {
					expectAgreement(cardOf({ field: 'Industry', operator, ...(value !== undefined && { value }), ...extra }));
				}
			}
		}
	});

	it('agrees with the parser about every operator, count and option of a rule on related records', () => {
		for (const operator of [...countOperators, 'contains']) {
			for (const value of [undefined, 0, 3, 2.5, -1, '3']) {
				for (const related of relatedParts) {
					for (const extra of extras) {
						expectAgreement(cardOf({ related, operator, ...(value !== undefined && { value }), ...extra }));
					}
				}
			}
		}
	});

	it.each([
		[{ name: 'g', version: '1' }],
		[{ name: 'g', version: '1', rows: { A: 50, B: 0 }, cells: { A1: 'Call', B4: { rank: 'F' } }, fitShare: 70 }],
		[{ name: 'g', version: '1', rows: { Longer: 50, B: 0 } }],
		[{ name: 'g', version: '1', cells: { A1: { rank: 'E' } } }],
		[{ name: 'g', version: '1', cells: { A1: 7 } }],
		[{ name: 'g', version: '1', fitShare: 0.5 }],
		[{ name: 'g', version: '1', fit: { name: 'f' } }],
		[{ name: 'g' }],
	])('agrees with the parser about the grid %j', (document) => {
		expect(isGrid(document)).toBe(gridFaults(document).length === 0);
	});
});

/** A document that the parser takes the schema takes too, and what the schema takes the parser refuses for what only it can know. */
function expectAgreement(card: Record<string, unknown>): void {
	const faults = scorecardFaults(card);
	const isValid = isScorecard(card);
	if (faults.length === 0 && !isValid) throw new Error(`The schema refuses ${JSON.stringify(card)}`);
	const known = faults.filter((fault) => !beyondSchemas.test(fault));
	if (isValid && known.length > 0) throw new Error(`The schema takes ${JSON.stringify(card)}: ${known.join(' ')}`);
}
