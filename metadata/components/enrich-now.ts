import { component, type ComponentFile, type Elements } from '../xml-file';
import { enrichedObjects } from './enriched-fields';

/** What the button is made of, by API names. */
export const enrichNow = {
	flow: 'Enrichment_Enrich_Now',
	action: 'Enrichment_Enrich_Now',
	listButton: 'Enrichment_Enrich_Selected',
	apexClass: 'EnrichmentEnrichNow',
	/** Holds the key, which is entered in Setup and never in a file. */
	externalCredential: 'Enrichment_n8n',
	principal: 'Enrichment',
	/** Holds n8n's address, so it is rendered and not shipped. */
	namedCredential: 'Enrichment_n8n',
	/** The header that n8n compares, and the authentication parameter with its value. */
	header: 'X-API-Key',
	parameter: 'Key',
} as const;

const label = 'Enrich Now';
const from = 'metadata/components/enrich-now.ts';
const readIn = { locationX: '0', locationY: '0' };

/** The screen flow, what starts it on pages and lists of each object, and the credential that it calls n8n with. */
export function enrichNowFiles(): ComponentFile[] {
	return [
		component(`flows/${enrichNow.flow}.flow`, 'Flow', screenFlow(), from),
		...enrichedObjects.flatMap((sObject) => [
			component(
				`quickActions/${sObject}.${enrichNow.action}.quickAction`,
				'QuickAction',
				{ flowDefinition: enrichNow.flow, label, optionsCreateFeedItem: 'false', type: 'Flow' },
				from,
			),
			component(`objects/${sObject}/webLinks/${enrichNow.listButton}.webLink`, 'WebLink', listButton(sObject), from),
		]),
		component(
			`externalCredentials/${enrichNow.externalCredential}.externalCredential`,
			'ExternalCredential',
			externalCredential(),
			from,
		),
	];
}

/** Salesforce puts the selected Ids into a text collection that has to be named exactly `ids`. */
function listButton(sObject: string): Elements {
	return {
		fullName: enrichNow.listButton,
		availability: 'online',
		displayType: 'massActionButton',
		encodingKey: 'UTF-8',
		height: '600',
		linkType: 'url',
		masterLabel: label,
		openType: 'replace',
		protected: 'false',
		requireRowSelection: 'true',
		url: `/flow/${enrichNow.flow}?retURL=/lightning/o/${sObject}/list`,
	};
}

function externalCredential(): Elements {
	return {
		authenticationProtocol: 'Custom',
		externalCredentialParameters: [
			{
				parameterGroup: enrichNow.principal,
				parameterName: enrichNow.principal,
				parameterType: 'NamedPrincipal',
				sequenceNumber: '1',
			},
			{
				parameterGroup: 'DefaultGroup',
				parameterName: enrichNow.header,
				parameterType: 'AuthHeader',
				parameterValue: `{!$Credential.${enrichNow.externalCredential}.${enrichNow.parameter}}`,
				sequenceNumber: '1',
			},
		],
		label: 'Enrichment n8n',
	};
}

/** One callout with all Ids, then a screen that says what n8n answered or why it did not. */
function screenFlow(): Elements {
	return {
		actionCalls: {
			description: 'Sends all Ids to n8n in one callout',
			name: 'Ask_n8n',
			label: 'Ask n8n',
			...readIn,
			actionName: enrichNow.apexClass,
			actionType: 'apex',
			connector: { targetReference: 'Show_Answer' },
			faultConnector: { targetReference: 'Show_Problem' },
			flowTransactionModel: 'Automatic',
			inputParameters: ['ids', 'recordId'].map((name) => ({ name, value: { elementReference: name } })),
			nameSegment: enrichNow.apexClass,
			offset: '0',
			storeOutputAutomatically: 'true',
		},
		apiVersion: '60.0',
		description: 'Has n8n enrich the record it is started on, or those that are selected in a list',
		environments: 'Default',
		interviewLabel: `${label} {!$Flow.CurrentDateTime}`,
		label,
		processMetadataValues: [
			{ name: 'BuilderType', value: { stringValue: 'LightningFlowBuilder' } },
			{ name: 'CanvasMode', value: { stringValue: 'AUTO_LAYOUT_CANVAS' } },
		],
		processType: 'Flow',
		screens: [
			screen('Show_Answer', 'Answer', 'Answer_Text', '{!Ask_n8n.message}'),
			screen('Show_Problem', 'Not Enriched', 'Problem_Text', 'n8n could not be asked: {!$Flow.FaultMessage}'),
		],
		start: { ...readIn, connector: { targetReference: 'Ask_n8n' } },
		status: 'Active',
		variables: [
			{
				description: 'Of the selected records; a list button fills a variable of exactly this name',
				...variable('ids', true),
			},
			{ description: 'Of the page the button is on', ...variable('recordId', false) },
		],
	};
}

function screen(name: string, title: string, fieldName: string, text: string): Elements {
	return {
		description: `Shows: ${text}`,
		name,
		label: title,
		...readIn,
		allowBack: 'false',
		allowFinish: 'true',
		allowPause: 'false',
		fields: { name: fieldName, fieldText: `<p>${text}</p>`, fieldType: 'DisplayText' },
		showFooter: 'true',
		showHeader: 'true',
	};
}

function variable(name: string, isCollection: boolean): Elements {
	return { name, dataType: 'String', isCollection: String(isCollection), isInput: 'true', isOutput: 'false' };
}
