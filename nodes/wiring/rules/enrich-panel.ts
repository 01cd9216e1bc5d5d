import { mapValues } from 'lodash';
import type { IDataObject } from 'n8n-workflow';
import type { EnrichRules } from '../../../core/rules/enrich-rules';
import { namesOf, type Panel, type RulesOfPanel, said, SavedPanel } from './panel';

type Mapping = NonNullable<EnrichRules['mapping']>;
type Ceilings = NonNullable<EnrichRules['creditCeilings']>;

const otherColumn = 'otherColumn';

/** What a new row of the mapping begins with. */
const usual = { policy: 'fill_blank', minConfidence: 0.8 } as const;

/** Enrich's rules as its panel has them. */
export function enrichPanel(rules: EnrichRules): Panel {
	const { alsoMatters, ...matchOn } = rules.matchOn ?? {};
	return {
		parameters: said({
			...(rules.matchOn && { matchOn: 'fields', matchFields: matchOn }),
			...(rules.mapping && { mapping: 'define', mappings: { rows: rules.mapping.map(rowOf) } }),
			...(rules.synonyms && { synonyms: { rows: [] } }),
		}),
		options: said({
			alsoMatters: alsoMatters?.join(','),
			synonymsJson: rules.synonyms,
			emailStatuses: rules.emailStatuses,
			emailStatusField: rules.emailStatusField,
			emailCheckedField: rules.emailCheckedField,
			optOuts: rules.optOuts,
			doNotProcessField: rules.doNotProcessField,
			ceilings: rules.creditCeilings && {
				rows: rules.creditCeilings.map(({ per, credits, pool }) => said({ scope: per, credits, pool })),
			},
		}) as IDataObject,
	};
}

function rowOf({ on = true, policy = usual.policy, minConfidence = usual.minConfidence, ...row }: Mapping[number]) {
	return { ...row, policy, minConfidence, isOn: on };
}

interface SavedRow {
	readonly source?: string;
	readonly column?: string;
	readonly target?: string;
	readonly policy?: Mapping[number]['policy'];
	readonly minConfidence?: number;
	readonly isOn?: boolean;
}

/** What of a saved panel of Enrich a rule set can say. */
export function enrichRules(saved: IDataObject): RulesOfPanel<EnrichRules> {
	const panel = new SavedPanel(saved);
	const options = panel.options();
	if (saved.mapping !== 'define')
		panel.leftOut.push(
			`the mapping is that of the ${saved.mapping === 'ownFields' ? "pack's own" : 'standard'} fields, which every org gets with the pack`,
		);
	const mapping = saved.mapping === 'define' ? panel.rows<SavedRow>('mappings', 'Mapping').flatMap(mappingOf) : [];
	const part = said({
		matchOn: matchOf(panel, saved, options),
		mapping: mapping.length > 0 ? mapping : undefined,
		synonyms: synonymsOf(panel, options),
		emailStatuses: panel.value<EnrichRules['emailStatuses']>('emailStatuses', 'E-Mail Statuses', options),
		emailStatusField: panel.value<string>('emailStatusField', 'E-Mail Status Field', options),
		emailCheckedField: panel.value<string>('emailCheckedField', 'E-Mail Checked On Field', options),
		optOuts: panel.value<EnrichRules['optOuts']>('optOuts', 'Opt-Outs', options),
		doNotProcessField: panel.value<string>('doNotProcessField', 'Do-Not-Process Field', options),
		creditCeilings: ceilingsOf(panel, options),
	});
	return { part, leftOut: panel.leftOut };
}

function mappingOf({ source = '', column, target = '', policy, minConfidence, isOn }: SavedRow): Mapping {
	const name = (source === otherColumn ? (column ?? '') : source).trim();
	if (name === '' || target.trim() === '') return [];
	return [said({ source: name, target: target.trim(), policy, minConfidence, on: isOn === false ? false : undefined })];
}

function matchOf(panel: SavedPanel, saved: IDataObject, options: IDataObject): EnrichRules['matchOn'] {
	const fields = saved.matchOn === 'fields' ? (panel.value<IDataObject>('matchFields', 'Match Fields') ?? {}) : {};
	const alsoMatters = namesOf(panel.value('alsoMatters', 'Also Look Up Again When These Change', options));
	const { moreEmails, ...single } = fields;
	const named = mapValues(single, (path) => String(path ?? '').trim() || undefined);
	const matchOn = said({ ...named, moreEmails: namesOf(moreEmails), alsoMatters });
	// The standard fields of the object cannot be said beside these.
	if (saved.matchOn !== 'fields') {
		if (alsoMatters)
			panel.leftOut.push('Also Look Up Again When These Change, because Match On is the standard fields');
		return undefined;
	}
	return Object.keys(matchOn).length > 0 ? (matchOn as EnrichRules['matchOn']) : undefined;
}

/** Rows come before the list, as in Enrich. */
function synonymsOf(panel: SavedPanel, options: IDataObject): EnrichRules['synonyms'] {
	const listed = panel.value<unknown>('synonymsJson', 'Value Synonyms (JSON)', options);
	const synonyms: Record<string, Record<string, string>> = structuredClone(objectOf(listed)) as never;
	for (const row of panel.rows<Record<'field' | 'from' | 'to', string>>('synonyms', 'Value Synonyms')) {
		if (row.field?.trim() && row.from?.trim()) (synonyms[row.field.trim()] ??= {})[row.from] = row.to ?? '';
	}
	return Object.keys(synonyms).length > 0 ? synonyms : undefined;
}

function objectOf(json: unknown): object {
	if (typeof json === 'object' && json !== null) return json;
	try {
		return (JSON.parse(String(json ?? '{}')) as object | null) ?? {};
	} catch {
		return {};
	}
}

function ceilingsOf(panel: SavedPanel, options: IDataObject): Ceilings | undefined {
	const rows = panel.rows<{ scope?: Ceilings[number]['per']; credits?: number; pool?: string }>(
		'ceilings',
		'Credit Ceilings',
		'rows',
		options,
	);
	const ceilings = rows.map(({ scope = 'run', credits = 1000, pool }) =>
		said({ per: scope, credits, pool: pool?.trim() || undefined }),
	);
	return ceilings.length > 0 ? ceilings : undefined;
}
