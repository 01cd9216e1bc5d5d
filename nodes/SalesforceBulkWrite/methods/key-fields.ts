import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { editorClient } from '../../wiring/editor-client';
import { keyFieldDropdown } from '../key-field-dropdown';
import { chosenObject } from '../../wiring/lists/chosen-object';
import { savedOptions } from './saved-options';

const [ownKey] = keyFieldDropdown.options;

/** The external ID fields of the chosen object, by label, after the pack's own; without an object the one that was saved, which would count as unknown. */
export async function getKeyFields(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const sObject = chosenObject.call(this);
	if (sObject === undefined) return [{ ...ownKey, description: 'Choose the object above to see its other external ID fields' }, ...savedOptions([savedKey.call(this)])];
	const { fieldByName } = await (await editorClient.call(this)).describe(sObject);
	const keys = [...fieldByName.values()].filter(({ externalId }) => externalId).sort((a, b) => a.label.localeCompare(b.label));
	return [ownKey, ...keys.map(({ name, label }) => ({ name: `${label} (${name})`, value: name }))];
}

function savedKey(this: ILoadOptionsFunctions): unknown {
	const name = this.getNodeParameter('operation') === 'create' ? 'keyField' : 'externalIdField';
	return this.getNodeParameter(name, '', { rawExpressions: true });
}
