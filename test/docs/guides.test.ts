import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ownFields, type OwnField } from '../../core/record/fields';
import { outcomes } from '../../core/record/outcome';
import { openStore } from '../../core/store/open-store';
import { codeBlocks, italics, localLinks, nodeSources, readDoc, root, tableRows } from './doc-text';

const guideFiles = readdirSync(join(root, 'docs/guides')).map((name) => `docs/guides/${name}`);

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

it('the README links to files that exist', () => {
	expect(localLinks(readDoc('README.md')).filter((target) => !existsSync(join(root, target)))).toEqual([]);
});

describe.each([
	'costs',
	'hourly',
	'mapping-and-policies',
	'on-demand',
	'reference-data',
	'runs',
	'scorecards',
	'selections',
	'templates',
	'writing',
])('the words in italics in the guide %s', (name) => {
	const templates = ['hourly', 'scheduled', 'on-demand', 'daily-refresh', 'audience', 'undo'].map((template) =>
		JSON.parse(readDoc(`workflows/${template}.json`)),
	);
	const templateNodes: string[] = templates.flatMap(({ nodes }) => nodes.map((node: { name: string }) => node.name));
	const sources = nodeSources();
	/** Of n8n, of the summary, or words under discussion. */
	const others = [
		...[
			'Error workflow',
			'Save successful production executions',
			'Header Auth',
			'idsByHand',
			'Send Email',
			'Slack',
			'Partial Success',
			'Failed',
			'Paused',
			'Stopped',
			'Enrichment Run',
			'Enrichment Last Activity',
			'Enrichment Outcome',
			'No',
			'Id',
			'Bulk Write',
			'Fetch Modified',
			'planned',
			'used',
			'retries',
			'Reference Data',
		],
		...[
			'The',
			'and',
			'n/a',
			'self employed',
			'Director',
			'at least 50',
			'at least 200',
			'as it would be after the write',
		],
	];

	it('are what the editor shows', () => {
		const known = (word: string) =>
			templateNodes.includes(word) || others.includes(word) || sources.includes(`'${word}'`);
		expect(italics(readDoc(`docs/guides/${name}.md`)).filter((word) => !known(word))).toEqual([]);
	});
});

describe('the guide to the fields', () => {
	const guide = readDoc('docs/guides/fields.md');
	const typeNames = {
		datetime: 'Date/Time',
		date: 'Date',
		text: 'Text',
		longText: 'Long Text Area',
		number: 'Number',
		url: 'URL',
		email: 'Email',
		phone: 'Phone',
	};

	it('lists the fields as they are', () => {
		const rows = Object.values<OwnField>(ownFields).map(
			({ name, label, type, length, precision, scale, description }) => [
				name,
				label,
				typeNames[type],
				precision === undefined ? String(length ?? '') : `${precision}, ${scale}`,
				description,
			],
		);
		expect(tableRows(guide, 'API name')).toEqual(rows);
	});

	it('explains outcomes of the closed vocabulary only', () => {
		const explained = tableRows(guide, 'Outcome', 'The last attempt').map(([outcome]) => outcome);
		expect(outcomes).toEqual(expect.arrayContaining(explained));
	});
});

describe('the guide to the store', () => {
	let folder: string;
	let files = 0;
	beforeAll(() => {
		folder = mkdtempSync(join(tmpdir(), 'store-guide-test-'));
	});
	afterAll(() => rmSync(folder, { recursive: true }));

	const guide = readDoc('docs/guides/store.md');

	it.each(codeBlocks(guide, 'sql'))('asks what the store can answer: %s', async (query) => {
		const path = join(folder, `store-${files++}`);
		await (await openStore({ kind: 'sqlite', path })).close();
		const database = new DatabaseSync(path, { readOnly: true });
		expect(database.prepare(query).all()).toEqual([]);
		database.close();
	});
});
