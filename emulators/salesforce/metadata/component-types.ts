import { createCustomField, findCustomFieldByName, updateCustomField } from '../tooling/custom-fields';
import { metadataOfField } from '../tooling/field-metadata';
import { customFieldId } from '../tooling/tooling-ids';
import { isEqual } from 'lodash';
import type { DeployComponent } from './component';
import { deployCustomObject } from './custom-object';
import { fieldFromXml } from './field-from-xml';
import { deployLeadConversion } from './lead-conversion';
import { deployCustomPermission, deployPermissionSet } from './permission-set';

/** What takes effect here, in the order in which one needs another. */
export const modelledTypes: ReadonlyMap<string, DeployComponent> = new Map<string, DeployComponent>([
	['CustomObject', deployCustomObject],
	['CustomField', deployCustomField],
	['CustomPermission', deployCustomPermission],
	['PermissionSet', deployPermissionSet],
	['LeadConvertSettings', deployLeadConversion],
]);

/** What an org takes and this one accepts without any effect, by the folder of its files. */
export const acceptedTypes: Readonly<Record<string, string>> = {
	ApexClass: 'classes',
	CustomTab: 'tabs',
	Dashboard: 'dashboards',
	ExternalCredential: 'externalCredentials',
	Flow: 'flows',
	Layout: 'layouts',
	LightningComponentBundle: 'lwc',
	ListView: 'objects',
	NamedCredential: 'namedCredentials',
	QuickAction: 'quickActions',
	Report: 'reports',
	WebLink: 'objects',
	WorkflowOutboundMessage: 'workflows',
	Workflow: 'workflows',
};

function deployCustomField(...[org, fullName, element]: Parameters<DeployComponent>): ReturnType<DeployComponent> {
	const metadata = fieldFromXml(element);
	const placed = findCustomFieldByName(org, fullName);
	if (!placed) return { created: true, changed: true, id: createCustomField(org, fullName, metadata) };
	const before = metadataOfField(placed.field);
	updateCustomField(org, placed, metadata);
	const after = metadataOfField(findCustomFieldByName(org, fullName)!.field);
	return { created: false, changed: !isEqual(before, after), id: customFieldId(placed.type, placed.field) };
}
