import { isOverwritePolicy, type MultiSelectMode, type Proposal } from '../record-item';

/** Suggested values by field, and by where they come from the fields with their confidence. */
export interface ProposalColumns {
	readonly _proposals?: Readonly<Record<string, unknown>>;
	/** `provider | policy | observedAt[ | list: add][ | currency: EUR]` → `0.92 Industry, AnnualRevenue; 0.8 Phone`. */
	readonly _sources?: Readonly<Record<string, string>>;
}

type Proposals = Readonly<Record<string, Proposal>>;
type Origin = Omit<Proposal, 'value'>;

const originShape = /^(.*) \| (\w+) \| ([^|]*?)(?: \| list: (set|add|remove))?(?: \| currency: ([^|]+))?$/s;
const groupShape = /^(\S+) (.*)$/;

/** What a person reads of the proposals; a value and its field in one line, and a line for each origin. */
export function proposalColumns(proposals: Proposals | undefined): ProposalColumns {
	if (!proposals || Object.keys(proposals).length === 0) return {};
	const values: Record<string, unknown> = {};
	const fieldsByOrigin = new Map<string, Map<number, string[]>>();
	for (const [field, proposal] of Object.entries(proposals)) {
		values[field] = proposal.value;
		const fieldsByConfidence = entryOf(fieldsByOrigin, originOf(proposal), () => new Map<number, string[]>());
		entryOf(fieldsByConfidence, proposal.confidence, () => []).push(nameText(field));
	}
	const sources = [...fieldsByOrigin].map(([origin, groups]) => [origin, groupsText(groups)]);
	return { _proposals: values, _sources: Object.fromEntries(sources) as Record<string, string> };
}

/** The proposals that the columns tell of; a value whose origin is told nowhere is none, and neither is an origin without a value. */
export function proposalsFrom({ _proposals, _sources }: ProposalColumns): Record<string, Proposal> | undefined {
	if (!isObject(_proposals) || !isObject(_sources)) return undefined;
	const originByField = new Map<string, Origin>();
	for (const [text, groups] of Object.entries(_sources)) readGroups(text, String(groups), originByField);
	const proposals: Record<string, Proposal> = {};
	for (const [field, value] of Object.entries(_proposals)) {
		const origin = originByField.get(field);
		if (origin && value !== undefined) proposals[field] = { value, ...origin };
	}
	return proposals;
}

function originOf({ provider, policy, observedAt, multiSelect, currency }: Proposal): string {
	const list = multiSelect === undefined ? '' : ` | list: ${multiSelect}`;
	return `${provider} | ${policy} | ${observedAt}${list}${currency === undefined ? '' : ` | currency: ${currency}`}`;
}

/** What a mapping names may be no field at all, and hold what separates them here. */
function nameText(field: string): string {
	return /^[\w.]+$/.test(field) ? field : encodeURIComponent(field);
}

function groupsText(groups: ReadonlyMap<number, readonly string[]>): string {
	return [...groups].map(([confidence, fields]) => `${confidence} ${fields.join(', ')}`).join('; ');
}

function readGroups(text: string, groups: string, originByField: Map<string, Origin>): void {
	const [, provider, policy, observedAt, multiSelect, currency] = originShape.exec(text) ?? [];
	if (!isOverwritePolicy(policy)) return;
	for (const group of groups.split('; ')) {
		const [, confidence, fields] = groupShape.exec(group) ?? [];
		if (fields === undefined || Number.isNaN(Number(confidence))) continue;
		const origin = {
			provider, confidence: Number(confidence), observedAt, policy,
			...(multiSelect !== undefined && { multiSelect: multiSelect as MultiSelectMode }),
			...(currency !== undefined && { currency }),
		};
		for (const field of fields.split(', ')) originByField.set(decodeURIComponent(field), origin);
	}
}

function entryOf<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
	const known = map.get(key);
	if (known !== undefined) return known;
	const made = make();
	map.set(key, made);
	return made;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
