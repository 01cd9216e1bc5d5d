import { plainWords } from '../../../record/plain-words';
import { type Derived, localPart } from './derived';
import { type Column, type LinkageTable, missing } from './columns';
import type { Turns } from './turns';

/** What a mailbox is made of. */
export interface NamedMailboxes {
	/** By record: whether nothing but digits and dots remains of its mailbox without its own names and their initials. */
	readonly isOfName: Uint8Array;
	/** By record: the first letter beside the last name, 0 where there is none: `j` of `j.smith`. */
	readonly initial: Uint8Array;
}

/** Takes the names of each record out of its mailbox. */
export async function namedMailboxes(
	local: Derived,
	columns: LinkageTable['columns'],
	turns: Turns,
): Promise<NamedMailboxes> {
	const [first, last] = [columns.get('firstName'), columns.get('lastName')];
	const isOfName = new Uint8Array(local.ids.length);
	const initial = new Uint8Array(local.ids.length);
	await turns.inParts(isOfName.length, 128, (from, to) => {
		for (let index = from; index < to; index += 1) {
			if (local.ids[index] === missing) continue;
			const letters = lettersOf(local.dictionary.texts[local.ids[index]]);
			const beside = withoutNames(letters, last, index);
			if (beside.length < letters.length) initial[index] = beside === '' ? 0 : beside.charCodeAt(0);
			isOfName[index] = withoutNames(beside, first, index).length <= 1 ? 1 : 0;
		}
	});
	return { isOfName, initial };
}

/** Of a mailbox as it is typed, in the spelling of names. */
export function lettersOf(mailbox: string): string {
	return (/^[\x21-\x7e]*$/.test(mailbox) ? mailbox : plainWords(mailbox)).replace(/[^a-z]/g, '');
}

function withoutNames(letters: string, column: Column | undefined, index: number): string {
	if (!column || column.ids[index] === missing) return letters;
	let rest = letters;
	for (const part of column.dictionary.texts[column.ids[index]].split(' ')) {
		const at = rest.indexOf(part);
		if (part.length > 1 && at >= 0) rest = rest.slice(0, at) + rest.slice(at + part.length);
	}
	return rest;
}

/** `john` of `john.smith@acme.com` and `j` of `jsmith@acme.com`, for a Smith; `undefined` where the mailbox does not hold the last name. */
export function nameInMailbox(email: string, lastName: string): string | undefined {
	const local = localPart(email);
	if (local === undefined) return undefined;
	const letters = lettersOf(local);
	const last = lastName.replaceAll(' ', '');
	const at = last.length > 2 ? letters.indexOf(last) : -1;
	const beside = at < 0 ? '' : letters.slice(0, at) + letters.slice(at + last.length);
	return beside === '' || beside.length > 12 ? undefined : beside;
}
