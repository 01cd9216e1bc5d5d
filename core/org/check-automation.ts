import { counted } from '../run/verdict';
import type { PlannedWrite } from './check-access';
import type { Evidence } from './evidence';
import { couldNotBeChecked, listed, type CheckName, type Finding } from './finding';
import type { FlowRow, NamedRow, TriggerRow } from './setup-questions';

/** What a save may set off, as far as the org shows it. */
export interface AutomationEvidence {
	readonly duplicateRules: Evidence<readonly NamedRow[]>;
	readonly flows: Evidence<readonly FlowRow[]>;
	readonly triggers: Evidence<readonly TriggerRow[]>;
	readonly validationRules: Evidence<readonly NamedRow[]>;
	readonly workflowRules: Evidence<readonly NamedRow[]>;
	readonly outboundMessages: Evidence<readonly NamedRow[]>;
}

const viewSetup = 'Give the integration user View Setup and Configuration, or look it up in Setup.';

/** Flows that run on their own time and not with a save. */
const withSave = /^Record(Before|After)(Save|Delete)$/;

/** What the planned writes would set off or be stopped by, one finding per kind of automation. */
export function checkAutomation(
	sObject: string,
	evidence: AutomationEvidence,
	planned: readonly PlannedWrite[],
): Finding[] {
	const report = reporter(sObject);
	return [
		report(
			'duplicate rules',
			evidence.duplicateRules,
			nameOf,
			'may refuse creates and updates',
			'Switch Save Despite Duplicate Alerts of Bulk Write on, or exempt the integration user in the rule.',
		),
		report(
			'flows',
			filtered(evidence.flows, (flow) => flowFires(flow, planned)),
			({ ApiName }) => ApiName,
			'run on every record written',
			'Check what they send and change; let their entry conditions leave the integration user out where they should not run.',
		),
		report(
			'triggers',
			filtered(evidence.triggers, (trigger) => triggerFires(trigger, planned)),
			({ Name }) => Name,
			'run on every 200 records written',
			"Check that they are made for 200 records at a time and don't undo what is written.",
		),
		report(
			'validation rules',
			evidence.validationRules,
			nameOf,
			'may refuse records that fail them already',
			'Run a small batch first; records that fail a rule leave by the rejected output.',
		),
		report(
			'workflow rules',
			evidence.workflowRules,
			nameOf,
			'may run, if they are active',
			'Check their e-mail alerts, field updates and tasks.',
		),
		report(
			'outbound messages',
			evidence.outboundMessages,
			nameOf,
			'may be sent for records written',
			'Take the permission Send Outbound Messages from the integration user.',
		),
	];
}

function reporter(sObject: string) {
	return <T>(
		check: CheckName,
		evidence: Evidence<readonly T[]>,
		name: (row: T) => string,
		effect: string,
		whatToDo: string,
	): Finding => {
		if (evidence.status === 'refused') return couldNotBeChecked(check, evidence.why, viewSetup);
		const names = evidence.found.map(name);
		if (names.length === 0)
			return { check, state: 'ok', what: `${sObject} has no ${check} that our writes would meet.` };
		return {
			check,
			state: 'warning',
			what: `${counted(names.length, check.slice(0, -1))} of ${sObject} ${names.length === 1 ? effect.replace(/^run /, 'runs ') : effect}: ${listed(names)}.`,
			whatToDo,
			names,
		};
	};
}

function filtered<T>(evidence: Evidence<readonly T[]>, keep: (row: T) => boolean): Evidence<readonly T[]> {
	return evidence.status === 'read' ? { status: 'read', found: evidence.found.filter(keep) } : evidence;
}

/** A merge updates the record that stays. */
function updates(planned: readonly PlannedWrite[]): boolean {
	return planned.includes('update') || planned.includes('merge');
}

function flowFires({ TriggerType, RecordTriggerType }: FlowRow, planned: readonly PlannedWrite[]): boolean {
	if (TriggerType !== null && !withSave.test(TriggerType)) return false;
	if (RecordTriggerType === 'Create') return planned.includes('create');
	if (RecordTriggerType === 'Update') return updates(planned);
	return RecordTriggerType === 'Delete' ? planned.includes('merge') : true;
}

function triggerFires(trigger: TriggerRow, planned: readonly PlannedWrite[]): boolean {
	const onInsert = trigger.UsageBeforeInsert || trigger.UsageAfterInsert;
	const onUpdate = trigger.UsageBeforeUpdate || trigger.UsageAfterUpdate;
	const onDelete = trigger.UsageBeforeDelete || trigger.UsageAfterDelete;
	return (
		(onInsert && planned.includes('create')) ||
		(onUpdate && updates(planned)) ||
		(onDelete && planned.includes('merge'))
	);
}

function nameOf(row: NamedRow): string {
	return row.DeveloperName ?? row.ValidationName ?? row.Name ?? 'without a name';
}
