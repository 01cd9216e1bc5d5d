import type { SQLInputValue } from 'node:sqlite';
import type { OrgState } from '../org/org-state';
import type { SObjectType } from '../schema/schema';
import type { ApexTriggerSeed, FlowSeed, WorkflowItemSeed } from './setup-seed';
import { entityId, toolingId } from './tooling-ids';
import { triggerMoments } from './tooling-objects';

type Row = Record<string, SQLInputValue>;

const unmanaged = { ManageableState: 'unmanaged' };

/** The org's rules and automation as records, by the object of the Tooling API that holds them. */
export function automationRows(org: OrgState): ReadonlyArray<readonly [object: string, rows: readonly Row[]]> {
	const { setup = {}, validationRules = [] } = org.seed;
	const entityOf = (object: string) => org.schema.type(object)!;
	return [
		[
			'FlowDefinitionView',
			[...(setup.flows ?? []), ...updatingFlows(org)].map((flow) =>
				flowRow(flow, flow.object === undefined ? undefined : entityOf(flow.object)),
			),
		],
		[
			'ApexTrigger',
			[...(setup.apexTriggers ?? []), ...slowTriggers(org)].map((trigger) =>
				triggerRow(trigger, entityOf(trigger.object)),
			),
		],
		[
			'ValidationRule',
			validationRules.map(({ object, name, isActive = true, field, message }, index) => ({
				Id: toolingId('03d', object, String(index)),
				ValidationName: name ?? `Rule_${index + 1}`,
				EntityDefinitionId: entityId(entityOf(object)),
				Active: Number(isActive),
				ErrorDisplayField: field ?? null,
				ErrorMessage: message,
				...unmanaged,
			})),
		],
		[
			'WorkflowRule',
			(setup.workflowRules ?? []).map((rule) => ({
				...itemRow('01Q', rule),
				TableEnumOrId: entityId(entityOf(rule.object)),
			})),
		],
		[
			'WorkflowOutboundMessage',
			(setup.outboundMessages ?? []).map((message) => ({
				...itemRow('04k', message),
				EntityDefinitionId: entityId(entityOf(message.object)),
			})),
		],
	];
}

/** The flows behind the seed's field updates, which change records as they are saved. */
function updatingFlows({ seed: { automation } }: OrgState): FlowSeed[] {
	const moments = { create: 'Create', update: 'Update', save: 'CreateAndUpdate' } as const;
	return (automation?.fieldUpdates ?? []).map(({ object, flow, on = 'save' }, index) => ({
		name: flow ?? `${object}_Before_Save_${index + 1}`,
		object,
		triggerType: 'RecordBeforeSave' as const,
		recordTriggerType: moments[on],
	}));
}

/** The triggers that the seed's CPU limits blame. */
function slowTriggers({ seed: { automation } }: OrgState): ApexTriggerSeed[] {
	return (automation?.cpuLimits ?? []).map(({ object, trigger }) => ({
		name: trigger ?? `${object.replace(/__c$/, '')}Trigger`,
		object,
		runsOn: ['BeforeInsert', 'BeforeUpdate'] as const,
	}));
}

function flowRow(
	{ name, triggerType, recordTriggerType = 'CreateAndUpdate', isActive = true }: FlowSeed,
	type: SObjectType | undefined,
): Row {
	const started = triggerType === undefined ? (type ? 'RecordAfterSave' : null) : triggerType;
	const versionId = toolingId('301', name);
	return {
		Id: toolingId('3dd', name),
		DurableId: toolingId('300', name),
		ApiName: name,
		Label: name.replace(/_/g, ' '),
		ProcessType: started === null && type ? 'Workflow' : 'AutoLaunchedFlow',
		TriggerType: started,
		RecordTriggerType: started?.startsWith('Record') ? recordTriggerType : null,
		TriggerObjectOrEventId: type ? entityId(type) : null,
		TriggerObjectOrEventLabel: type?.definition.label ?? null,
		ActiveVersionId: isActive ? versionId : null,
		LatestVersionId: versionId,
		IsActive: Number(isActive),
	};
}

function triggerRow({ name, runsOn, isActive = true }: ApexTriggerSeed, type: SObjectType): Row {
	return {
		Id: toolingId('01q', name),
		Name: name,
		TableEnumOrId: entityId(type),
		EntityDefinitionId: entityId(type),
		Status: isActive ? 'Active' : 'Inactive',
		IsValid: 1,
		UsageIsBulk: 0,
		...Object.fromEntries(triggerMoments.map((moment) => [`Usage${moment}`, Number(runsOn.includes(moment))])),
		...unmanaged,
	};
}

function itemRow(keyPrefix: string, { name, object }: WorkflowItemSeed): Row {
	return { Id: toolingId(keyPrefix, object, name), Name: name, ...unmanaged };
}
