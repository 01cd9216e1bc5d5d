import { mailboxKind } from '../../../record/placeholders';
import type { Comparison } from './comparison';
import { derived, localPart, mailDomain } from './derived';
import type { Dictionary } from './dictionary';
import { namedMailboxes } from './named-mailboxes';
import { countOwners } from './owners';
import { editDistance, jaroWinkler } from './similarity';
import { type LinkageTable, missing } from './columns';
import type { Turns } from './turns';

/** A mailbox that is made of its owner's name says nothing that the name has not said. */
export async function emailComparison(
	columns: LinkageTable['columns'],
	owners: Int32Array,
	turns: Turns,
): Promise<Comparison | undefined> {
	const email = columns.get('email');
	if (!email) return undefined;
	const { ids, dictionary, filled } = email;
	const people = await countOwners(email, owners, turns);
	const local = await derived(email, localPart, turns);
	const domain = await derived(email, mailDomain, turns);
	const { isOfName, initial } = await namedMailboxes(local, columns, turns);
	const isShared = await sharedMailboxes(dictionary, turns);
	/** `j.smith` and `s.smith`: two people of one name. */
	const isOfAnother = (one: number, other: number): boolean =>
		initial[one] !== 0 && initial[other] !== 0 && initial[one] !== initial[other];
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
			if (isShared[a] || isShared[b]) return 0;
			if (a === b) return 5;
			if (isOfAnother(one, other)) return 1;
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
		ownShare: 2 / filled,
		sharedBy: (record) => people[ids[record]],
	};
}

/** By address: 1 for an inbox that many read. */
async function sharedMailboxes({ texts, size }: Dictionary, turns: Turns): Promise<Uint8Array> {
	const isShared = new Uint8Array(size);
	await turns.inParts(size, 256, (from, to) => {
		for (let value = from; value < to; value += 1) isShared[value] = mailboxKind(texts[value]) === 'shared' ? 1 : 0;
	});
	return isShared;
}
