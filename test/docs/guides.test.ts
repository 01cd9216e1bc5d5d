import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ownFields, type OwnField } from '../../core/record/fields';
import { outcomes } from '../../core/record/outcome';
import { finishRun } from '../../core/run/finish-run';
import type { RunSummary } from '../../core/run/run-summary';
import { startRun } from '../../core/run/start-run';
import { formatSummary } from '../../core/run/summary-text';
import { mappingPreset } from '../../core/stages/enrich/enrich-presets';
import type { EnrichmentProvider } from '../../core/stages/enrich/provider';
import { openReferenceData } from '../../core/stages/enrich/providers/reference-data';
import { parseScorecard } from '../../core/stages/score/parse-scorecard';
import { scoreRecord } from '../../core/stages/score/score';
import { defaultRanks, scoreOperators } from '../../core/stages/score/scorecard';
import { openStore } from '../../core/store/open-store';
import type { Store } from '../../core/store/store';
import { codeBlocks, localLinks, readDoc, root, tableRows } from './doc-text';

const guideFiles = readdirSync(join(root, 'docs/guides')).map((name) => `docs/guides/${name}`);

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'guides-test-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;

function newFile(): string {
	files += 1;
	return join(folder, `file-${files}`);
}

function openText(text: string): Promise<EnrichmentProvider> {
	const path = newFile();
	writeFileSync(path, text);
	return openReferenceData(path);
}

describe.each(guideFiles)('%s', (file) => {
	const guide = readDoc(file);

	it('can be read in one sitting', () => {
		expect(guide.split('\n').length).toBeLessThanOrEqual(151);
	});

	it('links to files that exist', () => {
		const missing = localLinks(guide).filter((target) => !existsSync(join(root, dirname(file), target)));
		expect(missing).toEqual([]);
	});
});

describe('the guide to the hourly template', () => {
	const guide = readDoc('docs/guides/hourly.md');
	const [example] = codeBlocks(guide, 'json').map((json) => JSON.parse(json) as Omit<RunSummary, 'text'>);

	it('shows a summary with the keys of a real one', async () => {
		const store = await openStore({ kind: 'sqlite', path: newFile() });
		const { text: _text, ...summary } = await aSummary(store);
		await store.close();

		expect(Object.keys(example)).toEqual(Object.keys(summary));
		expect(shapeOf(example.counts)).toEqual(shapeOf(summary.counts));
		expect(Object.keys(example.window ?? {})).toEqual(Object.keys(summary.window ?? {}));
		expect(shapeOf(example.calls.byStage.fetch)).toEqual(shapeOf(summary.calls.byStage.fetch));
	});

	it('shows the text that belongs to its summary', () => {
		expect(codeBlocks(guide, 'text')).toEqual([`${formatSummary(example)}\n`]);
	});

	it('shows counts that add up', () => {
		const { read, matched, noMatch, gated, ranks, written, rejected } = example.counts;
		expect(matched.high + matched.medium + matched.low + noMatch + gated).toBe(read);
		expect(ranks.A + ranks.B + ranks.C + ranks.D + ranks.F).toBe(read);
		expect(written + rejected).toBe(read);
	});

	it('explains every count', () => {
		expect(tableRows(guide, 'counts.').map(([name]) => name)).toEqual(Object.keys(example.counts));
	});

	it('says the schedule and the limit of the template', () => {
		const template = JSON.parse(readDoc('workflows/hourly.json'));
		const parametersOf = (name: string) => template.nodes.find((node: { name: string }) => node.name === name).parameters;
		expect(guide).toContain(parametersOf('Every Hour').rule.interval[0].expression);
		expect(guide).toContain(`${parametersOf('Fetch Modified').limit.toLocaleString('en-US')} in one run`);
		expect(parametersOf('Fetch Modified').onlyNeverEnriched).toBe(true);
	});

	it('names only nodes that the template has', () => {
		const { nodes } = JSON.parse(readDoc('workflows/hourly.json'));
		const names = nodes.map((node: { name: string }) => node.name);
		const named = ['Settings', 'Start Run', 'Fetch Modified', 'Write to Salesforce', 'When a Run Fails', 'Summary', 'Every Hour'];
		expect(named.filter((name) => guide.includes(`*${name}*`) && !names.includes(name))).toEqual([]);
	});
});

/** Of a run that read one record and wrote it. */
async function aSummary(store: Store): Promise<RunSummary> {
	const now = new Date('2026-11-21T12:00:00.000Z');
	const key = { orgId: '00D000000000001AAA', pipeline: 'hourly', sObject: 'Lead' };
	const started = await startRun(store, { ...key, isDryRun: false, leaseMs: 60_000 }, now, () => 'run-1');
	if (started.status === 'held') throw new Error('held');
	const { run } = started;
	await store.addWork(run, [{ recordId: '00Q000000000001AAA' }]);
	await store.settleWork(run, [{ recordId: '00Q000000000001AAA', outcome: 'rejected', message: 'refused' }]);
	await store.addCalls(run.runId, 'fetch', { planned: 1, used: 1, retries: 0 });
	await store.recordWindow(run.runId, { from: now, until: now });
	const summary = await finishRun(store, run, undefined, now);
	if (!summary) throw new Error('no summary');
	return summary;
}

/** The keys and the kinds of the values. */
function shapeOf(value: object): Record<string, unknown> {
	return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, typeof entry === 'object' ? shapeOf(entry) : typeof entry]));
}

describe('the guide to the fields', () => {
	const guide = readDoc('docs/guides/fields.md');
	const typeNames = { datetime: 'Date/Time', text: 'Text', number: 'Number' };

	it('lists the fields as they are', () => {
		const rows = Object.values<OwnField>(ownFields).map(({ name, label, type, length, precision, scale, description }) => [
			name,
			label,
			typeNames[type],
			precision === undefined ? String(length ?? '') : `${precision}, ${scale}`,
			description,
		]);
		expect(tableRows(guide, 'API name')).toEqual(rows);
	});

	it('explains outcomes of the closed vocabulary only', () => {
		const explained = tableRows(guide, 'Outcome', 'The last attempt').map(([outcome]) => outcome);
		expect(outcomes).toEqual(expect.arrayContaining(explained));
	});
});

describe('the guide to reference data', () => {
	const guide = readDoc('docs/guides/reference-data.md');
	const [example, semicolons] = codeBlocks(guide, 'csv');

	it('shows files that open without a note', async () => {
		for (const text of [...codeBlocks(guide, 'csv'), ...codeBlocks(guide, 'ndjson')]) {
			expect((await openText(text)).notes).toEqual([]);
		}
	});

	it('says what each record finds in its example', async () => {
		const provider = await openText(example);
		const rows = tableRows(guide, 'Website', 'Email', 'Company');
		const queries = rows.map(([website, email, company, country], key) => ({
			key,
			...(website && { domain: website }),
			...(email && { email }),
			...(company && { company }),
			...(country && { country }),
		}));

		const found = (await provider.lookUp(queries)).map((answer) =>
			answer.outcome === 'matched' ? [answer.values.name, String(answer.confidence)] : ['no match', ''],
		);

		expect(found).toEqual(rows.map(([, , , , finds, confidence]) => [finds, confidence]));
	});

	it('shows every confidence that its table of confidences has', () => {
		const confidences = (rows: string[][], column: number) => new Set(rows.map((row) => row[column]).filter((cell) => cell !== ''));
		expect(confidences(tableRows(guide, 'Website', 'Email', 'Company'), 5)).toEqual(confidences(tableRows(guide, 'What agrees'), 1));
	});

	it('reads numbers, lists and dates as it says', async () => {
		const [northwind] = await (await openText(example)).lookUp([{ key: 0, domain: 'northwind.example' }]);
		expect(northwind).toMatchObject({ values: { employees: 1200, revenue: 250_000_000 }, observedAt: '2026-10-01T00:00:00.000Z' });
		const [alias] = await (await openText(semicolons)).lookUp([{ key: 0, company: 'NWT' }]);
		expect(alias).toMatchObject({ outcome: 'matched', values: { industry: 'Retail' } });
		const [listed] = await (await openText(codeBlocks(guide, 'ndjson')[0])).lookUp([{ key: 0, company: 'NWT' }]);
		expect(listed).toMatchObject({ values: { technologies: 'SAP;Snowflake' } });
	});

	it('lists the mapping of the standard fields', () => {
		const objects = ['Lead', 'Contact', 'Account'];
		const rows = tableRows(guide, 'Attribute', ...objects);
		for (const [index, sObject] of objects.entries()) {
			const listed = rows.filter((row) => row[index + 1] !== '').map((row) => [row[0], row[index + 1]]);
			expect(listed).toEqual(mappingPreset(sObject).map(({ source, target }) => [source, target]));
		}
	});

	it.each(tableRows(guide, 'The file'))('refuses the file %s with the message it promises', async (text, message) => {
		const path = newFile();
		if (text !== '(no such file)') writeFileSync(path, text === '(nothing)' ? '' : text.replaceAll('⏎', '\n'));
		await expect(openReferenceData(path)).rejects.toThrow(message);
	});
});

describe('the guide to scorecards', () => {
	const guide = readDoc('docs/guides/scorecards.md');
	const [card, record, result] = codeBlocks(guide, 'json').map((json) => JSON.parse(json));

	it('shows a scorecard that can be used and has every operator', () => {
		const { rules } = parseScorecard(card);
		expect(new Set(rules.map((rule) => rule.operator))).toEqual(new Set(scoreOperators));
	});

	it('explains every operator', () => {
		expect(tableRows(guide, 'operator').map(([operator]) => operator)).toEqual([...scoreOperators]);
	});

	it('says the defaults', () => {
		const { base, ranks } = parseScorecard({ name: card.name, version: card.version, rules: card.rules });
		const defaults = Object.fromEntries(tableRows(guide, 'Key').map(([key, , value]) => [key, value]));
		expect([JSON.parse(defaults.base), JSON.parse(defaults.ranks)]).toEqual([base, ranks]);
		expect(ranks).toEqual(defaultRanks);
	});

	it('shows the score that its record gets, with contributions that add up', () => {
		expect(scoreRecord(record, parseScorecard(card))).toEqual(result);
		const points: number[] = result.contributions.map((line: { points: number }) => line.points);
		expect(points.reduce((sum, each) => sum + each)).toBe(result.score);
	});

	it('knows no F when D is 0', () => {
		const withoutF = parseScorecard({ ...card, ranks: { ...card.ranks, D: 0 } });
		expect(scoreRecord({}, withoutF)).toMatchObject({ score: 10, rank: 'D' });
	});

	it.each(tableRows(guide, 'Instead of'))('refuses %s and takes %s', (wrong, right) => {
		expect(() => parseScorecard(changed(wrong))).toThrow('cannot be used');
		expect(() => parseScorecard(changed(right))).not.toThrow();
	});

	/** The example with one key of it, or of its rule with a number as its value, replaced. */
	function changed(snippet: string): unknown {
		const change = JSON.parse(`{${snippet}}`);
		if ('ranks' in change) return { ...card, ...change };
		const rule = card.rules.find((each: { operator: string }) => each.operator === 'at_least');
		return { ...card, rules: [{ ...rule, ...change }] };
	}
});

describe('the guide to the store', () => {
	const guide = readDoc('docs/guides/store.md');

	it.each(codeBlocks(guide, 'sql'))('asks what the store can answer: %s', async (query) => {
		const path = newFile();
		await (await openStore({ kind: 'sqlite', path })).close();
		const database = new DatabaseSync(path, { readOnly: true });
		expect(database.prepare(query).all()).toEqual([]);
		database.close();
	});
});
