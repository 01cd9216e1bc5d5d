import type { BlockingRule } from '../linkage/blocking-rules';
import type { Derived } from '../linkage/derived';
import { missing } from '../linkage/columns';
import { type Hash, hashText, joinHashes, joinUnordered } from './hashes';

/** The keys that a record is looked up by; what one rule says of it. */
export type KeysOf = (record: number) => readonly Hash[];

const none: readonly Hash[] = [];

/** The keys of a rule, alike for records of any table; each distinct value is hashed once. */
export function blockingKeys({ name, source }: Pick<BlockingRule, 'name' | 'source'>): KeysOf {
	const rule = hashText(name);
	if ('tokens' in source) {
		const { column, tokens } = source;
		const byValue = column.dictionary.texts.map((_, value) =>
			tokens.rarePairs(value).map((key) => joinHashes(rule, hashText(key))),
		);
		return (record) => (column.ids[record] === missing ? none : byValue[column.ids[record]]);
	}
	const parts = source.columns.map(hashedValues);
	const join = source.isUnordered ? joinUnordered : joinHashes;
	return (record) => {
		let key: Hash | undefined;
		for (const { ids, hashes } of parts) {
			if (ids[record] === missing) return none;
			const part = hashes[ids[record]];
			key = key ? join(key, part) : part;
		}
		return key ? [joinHashes(rule, key)] : none;
	};
}

function hashedValues({ ids, dictionary }: Derived): { readonly ids: Int32Array; readonly hashes: readonly Hash[] } {
	return { ids, hashes: dictionary.texts.map(hashText) };
}
