import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { chosenObject } from '../../wiring/lists/chosen-object';
import { getExternalIdFields } from '../../wiring/lists/fields';
import { keyFieldDropdown } from '../key-field-dropdown';
import { savedOptions } from '../../wiring/lists/saved-options';

const [ownKey] = keyFieldDropdown.options;

/** The external ID fields of the chosen object, by label, after the pack's own; without an object the one that was saved, which would count as unknown. */
export async function getKeyFields(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	if (chosenObject.call(this) === undefined)
		return [
			{ ...ownKey, description: 'Choose the object above to see its other external ID fields' },
			...savedOptions([savedKey.call(this)]),
		];
	return [ownKey, ...(await getExternalIdFields.call(this))];
}

function savedKey(this: ILoadOptionsFunctions): unknown {
	const name = this.getNodeParameter('operation') === 'create' ? 'keyField' : 'externalIdField';
	return this.getNodeParameter(name, '', { rawExpressions: true });
}
