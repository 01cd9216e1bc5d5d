import { type RecordId, recordIdIn } from '../../record/identity';
import type { RowError } from '../row-result';
import { rowError } from '../salesforce-error';

/** A reply as jsforce parses it: one element a value, several a list, attributes under `$`. */
export type SoapNode = Readonly<Record<string, unknown>>;

/** The results of a call, in the order of what was sent; empty when the reply holds none. */
export function resultsOf(body: unknown): SoapNode[] {
	const response = Object.values(childOf(childOf(body, 'Envelope'), 'Body') ?? {}).find(
		(each): each is SoapNode => typeof each === 'object' && each !== null && 'result' in each,
	);
	return listOf(response?.result).filter((each): each is SoapNode => typeof each === 'object' && each !== null);
}

/** All values of an element that may come once, often or not at all. */
export function listOf(value: unknown): unknown[] {
	if (value === undefined || value === null) return [];
	return Array.isArray(value) ? value : [value];
}

/** The Ids of an element. */
export function idsOf(value: unknown): RecordId[] {
	return listOf(value).flatMap((each) => recordIdIn(textIn(each)) ?? []);
}

/** The text of an element, also of one with attributes; `undefined` where it is nil. */
export function textIn(value: unknown): string | undefined {
	if (typeof value === 'string') return value;
	const text = (value as SoapNode | null | undefined)?._;
	return typeof text === 'string' ? text : undefined;
}

/** Whether the result says that it succeeded. */
export function isSuccess(result: SoapNode): boolean {
	return textIn(result.success) === 'true';
}

/** Why it did not. */
export function errorsOf(result: SoapNode): RowError[] {
	const errors = listOf(result.errors).map((each) => {
		const error = each as SoapNode;
		return rowError({
			statusCode: textIn(error.statusCode),
			message: textIn(error.message),
			fields: listOf(error.fields).map(textIn),
			duplicateResult: plainDuplicates(error.duplicateResult),
		});
	});
	return errors.length > 0 ? errors : [rowError({})];
}

/** A DuplicateResult in the shape that REST gives it. */
export function plainDuplicates(value: unknown): unknown {
	if (typeof value !== 'object' || value === null) return undefined;
	const matchResults = listOf((value as SoapNode).matchResults).map((match) => ({
		matchRecords: listOf((match as SoapNode).matchRecords).map((record) => {
			const fields = (record as SoapNode).record as SoapNode | undefined;
			return { record: { Id: textIn(Object.entries(fields ?? {}).find(([name]) => /(^|:)Id$/.test(name))?.[1]) } };
		}),
	}));
	return { matchResults };
}

function childOf(node: unknown, name: string): SoapNode | undefined {
	const entries = Object.entries((node ?? {}) as SoapNode);
	return entries.find(([key]) => key === name || key.endsWith(`:${name}`))?.[1] as SoapNode | undefined;
}
