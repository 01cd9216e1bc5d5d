import { answersOf } from '../../core/stages/enrich/provider.builders';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mappingPreset } from '../../core/stages/enrich/enrich-presets';
import type { EnrichmentProvider } from '../../core/stages/enrich/provider';
import { openReferenceData } from '../../core/stages/enrich/providers/reference-data';
import { codeBlocks, readDoc, tableRows } from './doc-text';

let folder: string;
let files = 0;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'reference-data-guide-test-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function newFile(): string {
	files += 1;
	return join(folder, `file-${files}`);
}

function openText(text: string): Promise<EnrichmentProvider> {
	const path = newFile();
	writeFileSync(path, text);
	return openReferenceData(path);
}

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

		const found = (await answersOf(provider, queries)).map((answer) =>
			answer.outcome === 'matched' ? [answer.values.name, String(answer.confidence)] : ['no match', ''],
		);

		expect(found).toEqual(rows.map(([, , , , finds, confidence]) => [finds, confidence]));
	});

	it('shows every confidence that its table of confidences has', () => {
		const confidences = (rows: string[][], column: number) =>
			new Set(rows.map((row) => row[column]).filter((cell) => cell !== ''));
		expect(confidences(tableRows(guide, 'Website', 'Email', 'Company'), 5)).toEqual(
			confidences(tableRows(guide, 'What agrees'), 1),
		);
	});

	it('reads numbers, lists and dates as it says', async () => {
		const [northwind] = await answersOf(await openText(example), [{ key: 0, domain: 'northwind.example' }]);
		expect(northwind).toMatchObject({
			values: { employees: 1200, revenue: 250_000_000 },
			observedAt: '2026-10-01T00:00:00.000Z',
		});
		const [alias] = await answersOf(await openText(semicolons), [{ key: 0, company: 'NWT' }]);
		expect(alias).toMatchObject({ outcome: 'matched', values: { industry: 'Retail' } });
		const [listed] = await answersOf(await openText(codeBlocks(guide, 'ndjson')[0]), [{ key: 0, company: 'NWT' }]);
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
