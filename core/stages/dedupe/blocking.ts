import { mailboxKind } from '../../record/placeholders';
import type { RecordKeys } from './record-keys';

/** What records have to agree on to be worth comparing, by the rule's name as people read it. */
export const blockingRules = {
	'domain+company': ['domain', 'company'],
	domain: ['domain'],
	company: ['company'],
	'email+name': ['email', 'person'],
	email: ['email'],
	'name+domain': ['person', 'domain'],
	'name+company': ['person', 'company'],
} as const satisfies Readonly<Record<string, ReadonlyArray<Exclude<keyof RecordKeys, 'id'>>>>;

export type BlockingRule = keyof typeof blockingRules;

/** A record in a block. */
export interface BlockMember {
	/** Where it is among the records of the input; `undefined` for one that is not. */
	readonly index: number | undefined;
	readonly keys: RecordKeys;
}

/** Records that agree on one rule, by Id, each Id once, those without an Id last. */
export interface Block {
	readonly rule: BlockingRule;
	readonly members: BlockMember[];
	/** How many records had the key, also those beyond the cap. */
	size: number;
}

/** A key that more records share says little about any two of them and would cost a comparison for each. */
export const maxBlockSize = 500;

/** Blocks by key, from records in ascending order of Id; members beyond `maxBlockSize` are counted only. */
export class Blocks {
	private readonly blockByKey = new Map<string, Block>();

	add(member: BlockMember, rule: BlockingRule): void {
		const key = blockKey(member.keys, rule);
		let block = this.blockByKey.get(key);
		if (!block) {
			block = { rule, members: [], size: 0 };
			this.blockByKey.set(key, block);
		}
		const last = block.members.at(-1);
		if (last && member.keys.id !== undefined && last.keys.id === member.keys.id) return;
		block.size += 1;
		if (block.members.length < maxBlockSize) block.members.push(member);
	}

	/** The blocks of two and more records, in no particular order. */
	*shared(): Generator<Block> {
		for (const block of this.blockByKey.values()) {
			if (block.members.length > 1) yield block;
		}
	}
}

/**
 * The rules under which the record can meet another, having all that they ask for. Colleagues are not duplicates: unless
 * the object is Account, a shared company or domain counts only together with the same person's name, and so does a
 * mailbox that several people read.
 */
export function rulesFor(keys: RecordKeys, sObject: string): BlockingRule[] {
	const isShared = keys.email !== undefined && mailboxKind(keys.email.value) === 'shared';
	const rules: readonly BlockingRule[] =
		sObject === 'Account'
			? ['domain+company', 'domain', 'company']
			: [isShared ? 'email+name' : 'email', 'name+domain', 'name+company'];
	return rules.filter((rule) => blockingRules[rule].every((key) => keys[key] !== undefined));
}

function blockKey(keys: RecordKeys, rule: BlockingRule): string {
	return JSON.stringify([rule, ...blockingRules[rule].map((key) => keys[key]?.value)]);
}
