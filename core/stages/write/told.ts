import { leftOutWords } from '../../record/left-out';
import { outcomeFacts, type Outcome } from '../../record/outcome';
import { fieldLabel } from '../../run/review-row';
import type { RowError } from '../../salesforce/row-result';
import type { SObjectDescription } from '../../salesforce/schema';
import { type RowErrorFact, rowErrorFacts } from '../../salesforce/row-error-facts';
import type { WriteOutcome } from '../../changes/settle/verdicts';

type Labels = Pick<SObjectDescription, 'fieldByName'>;

/** Where the outcome says more than the code that it comes from. */
const wordsByOutcome: Readonly<Partial<Record<Outcome, string>>> = {
	carried_over: 'left to a later run',
	conflict: 'changed by somebody else meanwhile',
	converted: 'converted lead',
	deleted: 'deleted, merged or hidden',
	duplicate: 'held back by a duplicate rule',
	invalid_input: 'names no record',
	locked: 'locked by an approval',
	no_access: 'not open to the connected user',
	unknown_created: 'may have been created: the reply was lost',
};

/** Why a record was rejected in a few words, the same for all records of that reason; each reason once. */
export function rejectionWords({ item, errors }: Pick<WriteOutcome, 'item' | 'errors'>, labels: Labels): string[] {
	const known = wordsByOutcome[item._enrichment?.outcome ?? 'rejected'];
	return known === undefined ? errorWords(errors, labels) : [known];
}

/** What was not written of a record that otherwise was, in the same words. */
export function errorWords(errors: readonly RowError[], labels: Labels): string[] {
	return [...new Set(errors.flatMap((error) => wordsOf(error, labels)))];
}

/**
 * The message as a person needs it: the field by name, what is wrong, and what to do; as it is where nothing went wrong.
 */
export function messageWithCure(
	{ item, status, errors }: Pick<WriteOutcome, 'item' | 'status' | 'errors'>,
	labels: Labels,
): string | undefined {
	const { outcome = 'rejected', message } = item._enrichment ?? {};
	if (status === 'written' && errors.length === 0) return message;
	const said = errors.length === 0 ? message : errors.map((error) => sentenceOf(error, labels)).join('; ');
	const whole = [status === 'written' && 'Left out', said ?? outcomeFacts[outcome].cause].filter(Boolean).join(': ');
	return `${whole.replace(/\.?$/, '.')} ${curesOf(errors) || outcomeFacts[outcome].cure}`;
}

function wordsOf({ code, fields }: RowError, labels: Labels): string[] {
	if (code === 'CONFLICT')
		return fields.map((field) => `${fieldLabel(field, labels)} changed by somebody else meanwhile`);
	if (fields.length === 0) return [leftOutWords({ field: 'record', code })];
	return fields.map((field) => leftOutWords({ field: fieldLabel(field, labels), code }));
}

/** Salesforce's own messages often do not say which field they mean; our own codes are for programs. */
function sentenceOf({ code, message, fields }: RowError, labels: Labels): string {
	const unnamed = fields.filter(
		(field) => field !== 'Id' && !message.includes(field) && !message.includes(fieldLabel(field, labels)),
	);
	const named =
		unnamed.length === 0 ? message : `${unnamed.map((field) => fieldLabel(field, labels)).join(', ')}: ${message}`;
	return factOf(code)?.from === 'pack' || message.includes(code) ? named : `${named} (${code})`;
}

/** Each once. */
function curesOf(errors: readonly RowError[]): string {
	return [...new Set(errors.map(({ code }) => factOf(code)?.cure).filter((cure) => cure !== undefined))].join(' ');
}

function factOf(code: string): RowErrorFact | undefined {
	return Object.hasOwn(rowErrorFacts, code) ? rowErrorFacts[code as keyof typeof rowErrorFacts] : undefined;
}
