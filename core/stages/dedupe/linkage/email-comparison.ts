import type { Comparison } from './comparison';
import { type Derived, derived, localPart } from './derived';
import { editDistance, jaroWinkler } from './similarity';
import { type LinkageTable, missing } from './table';
import type { Turns } from './turns';

/** A mailbox that is made of its owner's name says nothing that the name has not said. */
export async function emailComparison(columns: LinkageTable['columns'], turns: Turns): Promise<Comparison | undefined> {
	const email = columns.get('email');
	if (!email) return undefined;
	const { ids, dictionary, filled } = email;
	const local = await derived(email, localPart, turns);
	const domain = await derived(email, (text) => text.split('@')[1], turns);
	const isOfName = await namedMailboxes(local, columns, turns);
	/** Whether two addresses that are nearly equal are one with a slip of the keys: of a mailbox like that, two people of two companies may have one each. */
	const isSlip = (one: number, other: number): boolean => {
		const [here, there] = [domain.ids[one], domain.ids[other]];
		if (here === there || here === missing || there === missing || !(isOfName[one] || isOfName[other])) return true;
		return Math.min(domain.dictionary.counts[here], domain.dictionary.counts[there]) === 1;
	};
	return {
		name: 'e-mail',
		fields: ['email'],
		levels: [
			'different',
			'similar mailbox elsewhere',
			'same mailbox elsewhere',
			'similar mailbox, same domain',
			'equal',
		],
		typical: [0.25, 0.08, 0.1, 0.07, 0.5],
		exactFrom: 5,
		compare(one, other) {
			const [a, b] = [ids[one], ids[other]];
			if (a === missing || b === missing) return 0;
			if (a === b) return 5;
			if (editDistance(dictionary, a, b, 2) <= 2 && isSlip(one, other)) return 4;
			const [c, d] = [local.ids[one], local.ids[other]];
			if (c === missing || d === missing) return 1;
			const isSimilar = c === d || jaroWinkler(local.dictionary, c, d, 0.88) >= 0.88;
			if (!isSimilar) return 1;
			if (domain.ids[one] === domain.ids[other]) return 4;
			if (isOfName[one] || isOfName[other]) return 1;
			return c === d ? 3 : 2;
		},
		frequency: (one) => dictionary.counts[ids[one]] / filled,
		sharedBy: (record) => dictionary.counts[ids[record]],
	};
}

/** By record: whether nothing but digits and dots remains of its mailbox without its own names and their initials. */
async function namedMailboxes(local: Derived, columns: LinkageTable['columns'], turns: Turns): Promise<Uint8Array> {
	const names = [columns.get('lastName'), columns.get('firstName')];
	const isOfName = new Uint8Array(local.ids.length);
	await turns.inParts(isOfName.length, 128, (from, to) => {
		for (let index = from; index < to; index += 1) {
			if (local.ids[index] === missing) continue;
			let rest = local.dictionary.texts[local.ids[index]].replace(/[^a-z]/g, '');
			for (const column of names) {
				if (!column || column.ids[index] === missing) continue;
				for (const part of column.dictionary.texts[column.ids[index]].split(' ')) {
					const at = rest.indexOf(part);
					if (part.length > 1 && at >= 0) rest = rest.slice(0, at) + rest.slice(at + part.length);
				}
			}
			isOfName[index] = rest.length <= 1 ? 1 : 0;
		}
	});
	return isOfName;
}
