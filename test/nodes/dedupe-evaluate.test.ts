import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { executeNode } from '../../nodes/execute-functions.builders';
import { SalesforceDedupe } from '../../nodes/SalesforceDedupe/SalesforceDedupe.node';
import { someLeads } from './dedupe-people';
import { errorOf } from './node-org';

const people = someLeads(240);

function rows(label: (person: string | undefined, at: number) => string | null): INodeExecutionData[] {
	return people.map(({ fields, person }, at) => ({
		json: { ...(fields as IDataObject), Truth: label(String(person), at) },
	}));
}

async function evaluate(items: INodeExecutionData[], labelField = 'Truth') {
	const parameters = { operation: 'evaluate', sObject: 'Lead', labelField };
	let page = '';
	const prepareBinaryData = async (data: Buffer) => {
		page = data.toString();
		return { data: '', mimeType: 'text/html' };
	};
	const helpers = { prepareBinaryData } as never;
	const executed = await executeNode(new SalesforceDedupe(), { typeVersion: 3, items, parameters, helpers });
	return { ...executed, page };
}

describe('Evaluate', () => {
	it('measures pairs and groups against labels, and the curve falls in recall as the threshold rises', async () => {
		const { outputs, hints } = await evaluate(rows((person) => person ?? null));
		const [[pairs, bCubed], thresholds, mistakes] = outputs;
		expect(pairs).toMatchObject({ measure: 'pairs', labelledRecords: people.length });
		expect(Number(pairs.f1)).toBeGreaterThan(0.9);
		expect(Number(bCubed.f1)).toBeGreaterThanOrEqual(Number(pairs.precision) * 0.9);
		const recalls = thresholds.map(({ recall }) => Number(recall));
		expect(recalls).toEqual([...recalls].sort((a, b) => b - a));
		const { foundPairs, rightPairs, precision, recall } = thresholds[0];
		expect(precision).toBeCloseTo(Number(rightPairs) / Number(foundPairs), 3);
		expect(recall).toBeCloseTo(Number(rightPairs) / Number(pairs.truePairs), 3);
		expect(
			mistakes.every(
				({ truth, otherTruth, mistake }) => (truth === otherTruth) === (mistake === 'the same, but apart'),
			),
		).toBe(true);
		expect(hints[0].message).toMatch(/true pairs: precision \d+\.\d %, recall \d+\.\d %/);
	});

	it('lists what was joined wrongly, with what spoke for it', async () => {
		const { outputs } = await evaluate(rows((_, at) => `everybody is somebody else ${at}`));
		expect(outputs[0][0]).toMatchObject({ truePairs: 0, precision: 0, recall: 1 });
		expect(outputs[2].length).toBeGreaterThan(0);
		expect(outputs[2][0]).toMatchObject({
			mistake: 'joined, but not the same',
			why: expect.stringContaining('the same)') as unknown,
		});
	});

	it('draws a page that needs nothing else, with the curves and the words of what was judged wrongly', async () => {
		const { outputs, page } = await evaluate(rows((person, at) => (at === 0 ? 'somebody else' : (person ?? null))));
		expect(page.match(/<svg/g)).toHaveLength(2);
		expect(page).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)|url\(http/);
		const [wrong] = outputs[2];
		expect(wrong.mistake).toBe('joined, but not the same');
		const { FirstName, LastName } = people[0].fields;
		expect(page).toContain(`${String(FirstName)} ${String(LastName)} and `);
		expect(page).toMatch(/<td>95 % \(the node joins from here on\)<\/td>/);
		const [, , groups] = outputs[0];
		expect(groups).toMatchObject({ measure: 'whole groups' });
		expect(Number(groups.precision)).toBeLessThan(1);
	});

	it('shows as text on the page what somebody has typed into a record', async () => {
		const items = rows((_, at) => `everybody is somebody else ${at}`).map(({ json }) => ({
			json: { ...json, LastName: `<img src=x>${String(json.LastName)}` },
		}));
		const { page } = await evaluate(items);
		expect(page).toContain('&lt;img src=x&gt;');
		expect(page).not.toContain('<img');
	});

	it('leaves records without a label out of the count', async () => {
		const { outputs } = await evaluate(rows((person, at) => (at < 100 ? (person ?? null) : null)));
		expect(outputs[0][0]).toMatchObject({ labelledRecords: 100 });
	});

	it('asks for a label that is there', async () => {
		const error = await errorOf(
			evaluate(
				rows(() => null),
				'Nope',
			),
		);
		expect(error.message).toBe('No item has a value in Nope.');
	});
});
