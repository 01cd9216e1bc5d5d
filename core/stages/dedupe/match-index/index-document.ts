import { EnrichmentError } from '../../../errors';
import type { Accounts } from '../linkage/accounts';
import type { LinkageField, Subject } from '../linkage/fields';
import type { LinkageModel } from '../linkage/model';

/** Raised when what is kept changes its meaning: an index of another scheme has to be scanned anew. */
const scheme = 2;

/** How many records have a value in a field, and how many different ones there are. */
export interface FieldCounts {
	readonly filled: number;
	readonly values: number;
}

/** What an index knows as a whole. */
export interface IndexDocument {
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
	/** Given to the next record and the next group; never given again. */
	readonly nextNumber: number;
	readonly nextCluster: number;
	/** Salesforce's clock when the scan began, and how far changes have been read since. */
	readonly scannedAt: string;
	readonly readUntil: string;
	/** What was scanned, so that a change of the selection asks for another scan. */
	readonly selection: string;
}

export function formatDocument(document: IndexDocument): string {
	return JSON.stringify({ scheme, ...document });
}

/** Throws `invalid_input` for an index that another version of the pack has kept, or that is not of this object. */
export function parseDocument(text: string, sObject: string): IndexDocument {
	const { scheme: kept, ...document } = JSON.parse(text) as IndexDocument & { scheme: number };
	if (kept !== scheme) throw cannotRead(`The kept index of ${sObject} is of another version of the pack`, sObject);
	if (document.sObject !== sObject)
		throw cannotRead(`What is kept as the index of ${sObject} is one of ${document.sObject}`, sObject);
	const compared = document.models[0]?.comparisons ?? [];
	if (compared.length === 0 || document.models.some(({ comparisons }) => comparisons.length !== compared.length))
		throw cannotRead(`The kept index of ${sObject} has weights that do not belong together`, sObject);
	return document;
}

function cannotRead(what: string, sObject: string): EnrichmentError {
	return new EnrichmentError('invalid_input', `${what}.`, { remedy: `Run Scan Object for ${sObject} once more.` });
}
