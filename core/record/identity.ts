import { EnrichmentError } from '../errors';

const checksumAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const idPattern = /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/;

/** Whether the text is a Salesforce id: 15 letters and digits, or 18 whose last three agree with the first 15. */
export function isSalesforceId(text: string): boolean {
	if (!idPattern.test(text)) return false;
	return text.length === 15 || checksumOf(text) === text.slice(15).toUpperCase();
}

/** The id in its 18-character form; throws `invalid_input` for anything else, also for an id whose letters changed case. */
export function toId18(id: string): string {
	if (!isSalesforceId(id)) {
		throw new EnrichmentError('invalid_input', `"${id}" is not a Salesforce record id.`, {
			remedy: 'Pass the 15- or 18-character id as Salesforce returned it; spreadsheets may have changed its case.',
			details: { id },
		});
	}
	return id.slice(0, 15) + checksumOf(id);
}

/** One character per five letters of the id: a bit for each capital, the first letter being the lowest bit. */
function checksumOf(id: string): string {
	let checksum = '';
	for (const start of [0, 5, 10]) {
		let bits = 0;
		for (let offset = 0; offset < 5; offset += 1) {
			if (/[A-Z]/.test(id[start + offset])) bits |= 1 << offset;
		}
		checksum += checksumAlphabet[bits];
	}
	return checksum;
}
