import { EnrichmentError } from '../errors';
import type { RecordId } from '../record/identity';

/** What a message of Salesforce says of one record. Whatever stands beside the Id is a hint: the record itself is read again. */
export interface ChangeNotice {
	readonly recordId: RecordId;
	/** Salesforce's own, the same at every repetition; absent where the sender numbers nothing. */
	readonly notificationId?: string;
	readonly createdAt?: Date;
	readonly modifiedAt?: Date;
	/** When the record was enriched last. */
	readonly enrichedAt?: Date;
}

/** What a message tells of changed records. */
export interface ChangeMessage {
	/** 18 characters; absent where the sender does not say it. */
	readonly orgId?: string;
	readonly sObject?: string;
	readonly notices: readonly ChangeNotice[];
	/** Notifications without a record, of what has been deleted since. */
	readonly empty: number;
}

/** What a message has to keep to. */
export interface MessageRules {
	/** Largest size of the body in bytes. */
	readonly maxBytes: number;
	/** API name of the field that says when a record was enriched last. */
	readonly enrichedField: string;
}

const isoMoment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:?\d{2})$/;

/** Whether the text can be the API name of an object, also of one in a namespace. */
export function isObjectName(text: string): boolean {
	return /^[A-Za-z][A-Za-z0-9_]{0,79}$/.test(text);
}

/** The body as text; throws `invalid_input` when it is larger than allowed, empty, or not UTF-8. */
export function textOfBody(body: Uint8Array, maxBytes: number): string {
	if (body.byteLength > maxBytes) throw refusedMessage('is larger than allowed');
	if (body.byteLength === 0) throw refusedMessage('is empty');
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(body);
	} catch {
		throw refusedMessage('is not UTF-8');
	}
}

/** The three moments that a notice may carry, by the names of their fields; `undefined` for what is no moment. */
export function momentsIn(
	valueOf: (field: string) => unknown,
	enrichedField: string,
): Pick<ChangeNotice, 'createdAt' | 'modifiedAt' | 'enrichedAt'> {
	const [createdAt, modifiedAt, enrichedAt] = ['CreatedDate', 'LastModifiedDate', enrichedField].map((field) =>
		momentOf(valueOf(field)),
	);
	return { ...(createdAt && { createdAt }), ...(modifiedAt && { modifiedAt }), ...(enrichedAt && { enrichedAt }) };
}

function momentOf(value: unknown): Date | undefined {
	if (typeof value !== 'string' || value.length > 40 || !isoMoment.test(value)) return undefined;
	// Salesforce's JSON has offsets without a colon.
	const moment = new Date(value.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
	return Number.isNaN(moment.getTime()) ? undefined : moment;
}

/** The refusal of a message; `why` is one of a few constant texts, so that nothing of what came in is shown or logged. */
export function refusedMessage(why: string): EnrichmentError {
	return new EnrichmentError('invalid_input', `The message ${why}.`, {
		remedy: 'Let it be sent by an outbound message of Salesforce, or as the JSON that the guide shows.',
	});
}
