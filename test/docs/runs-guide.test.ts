import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allowanceLevels, levelUnder, planCeilings } from '../../core/run/allowance';
import { leftReasons } from '../../core/stages/undo/undo-plan';
import { runStoreCommand } from '../../core/store/store-command';
import { codeBlocks, readDoc, tableRows } from './doc-text';

describe('the guide to runs', () => {
	const guide = readDoc('docs/guides/runs.md');

	it('says at which share of a ceiling each level begins', () => {
		const shares = tableRows(guide, 'Share of the ceiling').map(([share]) => Number(/\d+/.exec(share)?.[0]));
		const [, ...from] = shares;
		const levels = from.map((used) => levelUnder([{ kind: 'own', ceiling: 100, used }]));
		const justBelow = from.map((used) => levelUnder([{ kind: 'own', ceiling: 1_000, used: used * 10 - 1 }]));
		expect(['full', ...levels]).toEqual(allowanceLevels);
		expect(justBelow).toEqual(allowanceLevels.slice(0, -1));
	});

	it("says the share of the org's calls that is taken unless set", () => {
		const [[, text]] = tableRows(guide, 'Ceiling');
		const [usual, small, smallOrg] = [...text.matchAll(/\d[\d,]*/g)].map(([number]) => Number(number.replace(',', '')));
		const shareOf = (max: number) => (planCeilings({}, { max, remaining: max }, 0)[0].ceiling * 100) / max;
		expect([shareOf(smallOrg), shareOf(smallOrg - 1_000)]).toEqual([usual, small]);
	});

	it('explains every reason for which undo leaves a field', () => {
		const explained = tableRows(guide, 'Left as it is').flatMap(([reasons]) =>
			reasons.split(', ').map((reason) => reason.replaceAll('`', '')),
		);
		expect(explained).toEqual([...leftReasons]);
	});

	it('says when the scheduled template runs and how many it takes', () => {
		const template = JSON.parse(readDoc('workflows/scheduled.json'));
		const parametersOf = (name: string) =>
			template.nodes.find((node: { name: string }) => node.name === name).parameters;
		expect(guide).toContain(parametersOf('Every Night').rule.interval[0].expression);
		expect(guide).toContain(`up to ${parametersOf('Prepare Batches').limit.toLocaleString('en-US')} records`);
		expect(parametersOf('Prepare Batches').selection).toBe('dueForRefresh');
	});
});

describe('the commands in the guide to the store', () => {
	const guide = readDoc('docs/guides/store.md');
	let folder: string;
	beforeAll(() => {
		folder = mkdtempSync(join(tmpdir(), 'store-commands-test-'));
	});
	afterAll(() => rmSync(folder, { recursive: true }));

	it('are understood', async () => {
		const lines = codeBlocks(guide, 'sh')
			.join('')
			.split('\n')
			.filter((line) => line.startsWith('node dist'));
		expect(lines.map((line) => line.split(' ')[2])).toEqual(
			tableRows(guide, 'Command').map(([command]) => command.split(' ')[0]),
		);
		for (const line of lines) {
			const args = line
				.split(' ')
				.slice(2)
				.map((word) => word.replace('/backup', folder));
			const code = await runStoreCommand(
				args,
				{ N8N_USER_FOLDER: folder },
				() => {},
				new Date('2026-11-21T12:00:00.000Z'),
			);
			// 2 is for words that are no command; there is no store here, so some fail.
			expect([0, 1]).toContain(code);
		}
	});
});
