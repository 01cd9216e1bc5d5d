import { toRecordId } from '../record/identity';
import { EnrichmentError } from '../errors';
import type { ApiCalls } from './api-calls';
import type { RowResult } from './row-result';
import { mayHaveBeenApplied } from './network-error';
import { parseApiErrors } from './salesforce-error';

/** Which of Salesforce's two doors to its setup is asked; each has a Composite of its own. */
export type SetupApi = 'rest' | 'tooling';

/** One question: a query, or any other resource to read. */
export type SetupQuestion =
	/** May hold references to earlier answers, `@{name.records[0].Field}`. */
	| { readonly name: string; readonly soql: string }
	/** From the version root, e.g. `/sobjects/Lead/describe`. */
	| { readonly name: string; readonly path: string };

/** What Salesforce answered, or why it did not. */
export type SetupAnswer =
	| { readonly status: 'answered'; readonly body: unknown }
	| { readonly status: 'refused'; readonly why: string };

/** Calls about what an administrator sets up. */
export interface SetupCalls {
	/**
	 * The answers by name, in one call of the allowance (Composite); at most 25 questions of which 5 are queries.
	 * A refusal, of one question or of the whole call, is an answer; throws when Salesforce cannot be asked at all.
	 */
	ask(
		api: SetupApi,
		questions: readonly SetupQuestion[],
		signal?: AbortSignal,
	): Promise<ReadonlyMap<string, SetupAnswer>>;
	/** Creates one record of the Tooling API; an error that leaves open whether it was created is `unknown`. */
	createInTooling(type: string, record: object, signal?: AbortSignal): Promise<RowResult>;
}

interface CompositeReply {
	readonly compositeResponse: ReadonlyArray<{
		readonly referenceId: string;
		readonly httpStatusCode: number;
		readonly body: unknown;
	}>;
}

/** The codes with which Salesforce refuses one resource and not the client as such. */
const refusalCodes = new Set(['salesforce_refused', 'missing_field', 'invalid_parameter']);

/** REST API Developer Guide, “Composite”; Tooling API, “Improve Performance with the Composite Resource”. */
const maxQuestions = 25;
const maxQueries = 5;

/** The calls of one client; `onChange` is told after each change of the org's setup. */
export function setupCalls(calls: ApiCalls, apiVersion: string, onChange: () => void): SetupCalls {
	return {
		ask: (api, questions, signal) => ask(calls, apiVersion, api, questions, signal),
		createInTooling: async (type, record, signal) => {
			const result = await createInTooling(calls, type, record, signal);
			onChange();
			return result;
		},
	};
}

async function ask(
	calls: ApiCalls,
	apiVersion: string,
	api: SetupApi,
	questions: readonly SetupQuestion[],
	signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, SetupAnswer>> {
	assertFitsOneCall(questions);
	const root = `/services/data/v${apiVersion}${prefixOf(api)}`;
	const compositeRequest = questions.map((question) => ({
		method: 'GET',
		url: root + ('soql' in question ? `/query?q=${encodeQuery(question.soql)}` : question.path),
		referenceId: question.name,
		httpHeaders: calls.callOptions,
	}));
	try {
		const reply = await calls.send<CompositeReply>(
			{
				kind: 'org',
				method: 'POST',
				url: `${prefixOf(api)}/composite`,
				body: { allOrNone: false, compositeRequest },
				what: `read the setup of the org through the ${api === 'rest' ? 'REST' : 'Tooling'} API`,
				isRepeatable: true,
			},
			signal,
		);
		return new Map(reply.compositeResponse.map((part) => [part.referenceId, answerOf(part.httpStatusCode, part.body)]));
	} catch (error) {
		if (!(error instanceof EnrichmentError) || !refusalCodes.has(error.code)) throw error;
		const refused: SetupAnswer = { status: 'refused', why: error.message };
		return new Map(questions.map(({ name }) => [name, refused]));
	}
}

async function createInTooling(
	calls: ApiCalls,
	type: string,
	record: object,
	signal: AbortSignal | undefined,
): Promise<RowResult> {
	try {
		const { id } = await calls.send<{ readonly id: string }>(
			{
				kind: 'write',
				method: 'POST',
				url: `/tooling/sobjects/${type}`,
				body: record,
				what: `create a ${type}`,
				isRepeatable: false,
			},
			signal,
		);
		return { status: 'saved', id: toRecordId(id), created: true };
	} catch (error) {
		if (mayHaveBeenApplied(error)) return { status: 'unknown', reason: error.message };
		if (!(error instanceof EnrichmentError) || !refusalCodes.has(error.code)) throw error;
		const code = String(error.details.errorCode ?? error.code);
		return { status: 'refused', errors: [{ code, message: error.message, fields: [], retryable: error.retryable }] };
	}
}

function prefixOf(api: SetupApi): string {
	return api === 'tooling' ? '/tooling' : '';
}

/** Salesforce fills references in only where it can read them, so they stay as they are. */
function encodeQuery(soql: string): string {
	return encodeURIComponent(soql).replace(
		/%40%7B(.*?)%7D/g,
		(_all, inner: string) => `@{${decodeURIComponent(inner)}}`,
	);
}

function answerOf(statusCode: number, body: unknown): SetupAnswer {
	if (statusCode < 300) return { status: 'answered', body };
	const [said] = parseApiErrors(body);
	const why = said ? `${said.code}: ${withoutQuotation(said.message)}` : `HTTP status ${statusCode}`;
	return { status: 'refused', why };
}

/** Query errors quote a part of the statement and point at it before they say what is wrong. */
function withoutQuotation(message: string): string {
	return message
		.replace(/\s+/g, ' ')
		.replace(/^.*ERROR at Row:\d+:Column:\d+ /, '')
		.trim();
}

function assertFitsOneCall(questions: readonly SetupQuestion[]): void {
	const queries = questions.filter((question) => 'soql' in question).length;
	if (questions.length <= maxQuestions && queries <= maxQueries) return;
	throw new EnrichmentError(
		'invalid_parameter',
		`One call takes ${maxQuestions} questions and ${maxQueries} queries, not ${questions.length} and ${queries}.`,
		{
			remedy: 'Ask in several calls.',
		},
	);
}
