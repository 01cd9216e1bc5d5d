import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { editorClient } from '../../wiring/editor-client';
import { keyFieldDropdown } from '../key-field-dropdown';
import { chosenObject } from '../../wiring/lists/chosen-object';

const [ownKey] = keyFieldDropdown.options;

/** The external ID fields of the chosen object, by label, after the pack's own. */
export async function getKeyFields(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const sObject = chosenObject.call(this);
	if (sObject === undefined) return [{ ...ownKey, description: 'Choose the object above to see its other external ID fields' }];
	const { fieldByName } = await (await editorClient.call(this)).describe(sObject);
	const keys = [...fieldByName.values()].filter(({ externalId }) => externalId).sort((a, b) => a.label.localeCompare(b.label));
	return [ownKey, ...keys.map(({ name, label }) => ({ name: `${label} (${name})`, value: name }))];
}
