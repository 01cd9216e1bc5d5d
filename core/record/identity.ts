import { EnrichmentError } from '../errors';

declare const made: unique symbol;

/** A record's Id in its 18 characters; made here only, where items, parameters and replies come in. */
export type RecordId = string & { readonly [made]: 'RecordId' };

const checksumAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const capitalA = 65;
const capitalZ = 90;
const idPattern = /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/;

/** Whether the text is a Salesforce id: 15 letters and digits, or 18 whose last three agree with the first 15. */
export function isSalesforceId(text: string): boolean {
	if (!idPattern.test(text)) return false;
	return text.length === 15 || hasChecksum(text) || checksumOf(text) === text.slice(15).toUpperCase();
}

/** The id in its 18-character form; throws `invalid_input` for anything else, also for an id whose letters changed case. */
export function toRecordId(id: string): RecordId {
	if (!isSalesforceId(id)) {
		throw new EnrichmentError('invalid_input', `"${id}" is not a Salesforce record id.`, {
			remedy: 'Pass the 15- or 18-character id as Salesforce returned it; spreadsheets may have changed its case.',
			details: { id },
		});
	}
	// Nearly every id is one already, and a record's id is looked at many times on its way.
	return (id.length === 18 && hasChecksum(id) ? id : id.slice(0, 15) + checksumOf(id)) as RecordId;
}

/** Stands for the Id of a record that does not exist yet. */
export const noId = '' as RecordId;

/** The Id that a value is; `undefined` when it is none. */
export function recordIdIn(value: unknown): RecordId | undefined {
	return typeof value === 'string' && isSalesforceId(value) ? toRecordId(value) : undefined;
}

/** The Id of a record that Salesforce has answered with; throws `invalid_input` when the answer has none. */
export function idOfRead({ Id }: { readonly Id?: unknown }): RecordId {
	return toRecordId(String(Id));
}

/** Whether the last three characters are the checksum as Salesforce writes it, in capitals. */
function hasChecksum(id: string): boolean {
	for (let block = 0; block < 3; block += 1) {
		if (id.charCodeAt(15 + block) !== checksumAlphabet.charCodeAt(capitalsIn(id, block * 5))) return false;
	}
	return true;
}

/** One character per five letters of the id. */
function checksumOf(id: string): string {
	return [0, 5, 10].map((start) => checksumAlphabet[capitalsIn(id, start)]).join('');
}

/** A bit for each capital among five letters, the first letter being the lowest bit. */
function capitalsIn(id: string, start: number): number {
	let bits = 0;
	for (let offset = 0; offset < 5; offset += 1) {
		const code = id.charCodeAt(start + offset);
		if (code >= capitalA && code <= capitalZ) bits |= 1 << offset;
	}
	return bits;
}
