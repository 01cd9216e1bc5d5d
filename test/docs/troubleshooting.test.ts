import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { errorFacts } from '../../core/errors';
import { outcomeFacts } from '../../core/record/outcome';
import { rowErrorFacts } from '../../core/salesforce/row-error-facts';
import { rowError } from '../../core/salesforce/salesforce-error';
import { troubleshootingFile, troubleshootingGuide } from '../../docs/troubleshooting';
import { readDoc, root, tableRows } from './doc-text';

const guide = readDoc(troubleshootingFile);
const facts = [...Object.entries(outcomeFacts), ...Object.entries(rowErrorFacts), ...Object.entries(errorFacts)];

/** The row errors that the code of a folder gives, by how they are written there. */
function codesGivenIn(folder: string): string[] {
	const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
	const text = files
		.filter((file) => /(?<!\.test)\.ts$/.test(file))
		.map((file) => readDoc(`${folder}/${file}`))
		.join('\n');
	return [...text.matchAll(/(?:\bcode: |\brefused\(\s*|\bstatusCode: )'([A-Z]+_[A-Z_]+|CONFLICT|UNPROCESSED)'/g)].map(
		([, code]) => code,
	);
}

describe('the guide to troubleshooting', () => {
	it('is what the generator writes', () => {
		expect(guide).toBe(troubleshootingGuide());
	});

	it('has every outcome, every error code and every known row error in its tables', () => {
		const [first, second, third] = [['Outcome'], ['Code', 'From'], ['Code', 'Cause']].map((head) =>
			tableRows(guide, ...head).map(([code]) => code),
		);
		expect(first).toEqual(expect.arrayContaining(Object.keys(outcomeFacts)));
		expect(second).toEqual(Object.keys(rowErrorFacts));
		expect(third).toEqual(Object.keys(errorFacts));
	});

	it.each(facts)('says why %s happens and what to do, in sentences', (_code, { cause, cure }) => {
		for (const sentence of [cause, cure]) expect(sentence).toMatch(/^[A-Z][^|\n]{10,}\.$/);
	});
});

describe('the table of row errors', () => {
	it.each(['core/changes', 'emulators/salesforce/writes'])('knows every code that %s gives', (folder) => {
		const given = codesGivenIn(folder);
		expect(given).not.toHaveLength(0);
		expect([...new Set(given)].filter((code) => !(code in rowErrorFacts))).toEqual([]);
	});

	it('is in alphabetical order', () => {
		expect(Object.keys(rowErrorFacts)).toEqual(Object.keys(rowErrorFacts).sort());
	});

	it.each(Object.entries(rowErrorFacts).filter(([, { cure }]) => cure.includes('sent again by itself')))(
		'says of %s that it is sent again, and so it is',
		(code) => {
			expect(rowError({ statusCode: code, message: '' }).retryable).toBe(true);
		},
	);
});
