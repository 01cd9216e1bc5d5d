import { EnrichmentError } from '../../../errors';
import type { Accounts } from '../linkage/accounts';
import type { LinkageField, Subject } from '../linkage/fields';
import type { LinkageModel } from '../linkage/model';

/** Raised when what is kept changes its meaning: an index of another scheme has to be scanned anew. */
const scheme = 2;

/** Stands before the text of an index that is no more, as the store puts it there. */
const forgotten = '-';

/** How many records have a value in a field, and how many different ones there are. */
export interface FieldCounts {
	readonly filled: number;
	readonly values: number;
}

/** What an index knows as a whole. */
export interface IndexDocument extends GivenNumbers {
	readonly sObject: string;
	readonly subject: Subject;
	/** What is compared, in the order of a record's values. */
	readonly fields: readonly LinkageField[];
	/** Outside and inside an account; one where accounts are unknown. */
	readonly models: readonly LinkageModel[];
	/** What an account is there. */
	readonly accounts?: Accounts['kind'];
	/** Names of the blocking rules that were worth their pairs. */
	readonly rules: readonly string[];
	readonly keyPages: number;
	readonly countPages: number;
	/** Changes that are not in the pages yet: parts `first` up to and without `next`, and how many changes they have. */
	readonly log: { readonly first: number; readonly next: number; readonly changes: number };
	readonly counts: Readonly<Partial<Record<LinkageField, FieldCounts>>>;
	readonly records: number;
	/** Given to the next record; never given again. */
	readonly nextNumber: number;
	/** Salesforce's clock when the scan began, and how far changes have been read since. */
	readonly scannedAt: string;
	readonly readUntil: string;
	/** What was scanned, so that a change of the selection asks for another scan. */
	readonly selection: string;
}

export function formatDocument(document: IndexDocument): string {
	return JSON.stringify({ scheme, ...document });
}

/** The index that a head is of; `undefined` where it was forgotten, or has never been filled. Throws like `parseDocument`. */
export function findDocument(text: string, sObject: string): IndexDocument | undefined {
	return text.startsWith(forgotten) ? undefined : parseDocument(text, sObject);
}

/** Throws `invalid_input` for an index that another version of the pack has kept, that is not of this object, or whose weights do not fit. */
export function parseDocument(text: string, sObject: string): IndexDocument {
	const { scheme: kept, ...document } = JSON.parse(text) as IndexDocument & { scheme: number };
	if (kept !== scheme) throw cannotRead(`The kept index of ${sObject} is of another version of the pack`, sObject);
	if (document.sObject !== sObject)
		throw cannotRead(`What is kept as the index of ${sObject} is one of ${document.sObject}`, sObject);
	return document;
}

/** Throws `invalid_input` unless the weights of the index are those of these comparisons. */
export function assertWeights(
	{ models, sObject }: IndexDocument,
	comparisons: readonly { readonly name: string }[],
): void {
	const compared = comparisons.map(({ name }) => name).join();
	if (models.length > 0 && models.every((model) => model.comparisons.map(({ name }) => name).join() === compared))
		return;
	throw cannotRead(`The kept index of ${sObject} has other weights than this version of the pack compares by`, sObject);
}

/** What is never given twice, also by an index of another version, or one that was forgotten. */
export interface GivenNumbers {
	readonly nextCluster: number;
	/** The generation that the last scan to come this far fills; no other scan may use it. */
	readonly reserved: number;
}

/** The numbers that a head's text has given so far; 1 and 0 where it says nothing of them. */
export function givenNumbers(text: string): GivenNumbers {
	const { nextCluster = 1, reserved = 0 } = bodyOf(text) as Partial<GivenNumbers>;
	return { nextCluster, reserved };
}

/** The same text with other numbers; an empty one becomes that of an index that was never filled. */
export function withGivenNumbers(text: string, numbers: GivenNumbers): string {
	const mark = text === '' || text.startsWith(forgotten) ? forgotten : '';
	return mark + JSON.stringify({ ...bodyOf(text), ...numbers });
}

function bodyOf(text: string): object {
	const body = text.startsWith(forgotten) ? text.slice(forgotten.length) : text;
	return body === '' ? {} : (JSON.parse(body) as object);
}

function cannotRead(what: string, sObject: string): EnrichmentError {
	return new EnrichmentError('invalid_input', `${what}.`, { remedy: `Run Scan Object for ${sObject} once more.` });
}
