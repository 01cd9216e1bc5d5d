import type { IDataObject } from 'n8n-workflow';
import type { WriteRules } from '../../../core/rules/rule-set';
import { type Panel, type RulesOfPanel, said, SavedPanel } from './panel';

type Exceptions = NonNullable<WriteRules['exceptions']>;

/** Bulk Write's rules as its panel has them. */
export function writePanel(rules: WriteRules): Panel {
	return {
		parameters: said({
			...(rules.fields && {
				values: 'mapping',
				columns: {
					mappingMode: 'autoMapInputData',
					value: null,
					schema: rules.fields.map((id) => ({ id, removed: false })),
				},
			}),
			policy: rules.policy,
			...(rules.exceptions && { exceptions: { exception: rules.exceptions.map((row) => said(row)) } }),
		}) as IDataObject,
		options: said({
			badValues: rules.valuesThatDoNotFit,
			writeStamps: rules.writeStatusFields,
			canaryRecords: rules.trialRecords,
			breakerPercent: rules.pauseWhenRefusedPercent,
			breakerAtLeast: rules.pauseOnlyAfterRecords,
			autoAssign: rules.assignmentRules,
			callClient: rules.callClient,
		}),
	};
}

interface SavedColumns {
	readonly mappingMode?: string;
	readonly value?: IDataObject | null;
	readonly schema?: ReadonlyArray<{ readonly id: string; readonly removed?: boolean }>;
}

/** What of a saved panel of Bulk Write a rule set can say. */
export function writeRules(saved: IDataObject): RulesOfPanel<WriteRules> {
	const panel = new SavedPanel(saved);
	const options = panel.options();
	const isMapped = saved.values === 'mapping';
	const exceptions = isMapped
		? panel
				.rows<Partial<Exceptions[number]>>('exceptions', 'Exceptions', 'exception')
				.filter(({ field }) => field?.trim())
				.map(({ field = '', policy = 'always', multiSelect }) => said({ field: field.trim(), policy, multiSelect }))
		: [];
	const part = said({
		fields: isMapped ? fieldsOf(panel, saved) : undefined,
		policy: isMapped ? panel.value<WriteRules['policy']>('policy', 'Policy') : undefined,
		exceptions: exceptions.length > 0 ? exceptions : undefined,
		valuesThatDoNotFit: panel.value<WriteRules['valuesThatDoNotFit']>('badValues', 'Values That Do Not Fit', options),
		writeStatusFields: panel.value<boolean>('writeStamps', 'Write Status Fields', options),
		trialRecords: panel.value<number>('canaryRecords', 'Trial Write', options),
		pauseWhenRefusedPercent: panel.value<number>('breakerPercent', 'Pause When Refused', options),
		pauseOnlyAfterRecords: panel.value<number>('breakerAtLeast', 'Pause Only After', options),
		assignmentRules: panel.value<boolean>('autoAssign', 'Auto-Assign', options),
		callClient: panel.value<string>('callClient', 'Call Client Name', options),
	});
	return { part, leftOut: panel.leftOut };
}

/** Fields that are taken from columns of their names; what is set field by field stays with the node. */
function fieldsOf(panel: SavedPanel, saved: IDataObject): string[] | undefined {
	const columns = (saved.columns ?? {}) as SavedColumns;
	if (columns.mappingMode === 'autoMapInputData') {
		const fields = (columns.schema ?? []).filter(({ removed }) => !removed).map(({ id }) => id);
		return fields.length > 0 ? fields : undefined;
	}
	const named = Object.keys(columns.value ?? {});
	if (named.length > 0)
		panel.leftOut.push(`the values of ${named.slice(0, 10).join(', ')}, which are set in the node field by field`);
	return undefined;
}
