import type { INodeCredentialDescription, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { authenticationParameter, salesforceCredentials } from './authentication-parameter';
import { type FieldList, fieldParameter } from './lists/field-parameter';

const noLists = 'none';
const kinds = authenticationParameter.options as INodePropertyOptions[];

/**
 * For nodes that never connect: which credential the dropdowns of fields are filled by while a person edits. Named as in
 * nodes that do connect, because the editor's lists go by that name.
 */
export const fieldListsParameter: INodeProperties = {
	...authenticationParameter,
	displayName: 'Field Lists From',
	options: [
		...kinds,
		{ name: 'None', value: noLists, description: 'Names of fields are typed, and the node has no credential' },
	],
	default: noLists,
	description: 'The org that fields are chosen from while you edit; the node never connects to it when it runs',
};

/** One of each type, none of them needed to run. */
export const fieldListsCredentials: INodeCredentialDescription[] = salesforceCredentials().map((credential) => ({
	...credential,
	required: false,
}));

interface TypedOrListed {
	readonly displayName: string;
	readonly name: string;
	/** Without a full stop. */
	readonly description: string;
	readonly placeholder: string;
	readonly list: FieldList;
	readonly displayOptions?: INodeProperties['displayOptions'];
	/** Whether it stands in a collection or a row. */
	readonly isInner?: boolean;
}

/** A field that is typed, or chosen from the org where a credential for it is there; either way the value is its API name. */
export function fieldTypedOrListed({
	list,
	displayOptions,
	placeholder,
	isInner,
	...rest
}: TypedOrListed): INodeProperties[] {
	// By the kinds and not by `none`: workflows of before have neither.
	const isListed = { [isInner ? '/authentication' : 'authentication']: kinds.map(({ value }) => value) };
	return [
		{
			...rest,
			type: 'string',
			default: '',
			placeholder,
			description: `${rest.description}, by API name`,
			displayOptions: { ...displayOptions, hide: isListed },
		},
		fieldParameter({
			...rest,
			list,
			displayOptions: { ...displayOptions, show: { ...displayOptions?.show, ...isListed } },
		}),
	];
}
