import { EnrichmentError } from '../errors';
import type { ApiCall, ApiCalls } from './api-calls';
import { setupCalls, type SetupQuestion } from './setup-calls';

/** Answers every call with this, or throws it. */
function callsAnswering(answer: unknown, sent: ApiCall[] = []): ApiCalls {
	const send = async (call: ApiCall) => {
		sent.push(call);
		if (answer instanceof Error) throw answer;
		return answer;
	};
	return { send } as unknown as ApiCalls;
}

const ask = (answer: unknown, questions: readonly SetupQuestion[], sent: ApiCall[] = []) =>
	setupCalls(callsAnswering(answer, sent), '68.0', () => undefined).ask('tooling', questions);

const refused = (code: ConstructorParameters<typeof EnrichmentError>[0], details = {}) =>
	new EnrichmentError(code, `It was ${code}.`, { details });

describe('ask', () => {
	it('puts the questions into one Composite and leaves references readable', async () => {
		const sent: ApiCall[] = [];
		await ask(
			{ compositeResponse: [] },
			[{ name: 'rules', soql: "SELECT Name FROM WorkflowRule WHERE TableEnumOrId = '@{entity.records[0].DurableId}'" }],
			sent,
		);
		expect(sent).toEqual([expect.objectContaining({ method: 'POST', url: '/tooling/composite' })]);
		const [{ url }] = (sent[0].body as { compositeRequest: Array<{ url: string }> }).compositeRequest;
		expect(url).toMatch(/^\/services\/data\/v68\.0\/tooling\/query\?q=SELECT%20Name/);
		expect(url).toContain("'@{entity.records[0].DurableId}'");
	});

	it('gives answers and refusals by name, without the quoted statement', async () => {
		const message = "\nSELECT A FROM B\n         ^\nERROR at Row:1:Column:15\nsObject type 'B' is not supported.";
		const answers = await ask(
			{
				compositeResponse: [
					{ referenceId: 'a', httpStatusCode: 200, body: { records: [] } },
					{ referenceId: 'b', httpStatusCode: 400, body: [{ errorCode: 'INVALID_TYPE', message }] },
				],
			},
			[
				{ name: 'a', path: '/x' },
				{ name: 'b', path: '/y' },
			],
		);
		expect(answers.get('a')).toEqual({ status: 'answered', body: { records: [] } });
		expect(answers.get('b')).toEqual({ status: 'refused', why: "INVALID_TYPE: sObject type 'B' is not supported." });
	});

	it('takes a refusal of the whole for a refusal of each, but not a refused login', async () => {
		const answers = await ask(refused('salesforce_refused'), [{ name: 'a', path: '/x' }]);
		expect(answers.get('a')).toEqual({ status: 'refused', why: 'It was salesforce_refused.' });
		await expect(ask(refused('auth_failed'), [{ name: 'a', path: '/x' }])).rejects.toMatchObject({
			code: 'auth_failed',
		});
	});

	it('refuses more queries than one call takes', async () => {
		const six = Array.from({ length: 6 }, (_, index) => ({ name: `q${index}`, soql: 'SELECT Id FROM User' }));
		await expect(ask({}, six)).rejects.toMatchObject({ code: 'invalid_parameter' });
	});
});

describe('createInTooling', () => {
	const create = async (answer: unknown) => {
		const onChange = jest.fn();
		const result = await setupCalls(callsAnswering(answer), '68.0', onChange).createInTooling('CustomField', {});
		return { result, changes: onChange.mock.calls.length };
	};

	it.each([
		['saved', { id: '00N5e0000000001EAA', success: true }, { status: 'saved', created: true }],
		[
			'refused',
			refused('salesforce_refused', { errorCode: 'DUPLICATE_DEVELOPER_NAME' }),
			{ status: 'refused', errors: [expect.objectContaining({ code: 'DUPLICATE_DEVELOPER_NAME' })] },
		],
		['unknown', refused('salesforce_unavailable', { maySent: true }), { status: 'unknown' }],
	])('reports a record that is %s, and that the setup may have changed', async (_status, answer, expected) => {
		expect(await create(answer)).toMatchObject({ result: expected, changes: 1 });
	});
});
