import type { Evidence } from './comparison';

/** A record in a block: where it is among the records compared, and what it brings. */
export interface BlockMember {
	readonly index: number;
	readonly id: string | undefined;
	readonly evidence: Evidence;
}

/** Records that agree on one evidence, by Id, each Id once, those without an Id last. */
export interface Block {
	readonly name: string;
	readonly members: BlockMember[];
	/** How many records had the key, also those beyond the cap. */
	size: number;
}

/** A key that more records share says little about any two of them and would cost a comparison for each. */
export const maxBlockSize = 500;

/** Blocks by key, from records in ascending order of Id; members beyond `maxBlockSize` are counted only. */
export class Blocks {
	private readonly blockByKey = new Map<string, Block>();

	add(member: BlockMember): void {
		const { name, blockKey } = member.evidence;
		let block = this.blockByKey.get(blockKey);
		if (!block) {
			block = { name, members: [], size: 0 };
			this.blockByKey.set(blockKey, block);
		}
		const last = block.members.at(-1);
		if (last && member.id !== undefined && last.id === member.id) return;
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
