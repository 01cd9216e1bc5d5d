import { ownFields } from '../../core/record/fields';
import { bypassPermission } from '../../core/record/permissions';
import { standardMatchInputs } from '../../core/record/match-gate';
import { component, type ComponentFile, type Elements } from '../xml-file';
import type { EnrichedObject } from './enriched-fields';

/** Where changes are told to, and as whom: both differ from org to org, so these components are rendered and not shipped. */
export interface ChangeMessages {
	/** Username whose rights decide which fields a message carries. */
	readonly integrationUser: string;
	/** Address of n8n's trigger for the object. */
	readonly endpointOf: (sObject: EnrichedObject) => string;
}

const from = 'metadata/components/change-messages.ts';
const { lastActivity, lastEnrichedOn } = ownFields;

/** What identifies a record to a provider: only changes of these are worth a message. */
const inputs = ['email', 'website', 'company', 'firstName', 'lastName', 'title', 'country'] as const;

/** An outbound message on the object and the record-triggered flow that sends it. */
export function changeMessageFiles(
	sObject: EnrichedObject,
	{ integrationUser, endpointOf }: ChangeMessages,
): ComponentFile[] {
	const message = `Enrichment_${sObject}_Changed`;
	return [
		component(
			`workflows/${sObject}.workflow`,
			'Workflow',
			{
				outboundMessages: {
					fullName: message,
					apiVersion: '60.0',
					description: 'Tells n8n which records are new or have changed; carries no values',
					endpointUrl: endpointOf(sObject),
					fields: [lastActivity.name, lastEnrichedOn.name, 'CreatedDate', 'Id'],
					includeSessionId: 'false',
					integrationUser,
					name: message.replaceAll('_', ' '),
					protected: 'false',
					useDeadLetterQueue: 'false',
				},
			},
			from,
		),
		component(`flows/${message}.flow`, 'Flow', changeFlow(sObject, message), from),
	];
}

function changeFlow(sObject: EnrichedObject, message: string): Elements {
	const place = { locationX: '0', locationY: '0' };
	return {
		actionCalls: {
			description: 'Salesforce queues the message, sends up to 100 records in one, and repeats it for 24 hours',
			name: 'Tell_n8n',
			label: 'Tell n8n',
			...place,
			actionName: `${sObject}.${message}`,
			actionType: 'outboundMessage',
			flowTransactionModel: 'CurrentTransaction',
			inputParameters: { name: 'SObjectRowId', value: { elementReference: '$Record.Id' } },
			nameSegment: `${sObject}.${message}`,
			offset: '0',
		},
		apiVersion: '60.0',
		description: `Tells n8n of each ${sObject} that is new or that providers would now be asked for with other words; not of changes by whoever has ${bypassPermission.label}`,
		environments: 'Default',
		interviewLabel: `${sObject} Changed {!$Flow.CurrentDateTime}`,
		label: `Enrichment: ${sObject} Changed`,
		processMetadataValues: [
			{ name: 'BuilderType', value: { stringValue: 'LightningFlowBuilder' } },
			{ name: 'CanvasMode', value: { stringValue: 'AUTO_LAYOUT_CANVAS' } },
		],
		processType: 'AutoLaunchedFlow',
		start: {
			...place,
			connector: { targetReference: 'Tell_n8n' },
			filterFormula: conditionOf(sObject),
			object: sObject,
			recordTriggerType: 'CreateAndUpdate',
			triggerType: 'RecordAfterSave',
		},
		status: 'Active',
	};
}

function conditionOf(sObject: EnrichedObject): string {
	const changed = watchedFields(sObject).map((field) => `ISCHANGED({!$Record.${field}})`);
	const conditions = [
		`NOT({!$Permission.${bypassPermission.name}})`,
		...(sObject === 'Lead' ? ['NOT({!$Record.IsConverted})'] : []),
		`OR(ISNEW(), ${changed.join(', ')})`,
	];
	return `AND(${conditions.join(', ')})`;
}

/** Fields of the record itself; where a company is matched by its Account, the look-up stands for it. */
function watchedFields(sObject: EnrichedObject): string[] {
	const matchInputs = standardMatchInputs(sObject) ?? {};
	const paths = inputs.flatMap((input) => matchInputs[input] ?? []);
	const own = paths
		.map((path) => (path.startsWith('Account.') ? 'AccountId' : path))
		.filter((path) => !path.includes('.'));
	return [...new Set(own)];
}
