import { isOverwritePolicy, type MultiSelectMode, type Proposal, type ValueSource } from '../record-item';

/** Suggested values by field, and in one line where they come from. */
export interface ProposalColumns {
	readonly _proposals?: Readonly<Record<string, unknown>>;
	/** `0.92 reference-data fill_blank 2026-01-01T00:00:00.000Z: Industry, AnnualRevenue; 0.8 …`, each of the first four as in a URL. */
	readonly _sources?: string;
}

type Proposals = Readonly<Record<string, Proposal>>;
type Origin = Omit<Proposal, 'value'>;

const separator = '; ';
const sourceShape = /^(\S+) (\S+) (\w+) (\S*?)((?: (?:from|list|currency)=\S+)*): (.*)$/;

/** What was read is written as it was: n8n saves an object that it has saved before at no cost. */
const columnsOfRead = new WeakMap<Proposals, ProposalColumns>();

/** What a person reads of the proposals; a value and its field in one line, and a line for each origin. */
export function proposalColumns(proposals: Proposals | undefined): ProposalColumns {
	if (!proposals || Object.keys(proposals).length === 0) return {};
	const known = columnsOfRead.get(proposals);
	if (known) return known;
	const values: Record<string, unknown> = {};
	const fieldsByOrigin = new Map<string, string[]>();
	for (const field in proposals) {
		const proposal = proposals[field];
		values[field] = proposal.value;
		const origin = originOf(proposal);
		const fields = fieldsByOrigin.get(origin);
		if (fields) fields.push(inLine(field));
		else fieldsByOrigin.set(origin, [inLine(field)]);
	}
	return {
		_proposals: values,
		_sources: [...fieldsByOrigin].map(([origin, fields]) => `${origin}: ${fields.join(', ')}`).join(separator),
	};
}

/** The proposals that the columns tell of; a value whose origin is told nowhere is none, and neither is an origin without a value. */
export function proposalsFrom({ _proposals, _sources }: ProposalColumns): Record<string, Proposal> | undefined {
	if (typeof _proposals !== 'object' || _proposals === null || typeof _sources !== 'string') return undefined;
	const originByField = new Map<string, Origin>();
	for (const source of _sources.split(separator)) readSource(source, originByField);
	const proposals: Record<string, Proposal> = {};
	for (const [field, value] of Object.entries(_proposals)) {
		const origin = originByField.get(field);
		if (origin && value !== undefined) proposals[field] = { value, ...origin };
	}
	columnsOfRead.set(proposals, { _proposals, _sources });
	return proposals;
}

function originOf({ provider, source, confidence, policy, observedAt, multiSelect, currency }: Proposal): string {
	const kind = source === undefined ? '' : ` from=${source}`;
	const list = multiSelect === undefined ? '' : ` list=${multiSelect}`;
	return `${confidence} ${inLine(provider)} ${policy} ${inLine(observedAt)}${kind}${list}${currency === undefined ? '' : ` currency=${inLine(currency)}`}`;
}

function readSource(source: string, originByField: Map<string, Origin>): void {
	const [, confidence, provider, policy, observedAt, flags, fields] = sourceShape.exec(source) ?? [];
	if (!isOverwritePolicy(policy) || Number.isNaN(Number(confidence))) return;
	const [, kind] = / from=(score|mapping)(?!\S)/.exec(flags) ?? [];
	const [, multiSelect] = / list=(\S+)/.exec(flags) ?? [];
	const [, currency] = / currency=(\S+)/.exec(flags) ?? [];
	const origin = {
		provider: fromLine(provider),
		confidence: Number(confidence),
		observedAt: fromLine(observedAt),
		policy,
		...(kind !== undefined && { source: kind as ValueSource }),
		...(multiSelect !== undefined && { multiSelect: multiSelect as MultiSelectMode }),
		...(currency !== undefined && { currency: fromLine(currency) }),
	};
	for (const field of fields.split(', ')) originByField.set(fromLine(field), origin);
}

/** What a mapping names may be no field at all, and hold what separates names here. */
function inLine(name: string): string {
	return /^[\w.:-]*$/.test(name) ? name : encodeURIComponent(name);
}

/** What a person has typed into the line need not be as we write it. */
function fromLine(name: string): string {
	try {
		return decodeURIComponent(name);
	} catch {
		return name;
	}
}
